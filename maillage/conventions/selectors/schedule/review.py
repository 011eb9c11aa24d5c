"""What does not hold together in the dates of a plan, and the months where much ends at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import CLOSED
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.conventions.selectors.schedule.periods import Bound
    from maillage.conventions.selectors.schedule.plans import Milestone
    from maillage.conventions.selectors.schedule.rows import ScheduleRow

    Known = Mapping[int, ScheduleRow]
    Question = Callable[[ScheduleRow, Known, date], str]

NEAR = timedelta(days=183)
AHEAD = timedelta(days=365)
CROWD = 3
MOST_MONTHS = 3
_STILL = {
    Status.RUNNING: "toujours en cours",
    Status.TO_COME: "encore à venir",
    Status.PAUSED: "toujours en pause",
    Status.BLOCKED: "toujours bloquée",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """An action whose dates deserve a look, and why, in a sentence."""

    row: ScheduleRow
    reason: str


def _late(row: ScheduleRow, _known: Known, today: date) -> str:
    if row.period.end is None or not row.is_late(today):
        return ""
    return f"Finissait {row.period.end.when}, {_STILL[row.status]}."


def too_early(row: ScheduleRow, first: ScheduleRow) -> bool:
    """Whether ``row`` starts before the end of ``first``, wherever both fall in what is known of them.

    What is done already stands in nobody's way, whenever it ended.
    """
    start, end = row.period.start, first.period.end
    if start is None or end is None or first.status == Status.DONE:
        return False
    return start.latest < end.earliest


def _supposes(row: ScheduleRow, known: Known, _today: date) -> str:
    if not row.is_open:
        return ""
    for first in (known[pk] for pk in row.after if pk in known):
        name = first.ref or f"« {first.title} »"
        if first.status == Status.ABANDONED:
            return f"Suppose d’abord {name}, qui est abandonnée."
        if too_early(row, first) and row.period.start and first.period.end:
            return f"Commence {row.period.start.when} ; suppose {name}, qui finit {first.period.end.when}."
    return ""


def _blocked(row: ScheduleRow, _known: Known, today: date) -> str:
    end = row.period.end
    if row.status != Status.BLOCKED or end is None or end.earliest > today + NEAR:
        return ""
    return f"Bloquée, et attendue {end.when}."


def _paused(row: ScheduleRow, _known: Known, _today: date) -> str:
    if row.status != Status.PAUSED or row.period.end is None:
        return ""
    return f"En pause : la fin « {row.period.end.words} » tient-elle ?"


def _not_started(row: ScheduleRow, _known: Known, today: date) -> str:
    start = row.period.start
    if row.status != Status.TO_COME or start is None or start.latest >= today:
        return ""
    return f"Devait commencer {start.when}, encore à venir."


def _done_before(row: ScheduleRow, _known: Known, today: date) -> str:
    start = row.period.start
    if row.status not in {Status.DONE, Status.RUNNING} or start is None or start.earliest <= today:
        return ""
    state = "réalisée" if row.status == Status.DONE else "en cours"
    return f"Dite {state}, mais son début est {start.when}."


def _step_outside(row: ScheduleRow, _known: Known, _today: date) -> str:
    end = row.period.end
    for step in row.steps:
        if end is not None and row.is_open and step.due.earliest > end.latest:
            return f"Une étape est attendue {step.due.when}, après la fin ({end.words})."
    return ""


_QUESTIONS: tuple[Question, ...] = (
    _late, _supposes, _blocked, _done_before, _not_started, _step_outside, _paused,
)  # fmt: skip


def to_review(shown: Sequence[ScheduleRow], everything: Sequence[ScheduleRow], today: date) -> list[Doubt]:
    """The rows of ``shown`` that contradict themselves, today or another: one reason each, gravest first."""
    known = {row.pk: row for row in everything}
    found: list[Doubt] = []
    told: set[int] = set()
    for ask in _QUESTIONS:
        for row in shown:
            if row.pk not in told and (reason := ask(row, known, today)):
                told.add(row.pk)
                found.append(Doubt(row, reason))
    return found


@dataclass(slots=True)
class LoadedMonth:
    """A month where much falls due. ``themes``: how many of the actions that end bear each thématique."""

    first: date
    ending: list[ScheduleRow] = field(default_factory=list)
    steps: int = 0
    milestones: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things fall due."""
        return len(self.ending) + self.steps + len(self.milestones)

    @property
    def themes(self) -> Counter[str]:
        """Of the actions that end."""
        return Counter(theme for row in self.ending for theme in row.themes)


def loaded_months(
    rows: Sequence[ScheduleRow], milestones: Sequence[Milestone], today: date
) -> list[LoadedMonth]:
    """The months of the year ahead with CROWD things due or more, at most MOST_MONTHS, in order.

    What is only known to a half-year or a year weighs on no month.
    """
    months: dict[date, LoadedMonth] = {}

    def month(on: date | None) -> LoadedMonth:
        if on is None or not today <= on <= today + AHEAD:
            return LoadedMonth(today)  # counted nowhere
        return months.setdefault(on.replace(day=1), LoadedMonth(on.replace(day=1)))

    for row in rows:
        if row.is_open:
            month(_due(row.period.end)).ending.append(row)
            for step in row.steps:
                if step.status not in CLOSED:
                    month(_due(step.due)).steps += 1
    for milestone in milestones:
        month(milestone.on).milestones.append(milestone.label)
    crowded = sorted((one for one in months.values() if one.count >= CROWD), key=lambda one: -one.count)
    return sorted(crowded[:MOST_MONTHS], key=lambda one: one.first)


def _due(end: Bound | None) -> date | None:
    return end.latest if end and end.precision not in {fuzzy.HALF, fuzzy.YEAR} else None
