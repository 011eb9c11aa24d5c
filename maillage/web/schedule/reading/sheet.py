"""The échéancier as lines of a spreadsheet: every period in words, and the days that it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.enums import Term
from maillage.web.components import states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from maillage.conventions.selectors.schedule import Bound, Schedule, ScheduleRow

HEADING = (
    "Convention", "Axe", "Référence", "Action", "État", "Période", "Début au plus tôt", "Début au plus tard",
    "Fin au plus tôt", "Fin au plus tard", "Horizon", "Suppose d’abord", "Pilotes",
)  # fmt: skip


def _days(bound: Bound | None) -> tuple[str, str]:
    """Both days as a spreadsheet reads them: 31/12/2026."""
    return (_day(bound.earliest), _day(bound.latest)) if bound else ("", "")


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def lines_of(schedule: Schedule) -> Iterator[list[str]]:
    """The heading, then a line an action, in the order of the drawing; those without date come too."""
    yield list(HEADING)
    known = {row.pk: row for row in schedule.rows}
    for plan in schedule.plans:
        for axis in plan.axes:
            place = [plan.convention.name, str(axis.node) if axis.node else "Hors des axes"]
            for row in axis.rows:
                yield [*place, *_cells(row, known)]


def _cells(row: ScheduleRow, known: dict[int, ScheduleRow]) -> list[str]:
    return [
        row.ref,
        row.title,
        states.WORD[row.status],
        row.period.words,
        *_days(row.period.start),
        *_days(row.period.end),
        str(Term(row.term).label) if row.term else "",
        ", ".join(known[pk].ref or known[pk].title for pk in row.after),
        ", ".join(row.pilots),
    ]
