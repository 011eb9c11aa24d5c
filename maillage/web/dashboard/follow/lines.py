"""What dashboards print, line by line, so that the templates only loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.enums import Status
from maillage.kernel.french import day
from maillage.web.components import states
from maillage.web.dashboard.follow import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import CommuneProgress, Convention
    from maillage.conventions.selectors.follow import AxisBoard, FollowRow, Score, Waiting

MOST_BEADS = 40


@dataclass(frozen=True, slots=True)
class Bead:
    """An action as a knot."""

    name: str
    url: str
    status: str


@dataclass(frozen=True, slots=True)
class AxisLine:
    """A top node: its mark, its count, its beads, or its counts by state when they would be too many."""

    mark: str
    title: str
    url: str
    score: str
    beads: list[Bead]
    tallies: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An action that waits: why, since when, what would help."""

    pk: int
    ref: str
    title: str
    url: str
    status: str
    pilots: str
    since: str
    cause: str
    help: str
    news: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action of a part of the plan, with its last news; ``own`` is what one commune said of it."""

    ref: str
    title: str
    url: str
    status: str
    pilots: str
    due: str
    news: str
    told: str
    own: CommuneProgress | None


@dataclass(frozen=True, slots=True)
class AskedLine:
    """An action that waits for somebody, and what for."""

    ref: str
    title: str
    url: str
    status: str
    what: str


def action_url(convention: Convention, pk: int) -> str:
    """The fiche."""
    return reverse("conventions:action", args=[convention.pk, pk])


def tallies(score: Score) -> list[tuple[str, str]]:
    """Each state met, with its count in words."""
    return [
        (status.value, f"{count} {states.CAPTIONS[status][count > 1]}")
        for status in states.ORDER
        if (count := score.counts[status])
    ]


def axis_lines(convention: Convention, axes: Iterable[AxisBoard]) -> list[AxisLine]:
    """One line for each axis, the actions on no node last."""
    return [_axis(convention, axis, index) for index, axis in enumerate(axes)]


def _axis(convention: Convention, axis: AxisBoard, index: int) -> AxisLine:
    node, many = axis.node, len(axis.rows) > MOST_BEADS
    several = len(axis.rows) > 1
    beads = [Bead(row.name, action_url(convention, row.pk), row.status) for row in axis.rows]
    return AxisLine(
        mark=mark_of(convention, node.ref, index) if node else "T",
        title=node.title if node else ("Actions transversales" if several else "Action transversale"),
        url=reverse("dashboard:axis", args=[convention.pk, node.pk]) if node else "",
        score=words.score_words(axis.score),
        beads=[] if many else beads,
        tallies=tallies(axis.score) if many else [],
    )


def mark_of(convention: Convention, ref: str, index: int) -> str:
    """The reference without the level's name that some documents put in it: « Axe 2 » is marked 2."""
    level = convention.node_levels[0] if convention.node_levels else ""
    short = ref[len(level) :] if level and ref.lower().startswith(level.lower()) else ref
    return short.strip(" .:-–") or ref or str(index + 1)


def waiting_lines(convention: Convention, waiting: Iterable[Waiting]) -> list[WaitingLine]:
    """The actions that wait, in the order given."""
    return [
        WaitingLine(
            pk=one.row.pk,
            ref=one.row.ref,
            title=one.row.title,
            url=action_url(convention, one.row.pk),
            status=one.row.status,
            pilots=words.pilots(one.row),
            since=words.waiting_since(one),
            cause=words.cause(one.row),
            help=one.row.help_needed,
            news=words.last_news(one.row),
        )
        for one in waiting
    ]


def action_lines(
    convention: Convention, rows: Iterable[FollowRow], own: dict[int, CommuneProgress] | None = None
) -> list[ActionLine]:
    """Actions with their last news; ``own``: the progress of one commune, by action."""
    return [
        ActionLine(
            ref=row.ref,
            title=row.title,
            url=action_url(convention, row.pk),
            status=row.status,
            pilots=words.pilots(row),
            due="" if row.status == Status.DONE or not row.end else row.end.words,
            news=row.news,
            told=day(row.told_at) if row.told_at else "",
            own=(own or {}).get(row.pk),
        )
        for row in rows
    ]


def asked_lines(convention: Convention, rows: Iterable[FollowRow]) -> list[AskedLine]:
    """Actions that wait for a decision or a help."""
    return [
        AskedLine(row.ref, row.title, action_url(convention, row.pk), row.status, words.asked_words(row))
        for row in rows
    ]
