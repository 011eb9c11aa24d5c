"""The figures asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.counting.values import Reading, show
from maillage.conventions.enums import ValueStatus

if TYPE_CHECKING:
    from maillage.conventions.models import IndicatorValue
    from maillage.conventions.selectors.figures import Figure


def _reading(value: IndicatorValue | None) -> Reading | None:
    if value is None:
        return None
    status = ValueStatus(value.status)
    return Reading(status, value.number, value.numerator, value.denominator, value.words)


def reading_of_value(figure: Figure) -> Reading | None:
    """What is in place for the period asked."""
    return _reading(figure.value)


def reading_of(figure: Figure) -> str:
    """What was said before and for when: « 71 en 2024 »; the unit alone when nothing was."""
    indicator, period = figure.indicator, figure.before_period
    words = show(_reading(figure.before), indicator.measure, indicator.target_unit)
    if words and period is not None:
        return f"{words} en {period.label}"
    return indicator.target_unit
