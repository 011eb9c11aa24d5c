"""How many indicators have the figure that could be expected by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.counting.achievement import achieve_over
from maillage.conventions.counting.periods import Period, due, years_of
from maillage.conventions.enums import MeasureType
from maillage.conventions.selectors.followed import followed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.followed import Followed


@dataclass(frozen=True, slots=True)
class FigureCount:
    """One followed indicator. ``period``: the last one that is over; ``given``: it has a value for it,
    be it « secret » or « non disponible »; ``reached``: None where there is nothing to reach or known.
    """

    followed: Followed
    period: Period | None
    given: bool
    reached: bool | None

    @property
    def action_id(self) -> int:
        """The action that it tells of."""
        return self.followed.indicator.action_id


def figure_counts(convention: Convention, user: Viewer, today: date) -> list[FigureCount]:
    """The indicators followed in the plan, in its order, each with its last figure due (four queries)."""
    first, last = years_of(convention.start_year, convention.end_year, today)
    every = [one for one in followed(convention, user) if one.gauge.measure != MeasureType.VERBATIM]
    return [_count(one, _last_over(one, first, last, today)) for one in every]


def _last_over(one: Followed, first: int, last: int, today: date) -> Period | None:
    """The last period that is over: the year that runs is expected, but nothing is missing from it yet."""
    target = one.gauge.target
    last_year = target.year if target and target.year else last
    over = [period for period in due(one.gauge.frequency, first, last_year, today) if period.last <= today]
    return over[-1] if over else None


def _count(one: Followed, period: Period | None) -> FigureCount:
    if period is None:
        return FigureCount(one, None, given=False, reached=None)
    point = one.series.at(period)
    reached = achieve_over(one.series, period, year=period.year).reached if point else None
    return FigureCount(one, period, given=point is not None, reached=reached)


def expected(counts: Iterable[FigureCount]) -> list[FigureCount]:
    """Those that a figure could be expected of by now."""
    return [one for one in counts if one.period is not None]
