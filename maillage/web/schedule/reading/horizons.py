"""The table court, moyen, long terme, prochaine CTG: one row an axis, one column a horizon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.enums import Term
from maillage.conventions.selectors.schedule import horizon_of
from maillage.web.components import states

if TYPE_CHECKING:
    from maillage.conventions.selectors.schedule import PlanSchedule, ScheduleRow


@dataclass(frozen=True, slots=True)
class Column:
    """A horizon with its years, « 2024-2025 »; both are words."""

    label: str
    years: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An action in its cell. ``said``: its period; ``deduced``: its place comes from its dates."""

    name: str
    url: str
    css: str
    word: str
    said: str
    deduced: bool


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """An axis: one list of actions a column."""

    mark: str
    title: str
    cells: list[list[Entry]]


@dataclass(frozen=True, slots=True)
class Horizons:
    """The table; ``has_undated`` tells whether its last column, « Sans date », is there."""

    columns: list[Column]
    rows: list[HorizonRow]
    deduced: bool


_TERMS = (Term.SHORT, Term.MEDIUM, Term.LONG, Term.NEXT, None)


def horizons_of(plan: PlanSchedule) -> Horizons:
    """The table of one plan; the column of what has no horizon is there only when it holds something."""
    base = reverse("conventions:action", args=[plan.convention.pk, 0])[:-2]
    placed = {row.pk: horizon_of(row.term, row.period, plan.bands) for row in plan.shown}
    terms = [term for term in _TERMS if term is not None or None in placed.values()]
    rows = [
        HorizonRow(
            mark=axis.node.ref if axis.node else "T",
            title=axis.node.title if axis.node else "Hors des axes",
            cells=[[_entry(row, base) for row in axis.rows if placed[row.pk] == term] for term in terms],
        )
        for axis in plan.axes
    ]
    columns = [Column(_label(term), _years(plan, term)) for term in terms]
    deduced = any(entry.deduced for row in rows for cell in row.cells for entry in cell)
    return Horizons(columns, rows, deduced)


def _label(term: Term | None) -> str:
    return str(term.label) if term else "Sans horizon"


def _years(plan: PlanSchedule, term: Term | None) -> str:
    for band in plan.bands:
        if band.term == term:
            if band.last is None:
                return f"dès {band.first.year}"
            return "-".join(dict.fromkeys((str(band.first.year), str(band.last.year))))
    return ""


def _entry(row: ScheduleRow, base: str) -> Entry:
    return Entry(
        name=row.name,
        url=f"{base}{row.pk}/",
        css=states.CSS[row.status],
        word=states.WORD[row.status],
        said=row.period.words,
        deduced=not row.term and bool(row.period.words),
    )
