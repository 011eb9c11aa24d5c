"""Which values are waited for: one rule for the grid, the follow-up and the campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.counting.periods import is_due
from maillage.conventions.enums import MeasureType

if TYPE_CHECKING:
    from datetime import date

    from maillage.conventions.counting.gauge import Series
    from maillage.conventions.counting.periods import Period


def is_expected(series: Series, period: Period, today: date, *, end: int) -> bool:
    """Whether a value of ``period`` is waited for; ``end``: the year of the target, else the last one.

    What is noted once is waited for in that year only, and a milestone that was reached no longer is.
    """
    due = is_due(period, series.gauge.frequency, today, last_year=end)
    return due and not is_settled(series, period)


def is_settled(series: Series, period: Period) -> bool:
    """Whether a milestone was reached before ``period``, which then has nothing to say."""
    if series.gauge.measure != MeasureType.MILESTONE or series.at(period) is not None:
        return False
    return any(point.reading.number and point.period.last < period.first for point in series.points)
