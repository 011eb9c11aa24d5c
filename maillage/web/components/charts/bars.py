"""Bars by category: one row each, its name above, its amount at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.web.components.charts.ink import Drawing, width_of
from maillage.web.components.charts.scale import Scale, amounts, from_zero
from maillage.web.components.charts.series import Point, Sign

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from maillage.web.components.charts.series import Series

WIDTH, LEFT = 310.0, 2.0
ROW, BAR = 40.0, 12.0
LONGEST = 46
"""Letters of a category's name that fit; the table twin has it whole."""


def draw_bars(series: Series) -> SafeString:
    """One bar per point, in the order given; a point without a number says why instead."""
    height = ROW * max(len(series.points), 1) + 4
    drawing = Drawing(f"{series.key}-barres", WIDTH, height, series.name, _told(series))
    widest = max((width_of(series.told(point), 14) for point in series.points), default=0)
    along = from_zero(amounts(series), LEFT, WIDTH - widest - 10)
    for index, point in enumerate(series.points):
        _row(drawing, series, point, along, ROW * index)
    if series.points:
        drawing.line("zero", (along(0), 0), (along(0), height))
    return drawing.markup()


def _row(drawing: Drawing, series: Series, point: Point, along: Scale, top: float) -> None:
    name = point.label if len(point.label) <= LONGEST else f"{point.label[: LONGEST - 1]}…"
    drawing.text("lab", (LEFT + 4, top + 14), name)
    said, y = series.told(point), top + 20
    if point.drawn and point.value is not None:
        ends = sorted((along(0), along(point.value)))
        css = "bar guess" if point.sign is Sign.ESTIMATED else "bar"
        drawing.box(css, (ends[0], y), (ends[1] - ends[0], BAR), f"{point.label} : {said}")
        drawing.text("val", (ends[1] + 6, y + BAR - 1), said)
        return
    if point.sign is Sign.MASKED:
        drawing.hatched((along(0) + 4, y + 1), 10, f"{point.label} : {said}")
        drawing.text("lab absent", (along(0) + 20, y + BAR - 2), said)
        return
    drawing.text("lab absent", (along(0) + 4, y + BAR - 2), said)


def _told(series: Series) -> str:
    if not series.points:
        return "Aucune catégorie."
    return f"{', '.join(f'{point.label} : {series.told(point)}' for point in series.points)}."
