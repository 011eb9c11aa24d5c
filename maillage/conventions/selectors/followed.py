"""Indicators with their series, in the order of the plan: what the grid, the charts and the tables read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from maillage.conventions.counting import standard
from maillage.conventions.counting.aggregation import to_mask
from maillage.conventions.counting.gauge import Gauge, Point, Series, Target
from maillage.conventions.counting.periods import parse
from maillage.conventions.counting.values import Reading
from maillage.conventions.enums import MeasureType, TargetOp, ValueStatus
from maillage.conventions.models import Action, Indicator, IndicatorValue, Node
from maillage.conventions.permissions import actions_with_values
from maillage.conventions.selectors.fiche import place_in_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a breakdown; a retired one is shown where it has values."""

    code: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator of the plan with its series. ``rows`` are its values as kept, by (period, category)."""

    indicator: Indicator
    series: Series
    categories: tuple[Category, ...] = ()
    rows: Mapping[tuple[str, str], IndicatorValue] = field(default_factory=dict)

    @property
    def gauge(self) -> Gauge:
        """What is asked of it."""
        return self.series.gauge

    @property
    def is_followed(self) -> bool:
        """Whether somebody said how it is measured, and did not leave it as a wish."""
        return is_followed(self.indicator)


def is_followed(indicator: Indicator) -> bool:
    """Whether an indicator is counted: a measure was chosen, and it is not left as a wish."""
    return bool(indicator.measure) and not indicator.wish


def followed(
    convention: Convention, user: Viewer, *, action: Action | None = None, wishes: bool = False
) -> list[Followed]:
    """The indicators followed in a plan, or of one action, in order: three queries whatever their number.

    ``wishes`` adds those that nobody measures.
    """
    rows = _indicators(convention, user, wishes=wishes)
    if action is not None:
        return seen_by(user, convention, assembled(rows.filter(action=action)))
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    ordered = sorted(rows, key=lambda one: (place_in_plan(nodes, one.action.node_id), _place(one)))
    return seen_by(user, convention, assembled(ordered))


def followed_one(convention: Convention, user: Viewer, pk: int) -> Followed | None:
    """One indicator of the plan, measured or not, with its values; None when ``user`` may not see it."""
    rows = _indicators(convention, user, wishes=True).filter(pk=pk)
    return next(iter(seen_by(user, convention, assembled(rows))), None)


def seen_by(user: Viewer, convention: Convention, every: list[Followed]) -> list[Followed]:
    """``every`` as ``user`` may see it: who does not enter a value cannot work a secret out of a total."""
    allowed = actions_with_values(user, convention)
    if allowed is None:
        return every
    return [one if one.indicator.action_id in allowed else for_readers(one) for one in every]


def for_readers(one: Followed) -> Followed:
    """The same with the categories masked that would give a secret away (see ``aggregation.to_mask``)."""
    if not one.series.categories:
        return one
    hidden = {(period, code) for period in {code for code, _ in one.rows} for code in _hidden(one, period)}
    known = {place for place in hidden if one.rows[place].status != ValueStatus.SECRET}
    if not known:
        return one
    kept = [_masked(value) if place in known else value for place, value in one.rows.items()]
    return followed_of(one.indicator, kept)


def _hidden(one: Followed, period: str) -> frozenset[str]:
    codes = {code for at, code in one.rows if at == period and code}
    codes |= {category.code for category in one.categories if not category.retired}
    parts = {code: _reading_at(one, period, code) for code in codes}
    return to_mask(_reading_at(one, period, ""), parts)


def _reading_at(one: Followed, period: str, code: str) -> Reading | None:
    value = one.rows.get((period, code))
    return reading_of(value) if value else None


def _masked(value: IndicatorValue) -> IndicatorValue:
    return IndicatorValue(
        convention_id=value.convention_id,
        indicator_id=value.indicator_id,
        period=value.period,
        category=value.category,
        status=ValueStatus.SECRET,
        updated_at=value.updated_at,
    )


def _place(indicator: Indicator) -> tuple[int, int, int, int]:
    return indicator.action.position, indicator.action_id, indicator.position, indicator.pk


def _indicators(convention: Convention, user: Viewer, *, wishes: bool) -> QuerySet[Indicator]:
    actions = Action.objects.visible_to(user).filter(convention=convention)
    rows = Indicator.objects.filter(convention=convention, action__in=actions)
    if not wishes:
        rows = rows.exclude(measure="").filter(wish=False)
    return rows.select_related("action", "breakdown").defer(*_UNREAD)


_UNREAD = tuple(
    f"action__{name}"
    for name in (
        "context", "objectives", "success_conditions", "vigilance", "publics", "resources", "residents",
        "origin", "search", "news", "difficulty_note", "help_needed", "next_step", "calendar",
    )
)  # fmt: skip


def assembled(indicators: Iterable[Indicator]) -> list[Followed]:
    """Indicators with their values, in the order given: one query for all the values."""
    ordered = list(indicators)
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    for value in IndicatorValue.objects.filter(indicator__in=[one.pk for one in ordered]).order_by():
        values[value.indicator_id].append(value)
    return [followed_of(one, values[one.pk]) for one in ordered]


def followed_of(indicator: Indicator, values: Iterable[IndicatorValue]) -> Followed:
    """An indicator with the values already fetched; no query but for its breakdown, if not fetched."""
    rows = {(value.period, value.category): value for value in values}
    points: dict[str, list[Point]] = defaultdict(list)
    for value in rows.values():
        period = parse(value.period)
        if period is not None:
            points[value.category].append(Point(period, reading_of(value), value.comment))
    sorted_points = {
        code: tuple(sorted(found, key=lambda one: one.period.order)) for code, found in points.items()
    }
    series = Series(gauge_of(indicator), sorted_points.pop("", ()), sorted_points)
    return Followed(indicator, series, categories_of(indicator, set(sorted_points)), rows)


def reading_of(value: IndicatorValue) -> Reading:
    """A value as it is counted."""
    return Reading(ValueStatus(value.status), value.number, value.numerator, value.denominator, value.words)


def categories_of(indicator: Indicator, used: set[str] | None = None) -> tuple[Category, ...]:
    """The categories that an indicator is told apart by; retired ones only when they are ``used``."""
    if indicator.breakdown is None:
        return ()
    every = [
        Category(str(one.get("code", "")), str(one.get("label", "")), bool(one.get("retired")))
        for one in indicator.breakdown.categories
    ]
    return tuple(one for one in every if one.code and (not one.retired or one.code in (used or ())))


def gauge_of(indicator: Indicator) -> Gauge:
    """What an indicator asks, as it is counted."""
    # the unit of « évolution de 20 % » is that of the move, not of what is counted
    moves = indicator.target_op == TargetOp.CHANGE and "%" in indicator.target_unit
    relative = moves and indicator.measure != MeasureType.RATE
    target = None
    if indicator.target_op and indicator.target_value is not None:
        target = Target(
            indicator.target_op,
            indicator.target_value,
            indicator.target_value_max,
            indicator.target_per,
            indicator.target_year,
            relative,
        )
    return Gauge(
        measure=indicator.measure,
        unit="" if relative else indicator.target_unit,
        frequency=indicator.frequency,
        direction=indicator.direction,
        target=target,
        by_year=_by_year(indicator),
        baseline=indicator.target_baseline,
        baseline_year=indicator.baseline_year,
        cumulative=indicator.cumulative,
        unlimited=standard.is_unlimited(indicator.standard),
        index=standard.is_index(indicator.standard),
    )


def _by_year(indicator: Indicator) -> dict[int, Decimal]:
    found = {}
    for row in indicator.targets:
        try:
            found[int(row["year"])] = Decimal(str(row["value"]))
        except (KeyError, TypeError, ValueError, InvalidOperation):
            continue
    return found
