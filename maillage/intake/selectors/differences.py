"""A document to review beside the plan in place: the two as versions, and what differs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.models import Action, Node
from maillage.conventions.sections import ROWS, RUBRICS, SECTIONS
from maillage.conventions.sections.shown import OPTIONAL
from maillage.intake.enums import ImportState
from maillage.intake.matching.plans import Comparison, Fiche, Version, compare
from maillage.intake.matching.wording import Named, pairs
from maillage.intake.models import Import
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.draft import DEEPEST_NODE, LONGEST_REF, LONGEST_TITLE
from maillage.intake.proposal.links import linked
from maillage.intake.proposal.sections import cut, sections_of
from maillage.intake.selectors.links import known_to
from maillage.intake.selectors.review import review_of
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.intake.proposal.parts import Branch, Proposal
    from maillage.intake.proposal.parts import Fiche as Part

#: What a document says of a fiche.
_COMPARED = ("identity", *(key for key in RUBRICS if key not in OPTIONAL))
_BLANK: dict[str, Any] = {
    "steps": [],
    "people": {"pilots": [], "partners": [], "communes": []},
    "residents": {"level": "", "lines": []},
    "indicators": [],
    "calendar": {"phrases": [], "start": None, "end": None, "term": ""},
}
#: How many of the former documents are looked at to find the one that this plan came from.
_FORMER = 5
_HALF = 0.5


@dataclass(slots=True)
class Differences:
    """What a document would change.

    ``actions`` and ``nodes``: those here, by key; ``former``: the document that it is compared with.
    """

    comparison: Comparison
    proposal: Proposal
    document: Version
    actions: Mapping[str, Action]
    nodes: Mapping[str, Node]
    former: Import | None = None

    @property
    def digest(self) -> str:
        """A mark of what was on screen, versions of the fiches included."""
        told = [
            (each.key, each.after, self.actions[each.here].version if each.here in self.actions else 0)
            for each in self.comparison.differences
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]


def differences_of(import_: Import, user: User) -> Differences:
    """What ``import_``, as reviewed so far, would change in the plan of its convention (constant queries).

    Names are tied to what ``user`` may see.
    """
    convention = import_.convention
    proposal = linked(review_of(import_), known_to(user, convention), Decisions(import_.decisions))
    document = _version(proposal, convention)
    former, base = _former(import_, document)
    nodes = {str(node.pk): node for node in Node.objects.for_convention(convention)}
    everything = list(
        Action.everything.for_convention(convention).prefetch_related(*ROWS).order_by("position", "pk")
    )
    actions = {str(action.pk): action for action in everything if action.deleted_at is None}
    here = _here(actions, nodes, _edited(convention, former))
    links = _links(former, base, everything)
    return Differences(
        comparison=compare(here, document, base, links),
        proposal=proposal,
        document=document,
        actions=actions,
        nodes=nodes,
        former=former,
    )


def known_fiches(import_: Import, proposal: Proposal) -> int:
    """How many fiches of ``proposal`` the plan in place has, by their names (two queries)."""
    convention = import_.convention
    nodes = {str(node.pk): node for node in Node.objects.for_convention(convention)}
    rows = Action.objects.for_convention(convention).only("ref", "title", "node_id")
    here = [Named(str(row.pk), row.ref, row.title, _titles(str(row.node_id or ""), nodes)) for row in rows]
    kept = (fiche for fiche in proposal.fiches.values() if proposal.is_kept(fiche))
    new = [
        Named(fiche.key, fiche.ref, fiche.title, tuple(each.title for each in proposal.above(fiche.parent)))
        for fiche in kept
    ]
    return len(pairs(new, here))


def _titles(key: str, nodes: Mapping[str, Node]) -> tuple[str, ...]:
    return tuple(node.title for node in _trail(nodes[key], nodes)) if key in nodes else ()


def _version(proposal: Proposal, convention: Convention) -> Version:
    """The proposal as a version: what is kept of it, its sections clean."""
    branches = []
    for branch in proposal.nodes.values():
        above = proposal.above(branch.key)
        if len(above) <= DEEPEST_NODE and not any(each.excluded for each in above):
            branches.append(_named(branch, above[:-1]))
    fiches = []
    for fiche in proposal.fiches.values():
        if proposal.is_kept(fiche):
            above = proposal.above(fiche.parent)[:DEEPEST_NODE]
            values = _values(fiche, convention)
            path = tuple(branch.title for branch in above)
            named = Named(fiche.key, values["identity"]["ref"], values["identity"]["title"], path)
            fiches.append(Fiche(named, above[-1].key if above else "", values))
    return Version(fiches, branches)


def _named(branch: Branch, above: list[Branch]) -> Named:
    title = cut(branch.title, LONGEST_TITLE) or branch.level or "Sans titre"
    return Named(branch.key, cut(branch.ref, LONGEST_REF), title, tuple(each.title for each in above))


def _values(fiche: Part, convention: Convention) -> dict[str, Any]:
    title = cut(fiche.title, LONGEST_TITLE) or "Action sans titre"
    sections = sections_of(fiche)
    sections["identity"] = {
        "ref": cut(fiche.ref, LONGEST_REF),
        "title": title,
        "fiche_title": cut(fiche.fiche_title, LONGEST_TITLE),
        "transversal": fiche.transversal,
    }
    return {
        key: SECTIONS[key].clean(convention, sections.get(key) or _BLANK.get(key, [])) for key in _COMPARED
    }


def _former(import_: Import, document: Version) -> tuple[Import | None, Version | None]:
    """The last accepted document that tells of the same fiches, as it was read."""
    accepted = Import.objects.for_convention(import_.convention).filter(state=ImportState.ACCEPTED)
    rows = accepted.exclude(pk=import_.pk).defer("lines", "leaves").order_by("-accepted_at")[:_FORMER]
    for former in rows:
        version = _version(propose(former.document or {}, Decisions({})), import_.convention)
        shared = pairs([fiche.named for fiche in document.fiches], [fiche.named for fiche in version.fiches])
        if len(shared) > _HALF * min(len(document.fiches), len(version.fiches)):
            return former, version
    return None, None


def _here(
    actions: Mapping[str, Action], nodes: Mapping[str, Node], edited: Mapping[int, frozenset[str]]
) -> Version:
    paths = {key: _trail(node, nodes) for key, node in nodes.items()}
    branches = [
        Named(key, node.ref, node.title, tuple(above.title for above in paths[key][:-1]))
        for key, node in nodes.items()
    ]
    fiches = []
    for key, action in actions.items():
        branch = str(action.node_id or "")
        path = _titles(branch, nodes)
        values = {section: SECTIONS[section].read(action) for section in _COMPARED}
        named = Named(key, action.ref, action.title, path)
        touched = edited.get(action.pk, frozenset())
        fiches.append(Fiche(named, branch, values, touched, imported=action.batch is not None))
    return Version(fiches, branches)


def _trail(node: Node, nodes: Mapping[str, Node]) -> list[Node]:
    trail = [node]
    while trail[0].parent_id is not None and str(trail[0].parent_id) in nodes:
        trail.insert(0, nodes[str(trail[0].parent_id)])
    return trail


def _edited(convention: Convention, former: Import | None) -> dict[int, frozenset[str]]:
    """The sections of each fiche written by hand since the former document; « place » when it was moved."""
    entries = Entry.objects.filter(
        convention_id=convention.pk,
        subject_type="action",
        verb__in=("action.updated", "action.moved"),
        undone_by=None,
        undoes=None,
    )
    if former is not None and former.accepted_at is not None:
        entries = entries.filter(at__gt=former.accepted_at)
    found: dict[int, set[str]] = {}
    for pk, changes in entries.values_list("subject_id", "changes"):
        found.setdefault(pk, set()).update(changes)
    return {pk: frozenset(sections) for pk, sections in found.items()}


def _links(former: Import | None, base: Version | None, actions: Iterable[Action]) -> dict[str, str]:
    """The fiche here that each fiche of the former document became; empty when it was deleted."""
    if former is None or base is None:
        return {}
    first = {fiche.key: fiche for fiche in base.fiches}
    lines = {
        part.first_line: part.key
        for part in propose(former.document or {}, Decisions({})).fiches.values()
        if part.key in first and part.first_line
    }
    links: dict[str, str] = {}
    for action in actions:
        key = lines.get(action.origin.get("line")) if action.batch == former.batch else None
        living = action.deleted_at is None
        # an import undone then accepted again has written the same fiche twice
        if key is not None and (living or key not in links):
            links[key] = str(action.pk) if living else ""
    return links
