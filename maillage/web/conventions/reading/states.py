"""An earlier state of a fiche, and two of them side by side, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import OPTIONAL, label_of, shown_rubrics
from maillage.conventions.selectors.states import compare_states, differing, values_now
from maillage.conventions.wording import Names, lines_of_section
from maillage.kernel.french import NBSP, day

if TYPE_CHECKING:
    from maillage.conventions.models import Action
    from maillage.conventions.selectors.states import Values
    from maillage.journal.models import Entry
    from maillage.kernel.lines import Line

LAST = "aujourd’hui"


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section as it was: its lines; ``differs``: today it says something else."""

    key: str
    label: str
    lines: list[str]
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """The lines of a section that differ."""

    key: str
    label: str
    lines: list[Line]


def _keys(action: Action, values: Values) -> list[str]:
    """The title, the state, the rubriques of the convention in its order, then others that said something."""
    shown = shown_rubrics(action.convention)
    others = [key for key in SECTIONS if key in OPTIONAL and key not in shown]
    spoken = [key for key in others if SECTIONS[key].is_filled(values[key])]
    return ["identity", "state", *shown, *spoken]


def read_state(action: Action, values: Values) -> list[ReadSection]:
    """The whole fiche with ``values``, section by section."""
    names = Names(action.convention)
    changed = differing(values, values_now(action))
    return [
        ReadSection(
            key=key,
            label=label_of(action.convention, key),
            lines=lines_of_section(key, values[key], names),
            differs=key in changed,
        )
        for key in _keys(action, values)
    ]


def compared(action: Action, before: Values, after: Values) -> list[ComparedSection]:
    """What differs, in the convention's order and under its own names; what it hides comes last."""
    place = {key: rank for rank, key in enumerate(_keys(action, after))}
    changes = compare_states(action, before, after)
    return [
        ComparedSection(change.key, label_of(action.convention, change.key), change.lines)
        for change in sorted(changes, key=lambda change: place.get(change.key, len(place)))
    ]


def state_name(entry: Entry | None) -> str:
    """« 12 juin 2025 à 14 h 05 », or today."""
    if entry is None:
        return LAST
    at = timezone.localtime(entry.at)
    return f"{day(at)} à {at.hour}{NBSP}h{NBSP}{at.minute:02}"
