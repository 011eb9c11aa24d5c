"""How many of the values that are expected by now are there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Q

from maillage.conventions.counting.achievement import achieve_over
from maillage.conventions.counting.expecting import is_settled
from maillage.conventions.counting.gauge import Point, Series
from maillage.conventions.counting.periods import Period, due, parse, years_of
from maillage.conventions.counting.values import Reading
from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.models import Indicator, IndicatorValue
from maillage.conventions.selectors.followed import gauge_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from maillage.conventions.models import Convention

_NEEDED = (
    "action_id", "measure", "frequency", "direction", "cumulative", "standard", "targets", "target_op",
    "target_value", "target_value_max", "target_unit", "target_per", "target_year", "target_baseline",
    "baseline_year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureCount:
    """One followed indicator that a value is expected of. ``period``: the last one that is over.

    ``given``: it has a value for it, be it « secret » or « non disponible »; ``reached``: None where
    there is nothing to reach, or nothing known.
    """

    action_id: int
    period: Period
    given: bool
    reached: bool | None


def figure_counts(convention: Convention, actions: Iterable[int], today: date) -> list[FigureCount]:
    """Those of these actions, with the last value due of each, as the grid waits for it: two queries.

    The year that runs is awaited on the grid already; here, nothing is missing from it yet.
    """
    first, last = years_of(convention.start_year, convention.end_year, today)

    @cache
    def last_over(frequency: str, last_year: int) -> Period | None:
        over = [one for one in due(frequency, first, last_year, today) if one.last <= today]
        return over[-1] if over else None

    rows = Indicator.objects.filter(convention=convention, action__in=list(actions), wish=False)
    counted = rows.exclude(measure="").only(*_NEEDED)
    expected = [(one, last_over(one.frequency, one.target_year or last)) for one in counted]
    asked = [(one, period) for one, period in expected if period is not None]
    points = _points(convention, asked) if asked else {}
    found = ((one, period, _series(one, points.get(one.pk, []))) for one, period in asked)
    return [_count(*each) for each in found if not is_settled(each[2], each[1])]


def _points(convention: Convention, asked: Sequence[tuple[Indicator, Period]]) -> dict[int, list[Point]]:
    """The values of whole indicators over the years asked: a target « par an » adds up those of its year.

    Those of milestones, over all years: one that was reached stays so.
    """
    # By their ids: a condition on either table of a join would read the values of every convention.
    milestones = [one.pk for one, _ in asked if one.measure == MeasureType.MILESTONE]
    of_these = Q(indicator__in=milestones)
    for year in {period.year for _, period in asked}:
        of_these |= Q(period__startswith=str(year))
    values = IndicatorValue.objects.filter(of_these, convention=convention, category="")
    found: dict[int, list[Point]] = defaultdict(list)
    rows = values.order_by().values_list("indicator_id", "period", "status", "number")
    for pk, code, status, number in rows:
        period = parse(code)
        if period is not None:
            found[pk].append(Point(period, Reading(ValueStatus(status), number)))
    return found


def _series(indicator: Indicator, points: list[Point]) -> Series:
    return Series(gauge_of(indicator), tuple(sorted(points, key=lambda point: point.period.order)))


def _count(indicator: Indicator, period: Period, series: Series) -> FigureCount:
    given = series.at(period) is not None
    reached = achieve_over(series, period, year=period.year).reached if given else None
    return FigureCount(indicator.action_id, period, given, reached)
