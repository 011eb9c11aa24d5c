"""What the page of one indicator tells, and the board of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.counting import standard
from maillage.conventions.counting.periods import Period, due, years_of
from maillage.conventions.counting.quality import questions
from maillage.conventions.counting.values import quantity, show
from maillage.conventions.enums import (
    Direction,
    Frequency,
    IndicatorKind,
    MeasureType,
    ValueSource,
    ValueStatus,
)
from maillage.conventions.sections.indicators import IndicatorsSection
from maillage.conventions.selectors.followed import gauge_of
from maillage.conventions.wording import target_words
from maillage.kernel.french import day, number
from maillage.web.components.figures.drawing import category_series, shown_periods, unit_of
from maillage.web.components.figures.figure import Figure, figure_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from maillage.conventions.counting.gauge import Gauge
    from maillage.conventions.counting.quality import Question
    from maillage.conventions.counting.values import Reading
    from maillage.conventions.models import Convention, Indicator, IndicatorValue
    from maillage.conventions.selectors.followed import Followed
    from maillage.web.components.charts.series import Series


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with who entered it: ``said`` is empty where nobody did."""

    period: str
    said: str
    status: str
    secret: bool
    comment: str
    who: str
    when: str
    way: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the definition."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One indicator, whole. ``measured``: somebody chose how it counts.

    ``entry_period``: the code of the last period that is over, whose sheet has a row for it.
    """

    figure: Figure
    facts: list[Fact]
    noted: list[Noted]
    questions: list[Question]
    by_category: Series | None
    latest: str
    measured: bool
    entry_period: str


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one action."""

    action_id: int
    title: str
    figures: list[Figure]


def read_page(one: Followed, convention: Convention) -> Page:
    """Everything about an indicator."""
    latest = one.series.latest
    labels = {category.code: category.label for category in one.categories}
    period = _last_told_apart(one)
    return Page(
        figure=figure_of(one, convention.end_year),
        facts=_facts(one.indicator),
        noted=_noted(one),
        questions=questions(one.series, labels),
        by_category=category_series(one, period) if period is not None else None,
        latest=latest.period.label if latest is not None else "",
        measured=bool(one.indicator.measure),
        entry_period=_entry_period(one, convention, timezone.localdate()),
    )


def read_board(every: Iterable[Followed], convention: Convention) -> list[Group]:
    """The figures of a plan, action by action, in its order."""
    groups: dict[int, Group] = {}
    for one in every:
        action = one.indicator.action
        group = groups.setdefault(action.pk, Group(action.pk, str(action), []))
        group.figures.append(figure_of(one, convention.end_year))
    return list(groups.values())


def _entry_period(one: Followed, convention: Convention, today: date) -> str:
    first, last = years_of(convention.start_year, convention.end_year, today)
    waited = [period for period in due(one.series.frequency, first, last, today) if period.last < today]
    return waited[-1].code if waited else ""


def _last_told_apart(one: Followed) -> Period | None:
    """The newest period that has a value of some category."""
    held = [point.period for points in one.series.categories.values() for point in points]
    return max(held, key=lambda period: period.order, default=None) if one.categories else None


def _noted(one: Followed) -> list[Noted]:
    """Every period from the newest, the missing ones among them."""
    return [_note(one, period, one.rows.get((period.code, ""))) for period in reversed(shown_periods(one))]


def _note(one: Followed, period: Period, value: IndicatorValue | None) -> Noted:
    if value is None:
        return Noted(period.label, "", "", False, "", "", "", "")
    point = one.series.at(period)
    said = _whole(point.reading, one.gauge) if point is not None else ""
    return Noted(
        period=period.label,
        said=said,
        status=str(ValueStatus(value.status).label),
        secret=value.status == ValueStatus.SECRET,
        comment=value.comment,
        who=value.entered_name,
        when=day(value.updated_at),
        way=str(ValueSource(value.source).label),
    )


def _whole(reading: Reading, gauge: Gauge) -> str:
    """« 74 %, soit 231 sur 312 »: a rate with its two numbers when they are known."""
    said = show(reading, gauge.measure, unit_of(gauge))
    if reading.numerator is None or reading.denominator is None:
        return said
    return f"{said}, soit {number(reading.numerator)} sur {number(reading.denominator)}"


def _dated(gauge: Gauge, value: Decimal | None, year: int | None) -> str:
    """« 74 personnes en 2023 »."""
    if value is None:
        return ""
    said = quantity(value, gauge.measure, unit_of(gauge))
    return f"{said} en {year}" if year else said


def _facts(indicator: Indicator) -> list[Fact]:
    official = standard.get(indicator.standard)
    gauge = gauge_of(indicator)
    unit = unit_of(gauge)
    sought = target_words(IndicatorsSection.shown(indicator)["target"])
    by_year = sorted(gauge.by_year.items())
    words = [
        ("Définition", indicator.definition),
        ("Indicateur de référence", official.label if official is not None else ""),
        ("Nature", str(IndicatorKind(indicator.kind).label) if indicator.kind else ""),
        ("Mesure", str(MeasureType(indicator.measure).label) if indicator.measure else ""),
        ("Numérateur", indicator.numerator_label),
        ("Dénominateur", indicator.denominator_label),
        ("Unité", unit),
        ("Sens", str(Direction(indicator.direction).label) if indicator.direction else ""),
        ("Référence", _dated(gauge, gauge.baseline, gauge.baseline_year)),
        ("Cible", f"{sought} en {indicator.target_year}" if sought and indicator.target_year else sought),
        ("Étapes", ", ".join(f"{year} : {_dated(gauge, value, None)}" for year, value in by_year)),
        ("Ventilation", indicator.breakdown.name if indicator.breakdown else ""),
        ("Relevé", str(Frequency(indicator.frequency).label) if indicator.frequency else ""),
        ("Cumul", "Chaque valeur est le total depuis le début." if indicator.cumulative else ""),
        ("Source", indicator.source),
        ("Méthode", indicator.method),
        ("Qui renseigne", indicator.responsible),
    ]
    return [Fact(label, text) for label, text in words if text]
