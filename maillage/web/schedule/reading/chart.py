"""The whole drawing: lines under their axes, arrows between them, what has no date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.kernel.french import day, plural
from maillage.web.components import states
from maillage.web.schedule.reading.arrows import Arrow, arrow
from maillage.web.schedule.reading.bars import Bar, Fade, bar_of, said_period
from maillage.web.schedule.reading.lines import Line
from maillage.web.schedule.reading.markup import lines_html, twin_html
from maillage.web.schedule.reading.scale import Mark, Scale, Tick, Zone, marks, percent, ticks, zones
from maillage.web.schedule.reading.shapes import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from maillage.conventions.selectors.schedule import (
        Axis,
        Milestone,
        PlanSchedule,
        Schedule,
        ScheduleRow,
    )

HEAD, PLAN, AXIS, LINE = 66, 52, 46, 30
"""Heights in pixels, as the stylesheet has them: arrows are drawn over the lines."""

BAR_TOP, BAR_HEIGHT = 4, 14


@dataclass(slots=True)
class Group:
    """An axis: its mark, its name, its lines with a bar, and these lines drawn."""

    mark: str
    title: str
    lines: list[Line]
    html: SafeString


@dataclass(slots=True)
class Block:
    """One plan. ``heading`` is empty when it is alone; ``undated``: how many of its actions have no date."""

    heading: str
    url: str
    groups: list[Group]
    marks: list[Mark]
    undated: str


@dataclass(slots=True)
class Chart:
    """All that the template draws. ``undated``: the lines that nothing places in time."""

    scale: Scale
    ticks: list[Tick]
    zones: list[Zone]
    marks: list[Mark]
    today: str
    today_said: str
    blocks: list[Block] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    fades: list[Fade] = field(default_factory=list)
    undated: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Every line with a bar, in order."""
        return [line for block in self.blocks for group in block.groups for line in group.lines]

    @property
    def twin(self) -> SafeString:
        """The rows of the table that says the same in words."""
        return twin_html(self.lines)


def _month(on: date | None) -> str:
    return f"{on:%Y-%m}" if on else ""


def milestone_words(milestones: list[Milestone]) -> list[str]:
    """« Signature, 21 mars 2024 »."""
    return [f"{one.label}, {day(one.on)}" for one in milestones]


class Drawing:
    """Builds the chart of a schedule."""

    def __init__(
        self, schedule: Schedule, *, movable: frozenset[int] | None = frozenset(), several: bool = False
    ) -> None:
        """``movable``: the actions that the person may move; None for all. ``several``: name each plan."""
        self.schedule = schedule
        self.several = several
        self.movable = movable
        self.scale = Scale(schedule.first, schedule.last)
        self.known = {row.pk: row for row in schedule.rows}
        self.fades: dict[str, Fade] = {}
        self.undated: list[Line] = []
        self.addresses: dict[int, tuple[str, str]] = {}
        self.places: dict[int, tuple[Bar, float]] = {}
        shown = self.scale.shows(schedule.today)
        self.today = percent(self.scale.at(schedule.today)) if shown else ""
        self.y = HEAD

    def chart(self) -> Chart:
        """The drawing; one plan alone has its horizons and its milestones on the axis."""
        schedule, plans = self.schedule, self.schedule.plans
        alone = None if self.several else plans[0]
        blocks = [self._block(plan, alone=alone is not None) for plan in plans if plan.axes]
        milestones = alone.milestones if alone else []
        return Chart(
            scale=self.scale,
            ticks=ticks(self.scale),
            zones=zones(self.scale, alone.bands) if alone else [],
            marks=marks(self.scale, milestones, milestone_words(milestones)),
            today=self.today,
            today_said=day(schedule.today),
            blocks=blocks,
            arrows=list(self._arrows()),
            fades=list(self.fades.values()),
            undated=self.undated,
        )

    def _block(self, plan: PlanSchedule, *, alone: bool) -> Block:
        convention = plan.convention
        if not alone:
            self.y += PLAN
        groups, before = [], len(self.undated)
        for axis in plan.axes:
            group = self._group(axis, plan)
            if group.lines:
                groups.append(group)
        without = len(self.undated) - before
        return Block(
            heading="" if alone else f"{convention.name} {convention.years}".strip(),
            url=reverse("schedule:chart", args=[convention.pk]),
            groups=groups,
            undated=plural(without, "action sans date", "actions sans date") if without else "",
            marks=[] if alone else marks(self.scale, plan.milestones, milestone_words(plan.milestones)),
        )

    def _group(self, axis: Axis, plan: PlanSchedule) -> Group:
        lines: list[Line] = []
        top = self.y + AXIS
        for row in axis.rows:
            bar = bar_of(row, plan.bands, self.scale, self.schedule.today)
            line = self._line(row, bar)
            if bar is None:
                self.undated.append(line)
                continue
            if bar.fade.key:
                self.fades[bar.fade.key] = bar.fade
            self.places[row.pk] = (bar, top + LINE * (len(lines) + 0.5))
            lines.append(line)
        if lines:
            self.y = top + LINE * len(lines)
        node = axis.node
        drawn = lines_html(lines, self.today)
        return Group(_mark(axis), node.title if node else "Hors des axes", lines, drawn)

    def _line(self, row: ScheduleRow, bar: Bar | None) -> Line:
        period, (fiches, moves) = row.period, self._addresses(row.convention_id)
        can_move = self.movable is None or row.pk in self.movable
        fiche = f"{fiches}{row.pk}/"
        return Line(
            pk=row.pk,
            ref=row.ref,
            title=row.title,
            name=row.name,
            url=fiche,
            move_url=f"{moves}{row.pk}/deplacer/" if can_move else "",
            css=states.CSS[row.status],
            status=row.status,
            word=states.WORD[row.status],
            said=said_period(row),
            bar=bar,
            fill=fill(row.status, bar.x, bar.width, bar.done, BAR_TOP, BAR_HEIGHT) if bar else "",
            start=_month(period.start.on if period.start else None),
            end=_month(period.end.on if period.end else None),
            version=row.version,
            after=", ".join(self.known[pk].ref or self.known[pk].title for pk in row.after),
            calendar=" · ".join(row.calendar.splitlines()),
            dates_url=f"{fiche}rubriques/calendar/" if can_move else "",
        )

    def _addresses(self, convention: int) -> tuple[str, str]:
        """Where fiches and moves are, before the number of the action."""
        found = self.addresses.get(convention)
        if found is None:
            fiches = reverse("conventions:action", args=[convention, 0])[:-2]
            found = fiches, f"{reverse('schedule:chart', args=[convention])}actions/"
            self.addresses[convention] = found
        return found

    def _arrows(self) -> Iterator[Arrow]:
        """From the end of what must come first to the start of what supposes it, where the axis has both."""
        for row in self.schedule.shown:
            for first in row.after:
                out, into = self.places.get(first), self.places.get(row.pk)
                if out and into and out[0].ends and into[0].starts:
                    yield arrow(self.known[first], out, row, into)


def _mark(axis: Axis) -> str:
    """« 1 » of « Axe 1 »; « T » for what is on no node."""
    if axis.node is None:
        return "T"
    last = axis.node.ref.split()[-1:] or [""]
    return last[0].strip(".:")[:5]
