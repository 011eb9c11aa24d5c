"""Where things go on a chart: amounts up, time to the right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.web.components.charts.series import Series

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight rule from amounts (``low`` to ``high``) to a drawing (``start`` to ``end``)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Decimal) -> float:
        """Where ``value`` is drawn."""
        span = self.high - self.low
        part = (float(value) - self.low) / span if span else 0.5
        return self.start + part * (self.end - self.start)


def amounts(series: Series) -> list[Decimal]:
    """Every number that the chart must hold."""
    found = [point.value for point in series.points if point.drawn and point.value is not None]
    if series.target is not None:
        found += [one for one in (series.target.value, series.target.high) if one is not None]
    found += [goal.value for goal in series.goals]
    return [*found, *([series.baseline] if series.baseline is not None else [])]


def from_zero(values: Iterable[Decimal], start: float, end: float) -> Scale:
    """A rule that always shows zero; of an empty or null list, one that puts zero at its start."""
    held = [float(value) for value in values]
    low, high = min([0.0, *held]), max([0.0, *held])
    return Scale(low, high if high > low else low + 1, start, end)


def instant(moment: date) -> float:
    """A day as a fraction of years."""
    return moment.toordinal() / DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Across:
    """From left to right: where each point stands, where the target does, and any day when days are known."""

    xs: list[float]
    target: float
    days: Scale | None = None

    def day(self, moment: date) -> float | None:
        """Where a day stands, None when points have no date."""
        return self.days(instant(moment)) if self.days is not None else None


def across(series: Series, start: float, end: float) -> Across:
    """By date when every point has one, evenly otherwise; what is ahead is to the right."""
    moments = [point.at for point in series.points if point.at is not None]
    target = series.target.at if series.target is not None else None
    if moments and len(moments) == len(series.points):
        dates = [instant(moment) for moment in moments]
        ahead = [instant(moment) for moment in (target, *(goal.at for goal in series.goals)) if moment]
        rule = Scale(min([*dates, *ahead]), max([*dates, *ahead]), start, end)
        if rule.high == rule.low:
            return Across([start for _ in dates], end)
        return Across([rule(one) for one in dates], rule(instant(target)) if target else end, rule)
    count = len(series.points)
    rule = Scale(0, max(count - (0 if target else 1), 1), start, end)
    return Across([rule(index) for index in range(count)], end)
