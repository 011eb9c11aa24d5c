"""The échéancier of one or several plans: by axis, narrowed, with its milestones and its days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.models import Campaign, Node, PlanVersion, Signatory
from maillage.conventions.selectors.schedule.filters import ScheduleFilters
from maillage.conventions.selectors.schedule.periods import Band, bands_of
from maillage.conventions.selectors.schedule.rows import ScheduleRow, schedule_rows
from maillage.kernel.fuzzy import months_later
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.schedule.filters import Days

AFTERWARDS = 4
"""Months shown after the last year, where what goes on fades."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that concerns the whole plan: a signature, a frozen version, answers expected."""

    on: date
    label: str


@dataclass(slots=True)
class Axis:
    """A top node with its actions in plan order; ``node`` is None for the actions on no node."""

    node: Node | None
    rows: list[ScheduleRow] = field(default_factory=list)


@dataclass(slots=True)
class PlanSchedule:
    """One plan: its axes, its rows before filtering, its milestones, its horizons, every top node."""

    convention: Convention
    axes: list[Axis]
    rows: list[ScheduleRow]
    milestones: list[Milestone]
    bands: list[Band]
    tops: list[Node] = field(default_factory=list)

    @property
    def shown(self) -> list[ScheduleRow]:
        """The rows kept by the filters, in plan order."""
        return [row for axis in self.axes for row in axis.rows]


@dataclass(slots=True)
class Schedule:
    """One or several plans over the days from ``first`` to ``last``."""

    plans: list[PlanSchedule]
    filters: ScheduleFilters
    today: date
    first: date
    last: date

    @property
    def rows(self) -> list[ScheduleRow]:
        """Every row, kept or not."""
        return [row for plan in self.plans for row in plan.rows]

    @property
    def shown(self) -> list[ScheduleRow]:
        """Every row kept."""
        return [row for plan in self.plans for row in plan.shown]

    @property
    def pilots(self) -> list[str]:
        """Every pilot named, for the filter."""
        return sorted({pilot for row in self.rows for pilot in row.pilots}, key=sort_key)

    @property
    def themes(self) -> list[str]:
        """Every thématique borne by an action."""
        return sorted({theme for row in self.rows for theme in row.themes}, key=sort_key)

    @property
    def communes(self) -> list[tuple[str, str]]:
        """Code and name of every commune that an action names."""
        found = {commune for row in self.rows for commune in row.communes}
        return sorted(found, key=lambda commune: sort_key(commune[1]))


def reach_of(row: ScheduleRow, bands: Sequence[Band], today: date) -> Days | None:
    """The days that a row may touch: those of its dates, else those of its horizon; None without any."""
    reach = row.period.reach(row.status, today)
    if reach is None and row.term:
        for band in bands:
            if band.term == row.term:
                return band.first, band.last or months_later(band.first, AFTERWARDS)
    return reach


def schedule(
    conventions: Iterable[Convention], user: Viewer, filters: ScheduleFilters | None = None
) -> Schedule:
    """The échéancier of ``conventions`` as ``user`` may see it: ten queries whatever their number."""
    filters, today = filters or ScheduleFilters(), timezone.localdate()
    chosen = list(conventions)
    pks = [convention.pk for convention in chosen]
    rows: dict[int, list[ScheduleRow]] = defaultdict(list)
    for row in schedule_rows(pks, user):
        rows[row.convention_id].append(row)
    nodes: dict[int, list[Node]] = defaultdict(list)
    for node in Node.objects.visible_to(user).filter(convention__in=pks).order_by("depth", "position", "pk"):
        nodes[node.convention_id].append(node)
    milestones = _milestones(pks)
    plans = [_plan(one, rows[one.pk], nodes[one.pk], milestones[one.pk], filters, today) for one in chosen]
    first, last = filters.window.days(today) or _extent(plans, today)
    return Schedule(plans, filters, today, first, last)


def _plan(
    convention: Convention,
    rows: list[ScheduleRow],
    nodes: list[Node],
    milestones: list[Milestone],
    filters: ScheduleFilters,
    today: date,
) -> PlanSchedule:
    bands = bands_of(convention)
    ordered = _by_axis(rows, nodes)
    axes = [
        Axis(axis.node, kept)
        for axis in ordered
        if filters.axis in (0, axis.node.pk if axis.node else None)
        and (kept := [r for r in axis.rows if filters.keeps(r, reach_of(r, bands, today), today)])
    ]
    everything = [row for axis in ordered for row in axis.rows]
    tops = [axis.node for axis in ordered if axis.node]
    return PlanSchedule(convention, axes, everything, sorted(milestones, key=lambda m: m.on), bands, tops)


def _by_axis(rows: list[ScheduleRow], nodes: list[Node]) -> list[Axis]:
    """Top nodes in order, each with everything below it; what is on no node comes last."""
    below: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.parent_id].append(node)
    own: dict[int | None, list[ScheduleRow]] = defaultdict(list)
    for row in rows:
        own[row.node_id].append(row)

    def gather(node: Node) -> list[ScheduleRow]:
        return [*own[node.pk], *(row for child in below[node.pk] for row in gather(child))]

    axes = [Axis(node, gather(node)) for node in below[None]]
    return [*axes, Axis(None, own[None])] if own[None] else axes


def _milestones(pks: list[int]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    signed = Signatory.objects.filter(convention__in=pks, signed_on__isnull=False)
    for convention, on in signed.values_list("convention_id", "signed_on").order_by().distinct():
        if on is not None:
            found[convention].append(Milestone(on, "Signature"))
    versions = PlanVersion.objects.filter(convention__in=pks)
    for convention, on, name in versions.values_list("convention_id", "dated_on", "name"):
        found[convention].append(Milestone(on, name))
    campaigns = Campaign.objects.filter(convention__in=pks).exclude(state=CampaignState.DRAFT)
    for convention, on, name in campaigns.values_list("convention_id", "due_on", "name"):
        found[convention].append(Milestone(on, f"{name} : réponses attendues"))
    return found


def _extent(plans: list[PlanSchedule], today: date) -> Days:
    """Whole years, from the first to the last that a plan or one of its dates touches, and a little more."""
    days = [day for plan in plans for row in plan.rows for day in row.period.reach(row.status, today) or ()]
    years = [day.year for day in days]
    for plan in plans:
        years += [year for year in (plan.convention.start_year, plan.convention.end_year) if year]
    first, last = min(years, default=today.year), max(years, default=today.year)
    return date(first, 1, 1), months_later(date(last, 12, 31), AFTERWARDS)
