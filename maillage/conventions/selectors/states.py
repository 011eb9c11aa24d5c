"""A fiche as it stood after any of its writes: today's values with the journal walked back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.sections import SECTIONS, Json
from maillage.conventions.wording import Names, lines_of_section
from maillage.journal.models import Entry
from maillage.kernel.lines import Line, changed_lines

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from maillage.conventions.models import Action

Values = dict[str, Json]


@dataclass(frozen=True, slots=True)
class StateChange:
    """A section that says something else in two states of a fiche; ``lines``: those that differ."""

    key: str
    lines: list[Line]


def values_now(action: Action) -> Values:
    """Each section as it is, by its key."""
    return {key: part.read(action) for key, part in SECTIONS.items()}


def values_after(action: Action, entry: Entry) -> Values:
    """Each section as it was once ``entry`` was written (one query, besides reading the fiche).

    Values may be in a form older than today's: they are for ``lines_of_section`` and ``said``.
    """
    values = values_now(action)
    for one in _later(action, entry).order_by("-pk"):
        for key, (before, _) in one.changes.items():
            if key in SECTIONS:
                values[key] = before
    return values


def left_since(action: Action, entry: Entry) -> dict[str, Json]:
    """What went with each section since ``entry``, beyond its value, as it last was (one query).

    ``{"indicators": {key: [value, …]}}``, see ``Section.leaving``.
    """
    left: dict[str, dict[str, Json]] = {}
    for one in _later(action, entry).order_by("pk"):
        for section in one.changes if "left" in one.details else ():
            left.setdefault(section, {}).update(one.details["left"])
    return left


def _later(action: Action, entry: Entry) -> QuerySet[Entry]:
    return Entry.objects.filter(
        subject_type="action",
        subject_id=action.pk,
        convention_id=action.convention_id,
        verb="action.updated",
        pk__gt=entry.pk,
    )


def differing(before: Values, after: Values) -> list[str]:
    """The sections that do not say the same, in the usual order."""
    return [key for key, part in SECTIONS.items() if part.said(before[key]) != part.said(after[key])]


def compare_states(action: Action, before: Values, after: Values) -> list[StateChange]:
    """What differs from one state of the fiche to another, in words."""
    names = Names(action.convention)
    changes = []
    for key in differing(before, after):
        old, new = (lines_of_section(key, values[key], names) for values in (before, after))
        changes.append(StateChange(key, changed_lines(old, new)))
    return [change for change in changes if change.lines]
