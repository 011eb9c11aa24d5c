"""What changed, told: net, grouped, with its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.counting.periods import parse
from maillage.conventions.counting.values import show
from maillage.conventions.enums import Term
from maillage.conventions.wording import moment_words
from maillage.web.dashboard.follow.lines import action_url

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.follow import Changes, FollowRow, NewFigure


@dataclass(frozen=True, slots=True)
class ActionName:
    """An action to name and to open."""

    ref: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class StateLine:
    """A state that became another; ``news``: what was said with it."""

    action: ActionName
    before: str
    after: str
    at: datetime
    news: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """An action, what it was, what it is."""

    action: ActionName
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An action with the figures noted since: what was asked, what was answered."""

    action: ActionName
    figures: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChangeLines:
    """The groups of the page, in its order."""

    states: list[StateLine]
    news: list[TextLine]
    dates: list[TextLine]
    pilots: list[TextLine]
    figures: list[FigureLine]
    came: list[ActionName]
    left: list[str]
    completed: int
    count: int
    nothing: bool


def change_lines(convention: Convention, changes: Changes) -> ChangeLines:
    """The changes ready to print."""

    def named(row: FollowRow) -> ActionName:
        return ActionName(row.ref, row.title, action_url(convention, row.pk))

    moved = {move.row.pk for move in changes.states}
    return ChangeLines(
        states=[
            StateLine(named(move.row), move.before, move.after, move.at, move.row.news)
            for move in sorted(changes.states, key=lambda move: move.at, reverse=True)
        ],
        news=[TextLine(named(row), "", row.news) for row in changes.news if row.pk not in moved],
        dates=[
            TextLine(named(move.row), _period(move.before), _period(move.after)) for move in changes.dates
        ],
        pilots=[
            TextLine(named(move.row), ", ".join(move.left), ", ".join(move.came)) for move in changes.pilots
        ],
        figures=[
            FigureLine(named(row), [(_asked(one), show(one.reading, one.measure, one.unit)) for one in group])
            for row, group in _by_action(changes.figures)
        ],
        came=[named(row) for row in changes.came],
        left=changes.left,
        completed=changes.completed,
        count=changes.count,
        nothing=changes.nothing,
    )


def _period(value: dict[str, Any]) -> str:
    start, end = moment_words(value.get("start")), moment_words(value.get("end"))
    term = str(Term(value["term"]).label).lower() if value.get("term") else ""
    if start and end:
        return start if start == end else f"{start} à {end}"
    return end or (f"dès {start}" if start else term) or "sans date"


def _by_action(figures: list[NewFigure]) -> list[tuple[FollowRow, list[NewFigure]]]:
    found: dict[int, tuple[FollowRow, list[NewFigure]]] = {}
    for one in figures:
        found.setdefault(one.row.pk, (one.row, []))[1].append(one)
    return list(found.values())


def _asked(one: NewFigure) -> str:
    period = parse(one.period)
    return f"{one.label}, {period.label if period else one.period}"
