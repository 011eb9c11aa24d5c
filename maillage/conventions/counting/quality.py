"""Questions about odd figures. They are shown to whoever can answer; nothing is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from maillage.conventions.counting.aggregation import Total, total
from maillage.conventions.counting.values import Reading, base_of, show
from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.kernel.french import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.conventions.counting.gauge import Gauge, Point, Series
    from maillage.conventions.counting.periods import Period

FEWEST_POINTS = 4
"""With fewer other points, nothing is called unusual."""
_FAR = Decimal(5)
_SMALLEST_SPREAD = Decimal("0.1")
_ROUNDING = Decimal("0.01")
_SUMMED = frozenset({MeasureType.NUMBER, MeasureType.RATE})


@dataclass(frozen=True, slots=True)
class Question:
    """What looks odd, as a sentence to answer. ``code`` names the kind of doubt."""

    code: str
    period: Period
    text: str
    category: str = ""


def questions(series: Series, labels: Mapping[str, str] | None = None) -> list[Question]:
    """Everything that looks odd in a series, in the order of time. ``labels`` name every category."""
    names = labels or {code: code for code in series.categories}
    found = [question for point in series.points if (question := _broken_total(series, point, names))]
    for category, points in (("", series.points), *series.categories.items()):
        name = f"{names.get(category, category)}{NBSP}: " if category else ""
        for point in points:
            for code, check in _CHECKS.items():
                text = check(series.gauge, point, points)
                if text:
                    found.append(Question(code, point.period, f"{name}{text}", category))
    return sorted(found, key=lambda one: (one.period.order, one.category, one.code))


def _shown(reading: Reading, gauge: Gauge) -> str:
    return show(reading, gauge.measure, gauge.unit)


def _numbers(points: Sequence[Point], but: Point) -> list[Decimal]:
    """The numbers of the other points of the same length."""
    others = (one for one in points if one is not but and one.period.months == but.period.months)
    return [one.reading.number for one in others if one.reading.number is not None]


def _unusual(gauge: Gauge, point: Point, points: Sequence[Point]) -> str:
    """Far from the middle of the other points, by their usual spread."""
    others = _numbers(points, point)
    if gauge.measure not in _SUMMED or gauge.cumulative or point.reading.number is None:
        return ""
    if len(others) < FEWEST_POINTS:
        return ""
    middle = median(others)
    spread = max(median([abs(one - middle) for one in others]), abs(middle) * _SMALLEST_SPREAD)
    if not spread or abs(point.reading.number - middle) <= _FAR * spread:
        return ""
    shown, usual = _shown(point.reading, gauge), _shown(Reading(number=middle), gauge)
    return f"{shown}, loin des autres périodes, autour de {usual}. Est-ce bien cela{NBSP}?"


def _written_as_decimal(gauge: Gauge, point: Point, _points: Sequence[Point]) -> str:
    """A rate of less than one per cent, which may be a share."""
    number = point.reading.number
    if gauge.measure != MeasureType.RATE or number is None or point.reading.numerator is not None:
        return ""
    if not 0 < number < 1:
        return ""
    times = _shown(Reading(number=number * base_of(gauge.unit)), gauge)
    return f"{_shown(point.reading, gauge)}{NBSP}: est-ce {times}, écrit en décimales{NBSP}?"


def _share_among_counts(gauge: Gauge, point: Point, points: Sequence[Point]) -> str:
    """Less than one of something, where the other periods count whole ones."""
    number, others = point.reading.number, _numbers(points, point)
    if gauge.measure != MeasureType.NUMBER or number is None or "%" in gauge.unit or not 0 < number < 1:
        return ""
    if not others or any(one < 1 or one != one.to_integral_value() for one in others):
        return ""
    shown = _shown(point.reading, gauge)
    return f"{shown} alors que les autres périodes comptent des unités. Est-ce une part{NBSP}?"


def _over_its_whole(gauge: Gauge, point: Point, _points: Sequence[Point]) -> str:
    over, under = point.reading.numerator, point.reading.denominator
    if gauge.unlimited or over is None or under is None or over <= under:
        return ""
    return f"le numérateur dépasse le dénominateur. Sont-ils inversés{NBSP}?"


def _falling_total(gauge: Gauge, point: Point, points: Sequence[Point]) -> str:
    """A total since the start that gets smaller."""
    if not gauge.cumulative or gauge.measure != MeasureType.NUMBER or point.reading.number is None:
        return ""
    earlier = [
        one for one in points if one.period.last < point.period.last and one.reading.number is not None
    ]
    if not earlier or (earlier[-1].reading.number or 0) <= point.reading.number:
        return ""
    fall = f"{_shown(point.reading, gauge)} après {_shown(earlier[-1].reading, gauge)}"
    return f"{fall}{NBSP}: un cumul ne baisse pas. Est-ce la valeur de la période seule{NBSP}?"


def _broken_total(series: Series, point: Point, names: Mapping[str, str]) -> Question | None:
    """The whole says something else than its parts."""
    gauge = series.gauge
    if gauge.measure not in _SUMMED or not (series.categories and gauge.adds_up):
        return None
    if point.reading.number is None:
        return None
    parts = {code: _part(series, code, point.period) for code in {**names, **series.categories}}
    summed = total(parts, gauge)
    if summed.reading is None or not _breaks(gauge, point.reading, summed):
        return None
    verb = "font" if summed.is_whole else "font déjà"
    said = f"les catégories {verb} {_shown(summed.reading, gauge)}"
    text = f"Le total dit {_shown(point.reading, gauge)}, {said}. Lequel est juste{NBSP}?"
    return Question("total", point.period, text)


def _part(series: Series, code: str, period: Period) -> Reading | None:
    found = series.at(period, code)
    return found.reading if found else None


def _breaks(gauge: Gauge, whole: Reading, summed: Total) -> bool:
    """Whether parts that are all known differ from the whole, or a few of them already pass it."""
    if whole.number is None or summed.reading is None or summed.reading.number is None:
        return False
    gap = whole.number - summed.reading.number
    estimated = ValueStatus.ESTIMATED in {whole.status, summed.reading.status}
    near = max(_ROUNDING, abs(whole.number) * _SMALLEST_SPREAD) if estimated else _ROUNDING
    if summed.is_whole:
        return abs(gap) > near
    return gauge.measure == MeasureType.NUMBER and gap < -near


_CHECKS: dict[str, Callable[[Gauge, Point, Sequence[Point]], str]] = {
    "unusual": _unusual,
    "decimal": _written_as_decimal,
    "share": _share_among_counts,
    "ratio": _over_its_whole,
    "cumulative": _falling_total,
}
