"""A line through time, with its target, its starting level, its gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from maillage.web.components.charts.ink import Drawing, width_of
from maillage.web.components.charts.scale import Scale, across, amounts, from_zero
from maillage.web.components.charts.series import Point, Series, Sign

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LEFT, TOP = 8.0, 22.0
NEAR = 17.0
"""Two labels closer than that, up or down, would touch."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the drawing is; text keeps its size, so a small one has fewer labels."""

    name: str
    width: float
    height: float
    labels: bool


SMALL = Size("petit", 310, 150, labels=False)
LARGE = Size("grand", 640, 240, labels=True)


class LineChart:
    """One drawing of one series."""

    def __init__(self, series: Series, size: Size) -> None:
        self.series, self.size = series, size
        self.bottom = size.height - 24
        self.right = size.width - 8 - self._margin()
        self.drawing = Drawing(
            f"{series.key}-{size.name}", size.width, size.height, series.name, series.summary
        )
        self.up: Scale = from_zero(amounts(series), self.bottom, TOP)
        self.across = across(series, LEFT, self.right - 14)
        self.xs, self.target_x = self.across.xs, self.across.target

    def _margin(self) -> float:
        """The room that the labels on the right take."""
        baseline = self.series.baseline
        said = [
            self.series.target_words,
            f"réf. {self.series.amount(baseline)}" if baseline is not None else "",
        ]
        return max(14.0, *(width_of(one) for one in said))

    def markup(self) -> SafeString:
        """Draw it all: what stands behind first."""
        self._zero()
        self._baseline()
        self._target()
        self._goals()
        self._segments()
        for x, point in zip(self.xs, self.series.points, strict=True):
            self._point(x, point)
        self._values()
        self._periods()
        return self.drawing.markup()

    def _zero(self) -> None:
        y = self.up(0)
        self.drawing.line("zero", (LEFT, y), (self.right, y))
        self.drawing.text("lab", (self.right + 4, y + 4), "0")

    def _baseline(self) -> None:
        if self.series.baseline is None:
            return
        y = self.up(self.series.baseline)
        self.drawing.line("base", (LEFT, y), (self.right, y))
        taken = [self.up(0), *self._target_heights()]
        if all(abs(y - one) >= NEAR for one in taken):
            self.drawing.text(
                "lab", (self.right + 4, y + 4), f"réf. {self.series.amount(self.series.baseline)}"
            )

    def _target_heights(self) -> list[float]:
        target = self.series.target
        if target is None:
            return []
        return [self.up(one) for one in (target.value, target.high) if one is not None]

    def _target(self) -> None:
        heights = self._target_heights()
        if len(heights) > 1:
            low, high = sorted(heights)
            self.drawing.box("aim-zone", (LEFT, low), (self.right - LEFT, high - low))
        for y in heights:
            self.drawing.line("aim", (LEFT, y), (self.right, y))
        if heights:
            self.drawing.text("aim-t", (self.right + 4, min(heights) + 4), self.series.target_words)

    def _goals(self) -> None:
        """A short mark at the height and the day of each target on the way."""
        for goal in self.series.goals:
            x = self.across.day(goal.at)
            if x is not None:
                y = self.up(goal.value)
                self.drawing.line("aim whole", (x - 7, y), (x + 7, y))

    def _segments(self) -> None:
        """Between two neighbours that both have a number, and nowhere else."""
        placed = list(zip(self.xs, self.series.points, strict=True))
        for (x1, one), (x2, other) in pairwise(placed):
            if one.value is None or other.value is None or not (one.drawn and other.drawn):
                continue
            sure = Sign.ESTIMATED not in {one.sign, other.sign}
            self.drawing.path(
                "l1" if sure else "l1 guess", [(x1, self.up(one.value)), (x2, self.up(other.value))]
            )

    def _point(self, x: float, point: Point) -> None:
        told = f"{point.label} : {self.series.told(point)}"
        if point.drawn and point.value is not None:
            newest = point is self.series.last
            css = "hollow" if point.sign is Sign.ESTIMATED else "full"
            self.drawing.dot(css, (x, self.up(point.value)), 4.5 if newest else 3, told)
        elif point.sign is Sign.MASKED:
            self.drawing.hatched((x - 5, self.up(0) - 14), 10, told)
        elif point.sign is Sign.UNAVAILABLE:
            self.drawing.text("lab", (x, self.up(0) - 5), "nd", "middle")

    def _values(self) -> None:
        """The first and the last values beside their points; all of them where there is room."""
        known = [index for index, point in enumerate(self.series.points) if point.drawn]
        shown = known if self.size.labels and len(known) <= 12 else sorted({*known[:1], *known[-1:]})
        for index in shown:
            value = self.series.points[index].value
            if value is not None:
                x, y = self.xs[index], self.up(value)
                anchor = "start" if x < LEFT + 10 else "middle"
                said = self.series.told(self.series.points[index])
                self.drawing.text("val", (x, self._beside(index, y)), said, anchor)

    def _beside(self, index: int, y: float) -> float:
        """Above or below the point: where neither its line nor the target passes."""
        around = [self.series.points[near] for near in (index - 1, index + 1) if 0 <= near < len(self.xs)]
        heights = [self.up(near.value) for near in around if near.drawn and near.value is not None]
        lines = [*self._target_heights()]

        def cost(baseline: float) -> float:
            below = baseline > y
            crossed = sum(2 for line in lines if baseline - 14 < line < baseline + 4)
            against = sum(1 for height in heights if (height > y + 3) == below and abs(height - y) > 3)
            outside = 5 if baseline > self.bottom - 3 or baseline < 12 else 0
            return crossed + against + outside

        return min((y - 10, y + 19), key=cost)

    def _periods(self) -> None:
        """The first period, the last known, that of the target; all of them where there is room."""
        points, free, limit = self.series.points, LEFT, self._aim_period()
        last = self.series.last
        for index, (x, point) in enumerate(zip(self.xs, points, strict=True)):
            wanted = self.size.labels or index in {0, len(points) - 1} or point is last
            said = point.short or point.label
            half = width_of(said) / 2
            middle = max(x, LEFT + half)
            if wanted and middle - half >= free and middle + half <= limit:
                self._period(middle, said)
                free = middle + half + 6

    def _aim_period(self) -> float:
        """Write when the target is for, unless a point stands there; how far other periods may go."""
        target = self.series.target
        taken = bool(self.xs) and self.xs[-1] > self.target_x - 8
        if target is None or not target.label or taken:
            return self.size.width
        self._period(self.target_x, target.label)
        return self.target_x - width_of(target.label) / 2 - 6

    def _period(self, middle: float, said: str) -> None:
        self.drawing.text("lab", (middle, self.size.height - 5), said, "middle")


def draw_line(series: Series, size: Size = SMALL) -> SafeString:
    """The chart as SVG."""
    return LineChart(series, size).markup()
