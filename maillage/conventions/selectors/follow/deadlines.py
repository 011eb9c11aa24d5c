"""What falls due in the weeks to come: ends of actions, steps, answers expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maillage.conventions.enums import CampaignState
from maillage.conventions.models import Action, Campaign, Step
from maillage.conventions.selectors.filters import CLOSED
from maillage.conventions.selectors.follow.board import is_open
from maillage.conventions.selectors.schedule.periods import Bound, bound
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.follow.rows import FollowRow

AHEAD = timedelta(days=90)
#: A date may be kept by the first day of what it means, at most a year.
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due. ``kind``: « fin », « etape » or « campagne »; a campaign is of no action.

    ``of``: the reference of the action of a step, else its title.
    """

    due: Bound
    kind: str
    text: str
    action_id: int | None = None
    of: str = ""
    campaign_id: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the very day is known."""
        return self.due.precision == fuzzy.DAY

    @property
    def words(self) -> str:
        """« le 8 novembre 2026 », « vers l’automne 2026 »: a fuzzy date is said as one."""
        due = self.due
        return f"le {due.words}" if self.is_exact else fuzzy.about(due.on, due.precision)


def deadlines(rows: Iterable[FollowRow], today: date, ahead: timedelta = AHEAD) -> list[Deadline]:
    """Ends and steps that may fall between ``today`` and ``ahead`` later, the earliest first.

    A fuzzy date counts from the first day that it may mean, and while its last one has not passed.
    A date known to a year or a half-year only is there when its last day is.
    """
    found = []
    for row in rows:
        if not is_open(row):
            continue
        if row.end:
            found.append(Deadline(row.end, "fin", row.name, row.pk))
        found += [
            Deadline(step.due, "etape", step.text, row.pk, row.ref or row.title)
            for step in row.steps
            if step.status not in CLOSED
        ]
    return in_order(one for one in found if _falls(one.due, today, ahead))


def in_order(found: Iterable[Deadline]) -> list[Deadline]:
    """The earliest first."""
    return sorted(found, key=lambda one: (one.due.latest, one.due.earliest))


def coming(convention: Convention, user: Viewer, today: date, ahead: timedelta = AHEAD) -> list[Deadline]:
    """The same as :func:`deadlines` with the campaigns, for a page that reads nothing else: three queries."""
    actions = Action.objects.visible_to(user).filter(convention=convention).exclude(status__in=CLOSED)
    early = today - _LONGEST
    ends = actions.filter(end_on__gte=early)
    found = [
        Deadline(due, "fin", f"{ref} {title}".strip(), pk)
        for pk, ref, title, on, precision in ends.values_list("pk", "ref", "title", "end_on", "end_precision")
        if (due := bound(on, precision))
    ]
    steps = Step.objects.filter(action__in=actions, due_on__gte=early).exclude(status__in=CLOSED)
    found += [
        Deadline(due, "etape", text, pk, ref or title)
        for text, pk, ref, title, on, precision in steps.values_list(
            "text", "action_id", "action__ref", "action__title", "due_on", "due_precision"
        )
        if (due := bound(on, precision))
    ]
    due_now = [one for one in found if _falls(one.due, today, ahead)]
    return in_order([*due_now, *campaign_deadlines(convention)])


def campaign_deadlines(convention: Convention) -> list[Deadline]:
    """The days when answers are expected, of the campaigns that are open (one query)."""
    rows = Campaign.objects.filter(convention=convention, state=CampaignState.OPEN).order_by("due_on")
    return [
        Deadline(bound_of_day(on), "campagne", name, campaign_id=pk)
        for pk, name, on in rows.values_list("pk", "name", "due_on")
    ]


def bound_of_day(on: date) -> Bound:
    """A day known exactly."""
    return Bound(on, fuzzy.DAY, on, on)


def _falls(due: Bound, today: date, ahead: timedelta) -> bool:
    first = due.latest if due.precision in {fuzzy.YEAR, fuzzy.HALF} else due.earliest
    return due.latest >= today and first <= today + ahead
