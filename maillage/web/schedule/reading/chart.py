"""The whole drawing: lines under their axes, arrows between them, what has no date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString

from maillage.kernel.french import day, plural
from maillage.web.components import states
from maillage.web.components.periods.bars import Bar, Fade, bar_of, said_period
from maillage.web.components.periods.scale import Mark, Scale, Tick, Zone, marks, percent, ticks, zones
from maillage.web.components.periods.shapes import fill
from maillage.web.schedule.reading.arrows import Arrow, arrow, on_sheets
from maillage.web.schedule.reading.blocks import NOTHING, Block, Group
from maillage.web.schedule.reading.lines import Line
from maillage.web.schedule.reading.markup import arrows_html, lines_html, sheet_html, twin_html
from maillage.web.schedule.reading.paper import AXIS, HEAD, LINE, PLAN, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.conventions.selectors.schedule import (
        Axis,
        Milestone,
        PlanSchedule,
        Schedule,
        ScheduleRow,
    )

BAR_TOP, BAR_HEIGHT = 4, 14


@dataclass(slots=True)
class Chart:
    """All that the template draws. ``undated``: the lines that nothing places in time.

    ``arrows`` lie over the whole drawing; ``first_arrows`` are those of the first sheet, where it is printed
    on several.
    """

    scale: Scale
    ticks: list[Tick]
    zones: list[Zone]
    marks: list[Mark]
    today: str
    today_said: str
    blocks: list[Block] = field(default_factory=list)
    arrows: SafeString = NOTHING
    first_arrows: SafeString = NOTHING
    is_long: bool = False
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
        paper = Paper().lay(blocks)
        arrows = self._sheets(blocks, paper)
        return Chart(
            scale=self.scale,
            ticks=ticks(self.scale),
            zones=zones(self.scale, alone.bands) if alone else [],
            marks=marks(self.scale, milestones, milestone_words(milestones)),
            today=self.today,
            today_said=day(schedule.today),
            blocks=blocks,
            arrows=arrows_html(self._arrows()),
            first_arrows=arrows_html(arrows[0]),
            is_long=len(paper.bottoms) > 1,
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
        return Group(_mark(axis), node.title if node else "Hors des axes", lines)

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

    def _sheets(self, blocks: list[Block], paper: Paper) -> list[list[Arrow]]:
        """Draw the lines, with the head of each sheet where it begins; the arrows of each sheet."""
        arrows: list[list[Arrow]] = [[] for _ in paper.bottoms]
        for first, row in self._pairs() if len(arrows) > 1 else ():
            out, into = ((self.places[pk][0], paper.spots[pk]) for pk in (first.pk, row.pk))
            for sheet, piece in on_sheets(first, out, row, into, paper.bottoms):
                arrows[sheet].append(piece)
        for block in blocks:
            for group in block.groups:
                heads = {
                    one.pk: sheet_html(arrows[paper.begun[one.pk]], self._goes_on(group, one.pk, paper))
                    for one in group.lines
                    if one.pk in paper.begun
                }
                opening = heads.pop(group.lines[0].pk, NOTHING)
                group.html = lines_html(group.lines, self.today, heads)
                if block.heading and group is block.groups[0]:
                    block.sheet = opening
                else:
                    group.sheet = opening
        return arrows

    @staticmethod
    def _goes_on(group: Group, pk: int, paper: Paper) -> tuple[str, str] | None:
        """The axis that a sheet goes on with, if it does not begin one."""
        return (group.mark, group.title) if pk in paper.inside else None

    def _pairs(self) -> Iterator[tuple[ScheduleRow, ScheduleRow]]:
        """What must come first and what supposes it, where the axis shows an end and a start to tie."""
        for row in self.schedule.shown:
            for first in row.after:
                out, into = self.places.get(first), self.places.get(row.pk)
                if out and into and out[0].ends and into[0].starts:
                    yield self.known[first], row

    def _arrows(self) -> Iterator[Arrow]:
        for first, row in self._pairs():
            yield arrow(first, self.places[first.pk], row, self.places[row.pk])


def _mark(axis: Axis) -> str:
    """« 1 » of « Axe 1 »; « T » for what is on no node."""
    if axis.node is None:
        return "T"
    last = axis.node.ref.split()[-1:] or [""]
    return last[0].strip(".:")[:5]
