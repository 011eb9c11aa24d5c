"""What falls due in the weeks to come: ends of actions, steps, answers expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maillage.conventions.enums import CampaignState
from maillage.conventions.models import Campaign
from maillage.conventions.selectors.filters import CLOSED
from maillage.conventions.selectors.follow.board import is_open
from maillage.conventions.selectors.schedule.periods import Bound
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.follow.rows import FollowRow

AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due. ``kind``: « fin », « etape » or « campagne »; ``row`` is None for a campaign."""

    due: Bound
    kind: str
    text: str
    row: FollowRow | None = None
    campaign_id: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the very day is known."""
        return self.due.precision == fuzzy.DAY


def deadlines(rows: Iterable[FollowRow], today: date, ahead: timedelta = AHEAD) -> list[Deadline]:
    """Ends and steps that may fall between ``today`` and ``ahead`` later, the earliest first.

    A fuzzy date counts from the first day that it may mean, and while its last one has not passed.
    A date known to a year or a half-year only is there when its last day is.
    """
    found = []
    for row in rows:
        if not is_open(row):
            continue
        if row.end and _falls(row.end, today, ahead):
            found.append(Deadline(row.end, "fin", row.name, row))
        found += [
            Deadline(step.due, "etape", step.text, row)
            for step in row.steps
            if step.status not in CLOSED and _falls(step.due, today, ahead)
        ]
    return sorted(found, key=lambda one: (one.due.latest, one.due.earliest))


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
