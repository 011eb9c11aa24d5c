"""The figures that a campaign asks for: which indicators, over which period, what was said before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.counting.expecting import is_settled
from maillage.conventions.counting.periods import Period, cut, parse
from maillage.conventions.enums import Frequency, MeasureType
from maillage.conventions.models import Indicator, IndicatorValue
from maillage.conventions.selectors.followed import Category, categories_of, followed_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_LENGTH = {Frequency.YEAR: 12, Frequency.HALF: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure asked: ``value`` is the one in place for its period, ``before`` the last one earlier.

    ``category``: the one that it is about, None for the whole.
    """

    indicator: Indicator
    period: Period
    value: IndicatorValue | None = None
    before: IndicatorValue | None = None
    category: Category | None = None

    @property
    def code(self) -> str:
        """That of its category, nothing for the whole."""
        return self.category.code if self.category else ""

    @property
    def key(self) -> str:
        """What tells it from the others asked on one action: « 12 », « 12-f »."""
        return figure_key(self.indicator.pk, self.code)

    @property
    def name(self) -> str:
        """« Places ouvertes », « Places ouvertes, femmes »."""
        if self.category is None:
            return self.indicator.label
        return f"{self.indicator.label}, {self.category.label}"

    @property
    def before_period(self) -> Period | None:
        """The period of the value before."""
        return parse(self.before.period) if self.before else None


def figure_key(indicator_id: int, category: str = "") -> str:
    """The key of the figure of one indicator, as a whole or for one category."""
    return f"{indicator_id}-{category}" if category else str(indicator_id)


def asked_period(period: Period | None, indicator: Indicator, today: date) -> Period | None:
    """The stretch of ``period`` that the indicator is noted for: the last one that has begun, if any."""
    if period is None:
        return None
    frequency = cut(indicator.frequency)
    if _LENGTH[frequency] > period.months:
        return None
    begun = [one for one in period.parts(frequency) if one.first <= today]
    return begun[-1] if begun else None


def figures_of(action_ids: Iterable[int], code: str) -> dict[int, list[Figure]]:
    """By action, the figures that a campaign on the period ``code`` asks for (two queries).

    Each whole, then its categories. A wish or an indicator that nobody measures has no figure, nor does
    a milestone that was reached before.
    """
    period = parse(code)
    if period is None:
        return {}
    rows = Indicator.objects.filter(action_id__in=list(action_ids), wish=False).exclude(measure="")
    today = timezone.localdate()
    wanted = [
        (one, found)
        for one in rows.select_related("breakdown")
        if (found := asked_period(period, one, today))
    ]
    values = _values([one.pk for one, _ in wanted])
    figures: dict[int, list[Figure]] = defaultdict(list)
    for indicator, found in wanted:
        if _is_settled(indicator, values.get((indicator.pk, ""), []), found):
            continue
        for category in (None, *categories_of(indicator)):
            known = values.get((indicator.pk, category.code if category else ""), [])
            figures[indicator.action_id].append(
                Figure(indicator, found, _in_place(known, found), _before(known, found), category)
            )
    return figures


def _is_settled(indicator: Indicator, values: Iterable[IndicatorValue], period: Period) -> bool:
    return indicator.measure == MeasureType.MILESTONE and is_settled(
        followed_of(indicator, values).series, period
    )


def _values(indicator_ids: Sequence[int]) -> dict[tuple[int, str], list[IndicatorValue]]:
    found: dict[tuple[int, str], list[IndicatorValue]] = defaultdict(list)
    for value in IndicatorValue.objects.filter(indicator__in=indicator_ids):
        found[value.indicator_id, value.category].append(value)
    return found


def _in_place(values: Iterable[IndicatorValue], period: Period) -> IndicatorValue | None:
    return next((one for one in values if one.period == period.code), None)


def _before(values: Iterable[IndicatorValue], period: Period) -> IndicatorValue | None:
    earlier = [
        (found.last, one) for one in values if (found := parse(one.period)) and found.last < period.first
    ]
    return max(earlier, key=lambda pair: pair[0])[1] if earlier else None
