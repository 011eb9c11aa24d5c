"""Everything that a page shows of one indicator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillage.conventions.counting.achievement import aim_of
from maillage.conventions.enums import Direction, Frequency, IndicatorKind, MeasureType
from maillage.web.components.figures.drawing import period_series, unit_of
from maillage.web.components.figures.sentence import Sentence, stand

if TYPE_CHECKING:
    from maillage.conventions.selectors.followed import Followed
    from maillage.web.components.charts.series import Series

MOST_BEADS = 12


class Shape(StrEnum):
    """How it is drawn: nothing to draw, beads for a few things to count, a bar, a line."""

    WORDS = "words"
    BEADS = "beads"
    BULLET = "bullet"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator, ready to show. ``about`` goes under its name; ``done`` and ``total`` are for beads."""

    pk: int
    action_id: int
    title: str
    about: str
    shape: Shape
    series: Series
    sentence: Sentence
    source: str
    done: int = 0
    total: int = 0

    @property
    def is_chart(self) -> bool:
        """Whether it takes the frame of a chart; a row is enough for the others."""
        return self.shape in {Shape.LINE, Shape.BULLET}

    @property
    def beads_label(self) -> str:
        """What the beads say."""
        return f"{self.done} sur {self.total}"


def figure_of(one: Followed, last_year: int | None = None) -> Figure:
    """The figure of an indicator; ``last_year`` ends the convention."""
    indicator = one.indicator
    done, total = _beads(one)
    series = period_series(one, last_year)
    return Figure(
        pk=indicator.pk,
        action_id=indicator.action_id,
        title=indicator.label,
        about=_about(one),
        shape=Shape.BEADS if total else _shape(one, series),
        series=series,
        sentence=stand(one.series),
        source=indicator.source,
        done=done,
        total=total,
    )


def _shape(one: Followed, series: Series) -> Shape:
    known = series.known
    if not known or not one.gauge.is_counted:
        return Shape.WORDS
    return Shape.BULLET if len(series.points) == 1 and series.target is not None else Shape.LINE


def _beads(one: Followed) -> tuple[int, int]:
    """(done, total) where they are few whole things; (0, 0) elsewhere."""
    latest = one.series.latest
    value = latest.reading.number if latest is not None else None
    if value is None:
        return 0, 0
    if one.gauge.measure == MeasureType.MILESTONE:
        return int(value > 0), 1
    aim = aim_of(one.gauge)
    if one.gauge.measure != MeasureType.NUMBER or aim is None or aim.way != Direction.UP:
        return 0, 0
    whole = all(number == number.to_integral_value() for number in (value, aim.low))
    fits = whole and 0 <= value <= aim.low and 0 < aim.low <= MOST_BEADS
    return (int(value), int(aim.low)) if fits else (0, 0)


def _about(one: Followed) -> str:
    """« Résultat · personnes · chaque année »."""
    indicator = one.indicator
    kind = str(IndicatorKind(indicator.kind).label) if indicator.kind else ""
    unit = unit_of(one.gauge) if indicator.measure == MeasureType.NUMBER else ""
    if indicator.measure == MeasureType.RATE and indicator.denominator_label:
        unit = f"{_small(indicator.numerator_label)} sur {_small(indicator.denominator_label)}".strip()
    often = str(Frequency(indicator.frequency).label) if indicator.frequency else ""
    return " · ".join(part for part in (kind, unit, often) if part)


def _small(label: str) -> str:
    """« Venues » as it goes within a line; acronyms stay."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
