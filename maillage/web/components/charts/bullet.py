"""One number on the way to its target: a bar, a mark for the target, a mark for the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.web.components.charts.ink import Drawing, width_of
from maillage.web.components.charts.scale import amounts, from_zero

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from maillage.web.components.charts.series import Series

WIDTH, HEIGHT = 310.0, 62.0
LEFT, RIGHT = 8.0, 302.0
BAR_TOP, BAR = 22.0, 14.0


def draw_bullet(series: Series) -> SafeString:
    """The newest known value of ``series``; an empty track when it has none."""
    drawing = Drawing(f"{series.key}-jauge", WIDTH, HEIGHT, series.name, series.summary)
    along = from_zero(amounts(series), LEFT, RIGHT)
    drawing.box("track", (LEFT, BAR_TOP), (RIGHT - LEFT, BAR))
    last = series.last
    if last is not None and last.value is not None:
        ends = sorted((along(0), along(last.value)))
        css = "bar guess" if last.sign == "estimated" else "bar"
        drawing.box(css, (ends[0], BAR_TOP), (ends[1] - ends[0], BAR), f"{last.label} : {series.told(last)}")
        _label(drawing, "val", along(last.value), BAR_TOP - 6, series.told(last))
    drawing.line("zero", (along(0), BAR_TOP - 3), (along(0), BAR_TOP + BAR + 3))
    if series.baseline is not None:
        x = along(series.baseline)
        drawing.line("base", (x, BAR_TOP - 3), (x, BAR_TOP + BAR + 3))
    _target(drawing, series, [along(one) for one in _targets(series)])
    return drawing.markup()


def _targets(series: Series) -> list[float]:
    target = series.target
    held = (target.value, target.high) if target is not None else ()
    return [float(one) for one in held if one is not None]


def _target(drawing: Drawing, series: Series, xs: list[float]) -> None:
    for x in xs:
        drawing.line("aim whole", (x, BAR_TOP - 5), (x, BAR_TOP + BAR + 5))
    if xs:
        _label(drawing, "aim-t", max(xs), BAR_TOP + BAR + 20, series.target_words)


def _label(drawing: Drawing, css: str, x: float, y: float, said: str) -> None:
    """A text centred on ``x``, pushed inside the drawing when it would leave it."""
    half = width_of(said, 14) / 2
    if x + half > WIDTH:
        drawing.text(css, (WIDTH, y), said, "end")
    elif x - half < 0:
        drawing.text(css, (0, y), said)
    else:
        drawing.text(css, (x, y), said, "middle")
