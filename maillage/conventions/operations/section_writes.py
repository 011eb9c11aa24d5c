"""Writing sections: what one write changes, and many of them at once in a handful of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action
from maillage.conventions.operations.common import action_fact
from maillage.conventions.operations.indexing import index_sections
from maillage.conventions.search import action_search
from maillage.conventions.sections import ROWS, SECTIONS, Json
from maillage.journal.operations import record_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from maillage.accounts.models import User
    from maillage.journal.models import Entry
    from maillage.journal.operations import Fact

_OF_ROWS = frozenset({"steps", "people", "indicators", "identity", "links"})
"""Sections whose write leaves other rows than the action's: what was fetched of them is old."""
_APART = frozenset({"id", "convention", "node", "position", "batch", "created_at", "deleted_at"})
_COLUMNS = Action._meta.concrete_fields  # noqa: SLF001 - documented by Django
_WRITTEN = [field.name for field in _COLUMNS if field.name not in _APART]
"""Every column but the place of an action in the plan and what was settled when it came."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write did to an action not yet saved: ``fact`` for the journal, None when it says the same.

    ``touched``: there is something to save, were it only that a section was looked at.
    """

    fact: Fact | None
    touched: bool


@dataclass(frozen=True, slots=True)
class SectionWrite:
    """A value to put in a section of a locked action; ``undoes`` is the entry that it takes back."""

    action: Action
    section: str
    value: Json
    undoes: Entry | None = None


def change_section(
    *,
    action: Action,
    section: str,
    value: Json,
    by: User | None,
    undoes: Entry | None = None,
    details: Mapping[str, Any] | None = None,
    trusted: bool = False,
    left: Json = None,
) -> Changed:
    """Put ``value`` in a section: its rows are written, the action itself is not saved.

    See ``write_section`` for the terms. Raises InvalidValueError.
    """
    part = SECTIONS.get(section)
    if part is None:
        raise InvalidValueError("Cette rubrique n’existe pas.")
    before = part.read(action)
    trusted = trusted or undoes is not None
    after = part.settle(before, part.clean(action.convention, value), trusted=trusted)
    checked = _drop_doubts(action, section)
    details = {**(details or {}), **_tell(action, section, undoes, news=not trusted)}
    if before == after:
        return Changed(None, touched=checked or section == "state")
    if not trusted and by is not None:
        part.allow(action.convention, before, after, by)
    leaving = part.leaving(action, after)
    details = {**details, "left": leaving} if leaving else details
    part.write(action, after)
    part.bring_back(action, undoes.details.get("left") if undoes else left)
    action.version += 1
    return Changed(action_fact(action, "updated", {section: (before, after)}, details), touched=True)


def write_sections(*, writes: Sequence[SectionWrite], by: User) -> list[Entry | None]:
    """What ``write_section`` does, for many sections at once; None for each that says the same.

    The caller opened the transaction, locked the actions, checked the rights, and fetched the rows of
    the actions with them. The same section of an action comes once at most. Raises InvalidValueError.
    """
    # what sections may point at, fetched once for all of them
    conventions = {id(write.action.convention): write.action.convention for write in writes}
    prefetch_related_objects(list(conventions.values()), "themes", "schemes")
    changes = [
        change_section(
            action=write.action, section=write.section, value=write.value, by=by, undoes=write.undoes
        )
        for write in writes
    ]
    pairs = list(zip(writes, changes, strict=True))
    touched = {write.action.pk: write.action for write, one in pairs if one.touched}
    done = [(write, one.fact) for write, one in pairs if one.fact is not None]
    fresh = _with_rows({write.action.pk for write, _ in done if write.section in _OF_ROWS})
    for write, _ in done:
        action = write.action
        action.search = action_search(action, _labels(fresh.get(action.pk, action)))
    _save(list(touched.values()))
    index_sections(
        (fresh[write.action.pk] if write.section in _OF_ROWS else write.action, write.section)
        for write, _ in done
    )
    entries = iter(record_many([fact for _, fact in done], by=by, undoes=[write.undoes for write, _ in done]))
    return [None if one.fact is None else next(entries) for one in changes]


def _with_rows(pks: set[int]) -> dict[int, Action]:
    """Actions as the database has them, to read the rows just written."""
    if not pks:
        return {}
    found = Action.everything.filter(pk__in=pks).select_related("convention").prefetch_related(*ROWS)
    return {action.pk: action for action in found}


def _save(actions: list[Action]) -> None:
    """Save what sections write, in a query for some thirty actions: they exist, so each is an update."""
    if actions:
        Action.everything.bulk_create(
            actions, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
        )


def _labels(action: Action) -> list[str]:
    """Words of its rows that the filter of the plan finds, from what was fetched with it."""
    pilots = [row.label for row in action.pilots.all()]
    partners = [row.label for row in action.partners.all()]
    return [*pilots, *partners, *(step.text for step in action.steps.all())]


def _tell(action: Action, section: str, undoes: Entry | None, *, news: bool) -> dict[str, str | None]:
    """Note that somebody says where the action stands; what the journal keeps to take it back."""
    if section != "state":
        return {}
    before = action.told_at.isoformat() if action.told_at else None
    if news:
        action.told_at = timezone.now()
    elif undoes is not None and "told_at" in undoes.details:
        former = undoes.details["told_at"]
        action.told_at = datetime.fromisoformat(former) if former else None
    return {"told_at": before}


def _drop_doubts(action: Action, section: str) -> bool:
    """Take away what an import doubted in a section now saved, even unchanged; whether there was any."""
    doubts = action.origin.get("doubts", [])
    left = [doubt for doubt in doubts if doubt.get("section") != section]
    if doubts:
        action.origin = {**action.origin, "doubts": left}
    return len(left) < len(doubts)
