"""Pilots and communes as lists: whom one may look at, and who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from maillage.conventions.selectors.follow.board import score_of
from maillage.kernel.french import day, plural
from maillage.web.dashboard.follow import words
from maillage.web.dashboard.follow.lines import (
    MOST_BEADS,
    ActionLine,
    Bead,
    action_lines,
    action_url,
    tallies,
)
from maillage.web.shell.context import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.follow import CommuneScope, FollowRow, PilotScope, SilentPilot


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """Somebody, or a commune, with the actions that concern them, counted by state when they are many."""

    name: str
    url: str
    count: str
    told: str
    beads: list[Bead]
    tallies: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SilentLine:
    """A silent pilot. ``ask_url``: where a campaign on their silent actions starts."""

    name: str
    url: str
    since: str
    actions: list[tuple[ActionLine, str]]
    ask_url: str


def _beads(convention: Convention, rows: Sequence[FollowRow]) -> list[Bead]:
    if len(rows) > MOST_BEADS:
        return []
    return [Bead(row.name, action_url(convention, row.pk), row.status) for row in rows]


def _tallies(rows: Sequence[FollowRow]) -> list[tuple[str, str]]:
    return tallies(score_of(rows)) if len(rows) > MOST_BEADS else []


def pilot_url(convention: Convention, label: str) -> str:
    """The page of one pilot."""
    return f"{reverse('dashboard:pilots', args=[convention.pk])}?{urlencode({'nom': label})}"


def pilot_lines(convention: Convention, scopes: Iterable[PilotScope]) -> list[ScopeLine]:
    """Pilots by name, each with their actions and the day of the last word on them."""
    lines = []
    for scope in scopes:
        told = [row.told_at for row in scope.rows if row.told_at]
        lines.append(
            ScopeLine(
                name=scope.label,
                url=pilot_url(convention, scope.label),
                count=plural(len(scope.rows), "action"),
                told=day(max(told)) if told else "",
                beads=_beads(convention, scope.rows),
                tallies=_tallies(scope.rows),
            )
        )
    return lines


def commune_lines(convention: Convention, scopes: Iterable[CommuneScope]) -> list[ScopeLine]:
    """Communes by name, each with the actions that name it."""
    page = reverse("dashboard:communes", args=[convention.pk])
    return [
        ScopeLine(
            name=scope.commune.name,
            url=f"{page}?{urlencode({'code': scope.commune.pk})}" if scope.rows else "",
            count=words.score_words(score_of(scope.rows)),
            told="",
            beads=_beads(convention, scope.rows),
            tallies=_tallies(scope.rows),
        )
        for scope in scopes
    ]


def silent_lines(convention: Convention, silent: Iterable[SilentPilot], *, can_ask: bool) -> list[SilentLine]:
    """Silent pilots, each with their silent actions."""
    create = link("dashboard:campaign_create", convention.pk) if can_ask else ""
    lines = []
    for one in silent:
        pks = ",".join(str(row.pk) for row in one.rows)
        pairs = zip(action_lines(convention, one.rows), one.rows, strict=True)
        lines.append(
            SilentLine(
                name=one.label,
                url=pilot_url(convention, one.label) if one.label else "",
                since=words.months_since(one.since),
                actions=[(line, words.months_since(row.last_word)) for line, row in pairs],
                ask_url=f"{create}?actions={pks}" if create and one.label else "",
            )
        )
    return lines
