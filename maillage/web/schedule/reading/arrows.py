"""What depends on what, as an elbow from one bar to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.selectors.schedule.review import too_early
from maillage.web.schedule.reading.scale import percent

if TYPE_CHECKING:
    from maillage.conventions.selectors.schedule import ScheduleRow
    from maillage.web.schedule.reading.bars import Bar

_OUT = 5
"""Pixels between the end of a bar and the elbow."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Out of ``x1`` at ``y1``, down or up by ``rise`` pixels, along to ``x2`` at ``y2``.

    ``head`` is the point of the arrow, as a path around its tip; ``wrong``: the dates contradict it.
    """

    x1: str
    y1: str
    x2: str
    y2: str
    elbow: str
    head: str
    wrong: bool


def arrow(first: ScheduleRow, out: tuple[Bar, float], row: ScheduleRow, into: tuple[Bar, float]) -> Arrow:
    """The arrow that goes from ``first`` to ``row``, each with its bar and the middle of its line."""
    (bar_out, y1), (bar_in, y2) = out, into
    forward = bar_in.left >= bar_out.right
    return Arrow(
        x1=percent(bar_out.right),
        y1=f"{y1:.0f}",
        x2=percent(bar_in.left),
        y2=f"{y2:.0f}",
        elbow=f"M0 0h{_OUT}v{y2 - y1:.0f}",
        head="M-6-3.5L0 0L-6 3.5" if forward else "M6-3.5L0 0L6 3.5",
        wrong=too_early(row, first),
    )
