"""The actions of one or several plans with everything that has a date: a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import LinkKind, Status
from maillage.conventions.models import Action, ActionLink, Pilot, Step
from maillage.conventions.selectors.filters import CLOSED
from maillage.conventions.selectors.schedule.periods import Bound, Period, bound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.conventions.querysets import Viewer

_COLUMNS = (
    "pk", "convention_id", "ref", "title", "status", "node_id", "term", "calendar", "start_on",
    "start_precision", "end_on", "end_precision", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of which the date was understood."""

    text: str
    status: Status
    due: Bound


@dataclass(slots=True)
class ScheduleRow:
    """An action as a line of the échéancier.

    ``after``: ids of the actions that must come first; ``communes``: code and name of those concerned.
    """

    pk: int
    convention_id: int
    ref: str
    title: str
    status: Status
    node_id: int | None
    term: str
    calendar: str
    period: Period
    version: int
    pilots: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    communes: list[tuple[str, str]] = field(default_factory=list)
    steps: list[DatedStep] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """« 1.A.2 Micro-crèche »."""
        return f"{self.ref} {self.title}".strip()

    @property
    def is_open(self) -> bool:
        """Neither done nor given up."""
        return self.status not in CLOSED

    def is_late(self, today: date) -> bool:
        """Whether its end has passed, whatever day it was, and it is not closed."""
        end = self.period.end
        return end is not None and self.is_open and end.latest < today


def schedule_rows(conventions: Iterable[int], user: Viewer) -> list[ScheduleRow]:
    """The living actions of ``conventions`` that ``user`` may see, in their order: six queries."""
    pks = list(conventions)
    actions = Action.objects.visible_to(user).filter(convention__in=pks)
    rows = [_row(values) for values in actions.order_by("position", "pk").values_list(*_COLUMNS)]
    known = {row.pk: row for row in rows}
    _attach(known, pks)
    return rows


def _row(values: tuple[Any, ...]) -> ScheduleRow:
    pk, convention, ref, title, status, node, term, calendar, start, started, end, ended, version = values
    period = Period(bound(start, started), bound(end, ended))
    return ScheduleRow(pk, convention, ref, title, Status(status), node, term, calendar, period, version)


def _attach(known: dict[int, ScheduleRow], pks: list[int]) -> None:
    """Give each row what hangs from it; rows of deleted actions are in nobody's reach."""
    pilots = Pilot.objects.filter(convention__in=pks).values_list("action_id", "label")
    themes = Action.themes.through.objects.filter(action__convention__in=pks)
    communes = Action.communes.through.objects.filter(action__convention__in=pks)
    links = ActionLink.objects.filter(convention__in=pks, kind=LinkKind.AFTER)
    for action, label in pilots:
        if action in known:
            known[action].pilots.append(label)
    for action, theme in themes.values_list("action_id", "theme__name"):
        if action in known:
            known[action].themes.append(theme)
    for action, code, name in communes.values_list("action_id", "commune_id", "commune__name"):
        if action in known:
            known[action].communes.append((code, name))
    for source, target in links.values_list("source_id", "target_id"):
        if known.keys() >= {source, target}:
            known[source].after.append(target)
    for action in known.keys() & (steps := _steps(pks)).keys():
        known[action].steps = steps[action]


def _steps(pks: list[int]) -> dict[int, list[DatedStep]]:
    found: dict[int, list[DatedStep]] = defaultdict(list)
    steps = Step.objects.filter(convention__in=pks, due_on__isnull=False).order_by("due_on", "pk")
    for action, text, status, on, precision in steps.values_list(
        "action_id", "text", "status", "due_on", "due_precision"
    ):
        due = bound(on, precision)
        if due is not None:
            found[action].append(DatedStep(text, Status(status), due))
    return found
