"""An action as a bar: certain where the plan is, faded over the days that it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status, Term
from maillage.conventions.selectors.schedule.plans import reach_of
from maillage.kernel.fuzzy import months_later
from maillage.web.components.periods.scale import Scale, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.selectors.schedule import Band, Bound, ScheduleRow

OPEN_MONTHS = 4
"""Months over which a bar without a start or an end fades out."""
STEPS = 20
_BAND_FADE = 0.15
_NARROWEST = 0.6
_FARTHEST_LABEL = 82


@dataclass(frozen=True, slots=True)
class Fade:
    """How a bar fades, in twentieths of its width; open edges fade to nothing, fuzzy ones do not."""

    left: int
    right: int
    left_open: bool
    right_open: bool

    @property
    def key(self) -> str:
        """The id of its mask; empty for a bar with two sharp edges."""
        if not self.left and not self.right:
            return ""
        return f"f{self.left}{'o' if self.left_open else ''}-{self.right}{'o' if self.right_open else ''}"

    @property
    def left_end(self) -> str:
        """Where the left fade is over."""
        return percent(100 * self.left / STEPS)

    @property
    def right_start(self) -> str:
        """Where the right fade begins."""
        return percent(100 * (STEPS - self.right) / STEPS)


@dataclass(frozen=True, slots=True)
class Dot:
    """A dated step on its bar."""

    x: str
    said: str
    done: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Places in shares of the axis. ``done``: width of what is past, for what runs.

    ``late_x``: where to say that the end has passed; ``late_inside``: on the bar, for lack of room beyond.
    ``left`` and ``right``, as numbers, are where arrows come and go, and ``starts`` and ``ends`` whether the
    axis shows these edges.
    """

    x: str
    width: str
    done: str
    fade: Fade
    left: float
    right: float
    starts: bool
    ends: bool
    late_x: str
    late_inside: bool
    dots: list[Dot]


def _edges(row: ScheduleRow, bands: Sequence[Band], today: date) -> tuple[date, date, Fade] | None:
    """First and last day drawn, and how they fade."""
    reach = reach_of(row, bands, today)
    if reach is None:
        return None
    first, last = reach
    start, end = row.period.start, row.period.end
    if start is None and end is None:
        cut = round(_BAND_FADE * STEPS)
        return first, last, Fade(cut, cut, left_open=True, right_open=True)
    if start is None:
        first = months_later(first, -OPEN_MONTHS)
    if end is None:
        last = _open_end(row, last, today)
    days = max((last - first).days, 1)
    left = _share(_vague(start), days)
    right = _share(_vague(end) if end else (last - reach[1]).days or days // 3, days)
    return first, last, _fade(left, right, left_open=start is None, right_open=end is None)


def _open_end(row: ScheduleRow, last: date, today: date) -> date:
    """Where a bar without an end stops: a little later, but what is done does not go past today."""
    beyond = months_later(last, OPEN_MONTHS)
    return max(last, min(beyond, today)) if row.status == Status.DONE else beyond


def _vague(bound: Bound | None) -> int:
    """How many days a bound leaves open."""
    if bound is None:
        return OPEN_MONTHS * 30
    return (bound.latest - bound.earliest).days if bound.is_fuzzy else 0


def _share(vague: int, days: int) -> float:
    return min(vague / days, 1.0)


def _fade(left: float, right: float, *, left_open: bool, right_open: bool) -> Fade:
    """Both fades in twentieths; together they leave nothing uncovered twice."""
    if left + right > 1:
        total = left + right
        left, right = left / total, right / total
    return Fade(round(left * STEPS), round(right * STEPS), left_open, right_open)


def bar_of(row: ScheduleRow, bands: Sequence[Band], scale: Scale, today: date) -> Bar | None:
    """The bar of an action; None when nothing says when it runs, or when it is off the axis."""
    edges = _edges(row, bands, today)
    if edges is None or edges[1] < scale.first or edges[0] > scale.last:
        return None
    first, last, fade = edges
    starts, ends = scale.shows(first), scale.shows(last)
    fade = _cut(fade, at_left=not starts, at_right=not ends)
    left, right = scale.at(first), scale.at(last + timedelta(days=1))
    width = max(right - left, _NARROWEST)
    now = max(0.0, min(scale.at(today + timedelta(days=1)) - left, width))
    running = row.status == Status.RUNNING and row.period.start is not None
    return Bar(
        x=percent(left),
        width=percent(width),
        done=percent(now) if running and now else "",
        fade=fade,
        left=left,
        right=left + width,
        starts=starts,
        ends=ends,
        late_x=percent(left + width) if row.is_late(today) else "",
        late_inside=left + width > _FARTHEST_LABEL,
        dots=[
            Dot(percent(scale.at(step.due.latest)), f"{step.text} ({step.due.words})", _is_done(step.status))
            for step in row.steps
            if scale.shows(step.due.latest)
        ],
    )


def _cut(fade: Fade, *, at_left: bool, at_right: bool) -> Fade:
    """An edge that the window cuts is no edge of the action: it does not fade."""
    return Fade(
        0 if at_left else fade.left,
        0 if at_right else fade.right,
        fade.left_open and not at_left,
        fade.right_open and not at_right,
    )


def _is_done(status: Status) -> bool:
    return status == Status.DONE


def said_period(row: ScheduleRow) -> str:
    """The period in words, else the horizon, else nothing: « 2024 à juin 2025 », « moyen terme »."""
    words = row.period.words
    if words:
        return words
    return str(Term(row.term).label).lower() if row.term else ""
