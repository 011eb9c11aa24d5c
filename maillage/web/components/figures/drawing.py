"""The chart series of an indicator: its periods, the missing ones among them, its targets, its start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from maillage.conventions.counting.achievement import aim_of
from maillage.conventions.counting.aggregation import masked
from maillage.conventions.counting.periods import sequence
from maillage.conventions.counting.values import BEST_NOTE
from maillage.conventions.enums import Frequency, MeasureType, TargetOp, ValueStatus
from maillage.kernel.french import number
from maillage.web.components.charts.series import Goal, Point, Series, Sign, Target

if TYPE_CHECKING:
    from decimal import Decimal

    from maillage.conventions.counting.gauge import Gauge
    from maillage.conventions.counting.periods import Period
    from maillage.conventions.counting.values import Reading
    from maillage.conventions.selectors.followed import Followed

_SIGNS = {
    ValueStatus.OBSERVED: Sign.OBSERVED,
    ValueStatus.ESTIMATED: Sign.ESTIMATED,
    ValueStatus.SECRET: Sign.MASKED,
    ValueStatus.UNAVAILABLE: Sign.UNAVAILABLE,
}
_LONGEST_UNIT = 3


_SHORT = {
    Frequency.HALF: "S{part} {year}",
    Frequency.QUARTER: "T{part} {year}",
    Frequency.MONTH: "{part}/{year}",
}


def unit_of(gauge: Gauge) -> str:
    """What stands after its numbers: « % », « /5 », or the unit itself.

    The « % » of a change says how much it moves, not what is counted.
    """
    if gauge.measure == MeasureType.RATE:
        return gauge.unit if gauge.unit and len(gauge.unit) < _LONGEST_UNIT else "%"
    if gauge.measure == MeasureType.APPRECIATION:
        return f"/{BEST_NOTE}"
    moves = gauge.target is not None and gauge.target.op == TargetOp.CHANGE
    return "" if moves and "%" in gauge.unit else gauge.unit


def shown_number(gauge: Gauge, value: Decimal | None) -> Decimal | None:
    """A number as it is shown: rates with one decimal."""
    return round(value, 1) if value is not None and gauge.measure == MeasureType.RATE else value


def period_series(one: Followed, last_year: int | None = None) -> Series:
    """The values of the whole, period by period; ``last_year``: when a target without a date is for."""
    gauge, indicator = one.gauge, one.indicator
    points = tuple(
        _dated(gauge, period, point.reading if (point := one.series.at(period)) else None)
        for period in shown_periods(one)
    )
    return Series(
        key=f"ind-{indicator.pk}",
        name=indicator.label,
        points=points,
        unit=unit_of(gauge),
        target=_target(gauge, last_year),
        baseline=shown_number(gauge, gauge.baseline),
        baseline_label=str(gauge.baseline_year or ""),
        goals=_goals(gauge),
        columns=_columns(one),
    )


def shown_periods(one: Followed) -> list[Period]:
    """Periods with a value, and those of the same length that are missing between the first and the last."""
    held = [point.period for point in one.series.points]
    if len({period.frequency for period in held}) != 1:
        return held
    first, last = held[0], held[-1]
    every = sequence(first.frequency, first.year, last.year)
    return [period for period in every if first.first <= period.first <= last.first]


def category_series(one: Followed, period: Period) -> Series:
    """The values of one period by category, as anybody may see them: what would betray a secret is one."""
    whole = one.series.at(period)
    said = {category.code: one.series.at(period, category.code) for category in one.categories}
    # A category that is no more and said nothing then hides nothing: it is no part of the total.
    of_then = [each for each in one.categories if said[each.code] or not each.retired]
    parts = {each.code: point.reading if (point := said[each.code]) else None for each in of_then}
    shown = masked(whole.reading if whole else None, parts)
    points = tuple(_point(one.gauge, each.label, shown.get(each.code), None) for each in of_then)
    breakdown = one.indicator.breakdown
    return Series(
        key=f"ind-{one.indicator.pk}-cat",
        name=f"{one.indicator.label}, {period.label}",
        points=points,
        unit=unit_of(one.gauge),
        columns=_columns(one),
        first=breakdown.name if breakdown is not None else "Catégorie",
    )


def _point(gauge: Gauge, label: str, reading: Reading | None, at: date | None) -> Point:
    if reading is None:
        return Point(label, at=at, sign=Sign.MISSING)
    parts = (reading.numerator, reading.denominator)
    cells = (
        tuple("" if part is None else number(part) for part in parts)
        if gauge.measure == MeasureType.RATE
        else ()
    )
    return Point(label, shown_number(gauge, reading.number), _SIGNS[reading.status], at, cells)


def _dated(gauge: Gauge, period: Period, reading: Reading | None) -> Point:
    """The point of a period, at its last day."""
    short = _SHORT.get(period.frequency, "{year}").format(part=period.part, year=period.year)
    return replace(_point(gauge, period.label, reading, period.last), short=short)


def _columns(one: Followed) -> tuple[str, ...]:
    """Numerator and denominator, where some value has them."""
    readings = [
        point.reading for points in (one.series.points, *one.series.categories.values()) for point in points
    ]
    if one.gauge.measure != MeasureType.RATE or not any(
        reading.numerator is not None for reading in readings
    ):
        return ()
    indicator = one.indicator
    return (indicator.numerator_label or "Numérateur", indicator.denominator_label or "Dénominateur")


def target_year(gauge: Gauge, last_year: int | None) -> int | None:
    """When the final target is for: as said, else the last of the targets by year, else ``last_year``."""
    if gauge.target is not None:
        return gauge.target.year or last_year
    return max(gauge.by_year) if gauge.by_year else None


def _target(gauge: Gauge, last_year: int | None) -> Target | None:
    aim = aim_of(gauge)
    if aim is None or not gauge.is_counted:
        return None
    year = target_year(gauge, last_year)
    high = shown_number(gauge, aim.high) if aim.high != aim.low else None
    low = shown_number(gauge, aim.low)
    if low is None:
        return None
    return Target(low, high, date(year, 12, 31) if year else None, str(year or ""))


def _goals(gauge: Gauge) -> tuple[Goal, ...]:
    """The targets by year; the last one is the final target when there is no other."""
    last = max(gauge.by_year, default=None) if gauge.target is None else None
    return tuple(
        Goal(str(year), value, date(year, 12, 31))
        for year, value in sorted(gauge.by_year.items())
        if year != last
    )
