"""What depends on what, as an elbow from one bar to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.selectors.schedule.review import too_early
from maillage.web.components.periods.scale import percent
from maillage.web.schedule.reading.paper import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.conventions.selectors.schedule import ScheduleRow
    from maillage.web.components.periods.bars import Bar
    from maillage.web.schedule.reading.paper import Spot

_HALF = 8
"""Pixels from the middle of a line to the edge of its bar."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From ``x1`` at ``y1`` by a path in pixels, then ``along`` to ``x2`` at ``y2``, where the head is.

    ``head`` is a path around the tip, nothing where the arrow goes on on another sheet; ``wrong``: the dates
    contradict it.
    """

    x1: str
    y1: str
    x2: str
    y2: str
    drop: str
    head: str
    along: bool
    wrong: bool


def arrow(first: ScheduleRow, out: tuple[Bar, float], row: ScheduleRow, into: tuple[Bar, float]) -> Arrow:
    """The arrow that goes from ``first`` to ``row``, each with its bar and the middle of its line.

    It leaves the end of a bar, and comes to the near end of the other, or onto it when it would cross it.
    """
    (bar_out, y1), (bar_in, y2) = out, into
    way = 1 if y2 > y1 else -1
    onto = bar_in.left < bar_out.right <= bar_in.right
    forward = bar_in.left >= bar_out.right
    near = bar_out.right if onto else bar_in.left if forward else bar_in.right
    stop = y2 - way * _HALF if onto else y2
    heads = (f"M-3.5{-way * 6:+d}L0 0L3.5{-way * 6:+d}", "M-6-3.5L0 0L-6 3.5", "M6-3.5L0 0L6 3.5")
    return Arrow(
        x1=percent(bar_out.right),
        y1=f"{y1 + way * _HALF:.0f}",
        x2=percent(near),
        y2=f"{stop:.0f}",
        drop=f"M0 0v{stop - y1 - way * _HALF:.0f}",
        head=heads[0 if onto else 1 if forward else 2],
        along=not onto,
        wrong=too_early(row, first),
    )


def on_sheets(
    first: ScheduleRow,
    out: tuple[Bar, Spot],
    row: ScheduleRow,
    into: tuple[Bar, Spot],
    bottoms: Sequence[float],
) -> Iterator[tuple[int, Arrow]]:
    """The arrow as it is printed: on each sheet that it crosses, what it draws there.

    ``bottoms``: where each sheet stops.
    """
    (bar_out, leaves), (bar_in, comes) = out, into
    if leaves.sheet == comes.sheet:
        yield leaves.sheet, arrow(first, (bar_out, leaves.y), row, (bar_in, comes.y))
        return
    way = 1 if comes.sheet > leaves.sheet else -1
    for sheet in range(leaves.sheet, comes.sheet + way, way):
        top, bottom = (HEAD, bottoms[sheet])[::way]
        start = leaves.y + way * _HALF if sheet == leaves.sheet else top
        if sheet == comes.sheet:
            yield sheet, arrow(first, (bar_out, start - way * _HALF), row, (bar_in, comes.y))
        else:
            yield sheet, _through(bar_out, start, bottom, wrong=too_early(row, first))


def _through(bar: Bar, start: float, stop: float, *, wrong: bool) -> Arrow:
    """The part of an arrow that leaves a sheet."""
    x, y = percent(bar.right), f"{start:.0f}"
    return Arrow(x, y, x, y, f"M0 0v{stop - start:.0f}", "", along=False, wrong=wrong)
