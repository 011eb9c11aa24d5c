"""Targets, units and values in the few words that fit in a cell of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.counting import values
from maillage.conventions.counting.achievement import Achievement, achieve_over
from maillage.conventions.counting.aggregation import total
from maillage.conventions.enums import MeasureType, TargetOp, TargetPeriod, ValueStatus
from maillage.conventions.selectors.followed import reading_of
from maillage.conventions.wording import move_words
from maillage.kernel.french import NBSP, plural

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from maillage.conventions.counting.gauge import Gauge
    from maillage.conventions.counting.periods import Period
    from maillage.conventions.models import IndicatorValue
    from maillage.conventions.selectors.followed import Followed

_UNITS: dict[str, str] = {
    MeasureType.MILESTONE: "jalon",
    MeasureType.APPRECIATION: "note sur 5",
    MeasureType.VERBATIM: "en mots",
    MeasureType.RATE: "%",
}
_EXAMPLES: dict[str, str] = {
    MeasureType.MILESTONE: "oui ou non",
    MeasureType.APPRECIATION: "3/5",
    MeasureType.VERBATIM: "en mots",
}
_SAYS: dict[str, str] = {
    TargetOp.AT_LEAST: "au moins {}",
    TargetOp.AT_MOST: "au plus {}",
}


def unit_of(gauge: Gauge) -> str:
    """What the numbers of the row count."""
    return gauge.unit or _UNITS.get(gauge.measure, "")


def example_of(gauge: Gauge) -> str:
    """What an empty field shows."""
    return _EXAMPLES.get(gauge.measure, "à saisir")


def _bare(number: Decimal, gauge: Gauge) -> str:
    """A number with its sign, without the unit that its column says."""
    return values.quantity(number, gauge.measure, "" if gauge.measure == MeasureType.NUMBER else gauge.unit)


def baseline_of(gauge: Gauge, usual: int | None) -> str:
    """« 57 », with its year when it is not the ``usual`` one of the column."""
    if gauge.baseline is None:
        return ""
    said = _bare(gauge.baseline, gauge)
    return said if gauge.baseline_year in {None, usual} else f"{said} ({gauge.baseline_year})"


def target_of(gauge: Gauge, year: int, usual: int | None) -> str:
    """« au moins 80 », « 12 par an », « 30 en 2025, puis 45 »; its year when it is not the usual one."""
    final = _final(gauge, usual)
    if year not in gauge.by_year:
        return final
    step = f"{_bare(gauge.by_year[year], gauge)} en {year}"
    return f"{step}, puis {final}" if final else step


def _final(gauge: Gauge, usual: int | None) -> str:
    target = gauge.target
    if gauge.measure == MeasureType.MILESTONE:
        return "oui"
    if target is None:
        return ""
    move, sought = move_words(target.value) if target.op == TargetOp.CHANGE else ("", target.value)
    number = f"{_bare(sought, gauge)}{NBSP}%" if target.relative else _bare(sought, gauge)
    said = f"{move}{_SAYS.get(target.op, '{}').format(number)}"
    if target.op == TargetOp.BETWEEN and target.top is not None:
        said = f"entre {_bare(target.value, gauge)} et {_bare(target.top, gauge)}"
    per = f" {TargetPeriod(target.per).label}" if target.per else ""
    late = f" ({target.year})" if target.year and target.year != usual else ""
    return f"{said}{per}{late}"


def way_of(one: Followed, period: Period) -> Achievement:
    """How far the way is done; a milestone reached in an earlier period stays so."""
    found = achieve_over(one.series, period)
    if one.gauge.measure == MeasureType.MILESTONE and one.series.at(period) is None:
        earlier = [each for each in one.series.points if each.period.last < period.first]
        done = next((each for each in earlier if each.reading.number), None)
        if done is not None:
            return Achievement(f"fait en {done.period.label}", reached=True)
    return found


def said(gauge: Gauge, value: IndicatorValue | None) -> str:
    """A value in words, without the unit that its column says."""
    unit = "" if gauge.measure == MeasureType.NUMBER else gauge.unit
    return values.show(reading_of(value), gauge.measure, unit) if value else ""


def typed(gauge: Gauge, value: IndicatorValue | None) -> str:
    """A value as it is typed."""
    return values.typed(reading_of(value), gauge.measure) if value else ""


def is_secret(value: IndicatorValue | None) -> bool:
    """Whether it is masked."""
    return value is not None and value.status == ValueStatus.SECRET


def common(years: Iterable[int | None]) -> int | None:
    """The year that all of them are, None when they differ or there is none."""
    found = {year for year in years if year}
    return found.pop() if len(found) == 1 else None


def summed(one: Followed, period: Period) -> str:
    """« 36 places, 7 catégories sur 9 »: what the categories make together."""
    kept = {category.code: one.rows.get((period.code, category.code)) for category in one.categories}
    readings = {code: reading_of(value) if value else None for code, value in kept.items()}
    found = total(readings, one.gauge)
    if found.reading is None:
        return ""
    if one.gauge.measure == MeasureType.MILESTONE:
        return f"oui dans {plural(int(found.reading.number or 0), 'catégorie')} sur {found.expected}"
    over = found.over("catégorie")
    shown = values.show(found.reading, one.gauge.measure, one.gauge.unit)
    return f"{shown}, {over}" if over else shown
