"""The figures asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.counting.values import Reading, show
from maillage.conventions.selectors.followed import reading_of as in_place

if TYPE_CHECKING:
    from maillage.conventions.selectors.figures import Figure


def reading_of_value(figure: Figure) -> Reading | None:
    """What is in place for the period asked."""
    return in_place(figure.value) if figure.value else None


def reading_of(figure: Figure) -> str:
    """What was said before and for when: « 71 en 2024 »; the unit alone when nothing was."""
    indicator, period = figure.indicator, figure.before_period
    before = in_place(figure.before) if figure.before else None
    words = show(before, indicator.measure, indicator.target_unit)
    if words and period is not None:
        return f"{words} en {period.label}"
    return indicator.target_unit
