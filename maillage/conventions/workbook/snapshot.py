"""The plan of a convention as a person sees it: every fiche with its sections, and the names around it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from maillage.accounts.selectors import members_of, visible_organisations
from maillage.conventions.models import Action, Node
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.sections.shown import shown_rubrics
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.conventions.selectors.followed import Followed, assembled, is_followed
from maillage.conventions.selectors.rows_of_fiches import section_rows
from maillage.conventions.territory import communes_covered
from maillage.conventions.workbook.blank import whole
from maillage.conventions.workbook.lists import Lists
from maillage.journal.models import Entry
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json

_VERSIONED = ("action.updated", "action.moved", "action.deleted", "action.restored")
PLACE = "place"


@dataclass
class Record:
    """A fiche: its sections as they are, and where it stands (``node`` is an id)."""

    action: Action
    sections: dict[str, Json]

    @property
    def node_id(self) -> int | None:
        """The node that holds it."""
        return self.action.node_id


@dataclass
class Snapshot:
    """The plan at one moment, in plan order.

    ``since`` is when the workbook was made, where a row does not say its version.
    """

    convention: Convention
    lists: Lists
    records: dict[int, Record] = field(default_factory=dict)
    user: User | None = None
    since: datetime | None = None

    @cached_property
    def followed(self) -> list[Followed]:
        """The indicators that are followed, with their values (one query: they came with the fiches)."""
        indicators = (row for record in self.records.values() for row in record.action.indicators.all())
        return assembled(row for row in indicators if is_followed(row))

    @cached_property
    def deleted(self) -> set[int]:
        """The fiches of this plan that were taken out (one query, when a file names one)."""
        if self.user is None:
            return set()
        gone = Action.everything.visible_to(self.user).filter(convention=self.convention)
        return set(gone.exclude(deleted_at=None).values_list("pk", flat=True))

    def before(self, record: Record, version: int | None) -> dict[str, Json] | None:
        """The sections as they were at ``version`` (``place``: the id of the node); None when unknown.

        At the present version they are what they are now, and where nothing says of when the row is.
        """
        now = {**record.sections, PLACE: record.node_id}
        if version == record.action.version or (version is None and self.since is None):
            return now
        entries = self._entries.get(record.action.pk, [])
        missed = record.action.version - version if version is not None else self._after(entries)
        if missed == 0:
            return now
        if missed < 0 or missed > len(entries):
            return None
        for entry in reversed(entries[-missed:]):
            for name, (old, _) in entry.changes.items():
                now[name] = old["node"] if name == PLACE else whole(name, old)
        return now

    def _after(self, entries: list[Entry]) -> int:
        return sum(self.since is not None and entry.at > self.since for entry in entries)

    @cached_property
    def _entries(self) -> dict[int, list[Entry]]:
        """What raised the version of each fiche, oldest first (one query, when a file is behind)."""
        found: dict[int, list[Entry]] = defaultdict(list)
        rows = Entry.objects.filter(
            convention_id=self.convention.pk, subject_type="action", verb__in=_VERSIONED
        )
        for entry in rows.order_by("pk").only("subject_id", "changes", "at"):
            found[entry.subject_id].append(entry)
        return found


def take_snapshot(convention: Convention, user: User) -> Snapshot:
    """The fiches of ``convention`` that ``user`` may see; a constant number of queries."""
    lists = _lists(convention, user)
    everyone = Action.objects.visible_to(user).filter(convention=convention)
    actions = everyone.prefetch_related(*section_rows())
    ordered = sorted(actions, key=lambda one: (place_in_plan(lists.nodes, one.node_id), one.position, one.pk))
    lists.actions.update({action.pk: action for action in ordered})
    snapshot = Snapshot(convention, lists, user=user)
    for action in ordered:
        action.convention = convention
        sections = {key: part.read(action) for key, part in SECTIONS.items()}
        for commune in action.communes.all():
            lists.communes.setdefault(commune.pk, commune.name)
        snapshot.records[action.pk] = Record(action, sections)
    return snapshot


def _lists(convention: Convention, user: User) -> Lists:
    nodes = Node.objects.visible_to(user).filter(convention=convention)
    by_id = {node.pk: node for node in nodes}
    ordered = sorted(by_id.values(), key=lambda node: place_in_plan(by_id, node.pk))
    bodies = visible_organisations(user).values_list("pk", "name")
    members = members_of(convention.pk, user)
    return Lists(
        level_names=list(convention.level_names),
        section_labels=convention.section_labels,
        hidden=frozenset(RUBRICS) - set(shown_rubrics(convention)),
        order=tuple(shown_rubrics(convention)) if convention.section_order else (),
        themes=dict(convention.themes.values_list("pk", "name")),
        communes=_communes(convention),
        schemes=dict(convention.schemes.values_list("pk", "name")),
        breakdowns=dict(convention.breakdowns.values_list("pk", "name")),
        members={member.pk: member.user.get_full_name() for member in members},
        organisations=dict(sorted(bodies, key=lambda pair: sort_key(pair[1]))),
        nodes={node.pk: node for node in ordered},
    )


def _communes(convention: Convention) -> dict[str, str]:
    """The communes of the territory by code; two of one name say their code."""
    rows = list(communes_covered(convention.pk).values_list("pk", "name"))
    names = [name for _, name in rows]
    said = {code: name if names.count(name) == 1 else f"{name} ({code})" for code, name in rows}
    return dict(sorted(said.items(), key=lambda pair: sort_key(pair[1])))
