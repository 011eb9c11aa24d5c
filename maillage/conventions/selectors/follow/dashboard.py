"""What a dashboard shows, for the whole plan or for a part of it, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import Difficulty, Status
from maillage.conventions.models import Node, PlanVersion
from maillage.conventions.selectors.follow.board import Board, board, is_open
from maillage.conventions.selectors.follow.changes import (
    Changes,
    changes_since,
    figures_since,
    last_committee,
)
from maillage.conventions.selectors.follow.deadlines import Deadline, campaign_deadlines, deadlines, in_order
from maillage.conventions.selectors.follow.figures import FigureCount, figure_counts
from maillage.conventions.selectors.follow.rows import FollowRow, follow_rows

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

    Keep = Callable[[FollowRow], bool]

#: How far back to look where no committee was ever shown anything.
SEASON = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """``every``: all the rows of the plan; ``board`` and the rest are about those that were kept."""

    every: list[FollowRow]
    board: Board
    deadlines: list[Deadline]
    figures: list[FigureCount]
    today: date

    def narrowed(self, keep: Keep) -> Dashboard:
        """The same, of fewer rows; no query."""
        rows = [row for row in self.board.rows if keep(row)]
        kept = {row.pk for row in rows}
        figures = [one for one in self.figures if one.action_id in kept]
        return Dashboard(self.every, board(rows), deadlines(rows, self.today), figures, self.today)


def dashboard(convention: Convention, user: Viewer) -> Dashboard:
    """The dashboard of the whole plan (eleven queries at most, whatever its size)."""
    today = timezone.localdate()
    rows = follow_rows(convention, user)
    due = in_order([*deadlines(rows, today), *campaign_deadlines(convention)])
    figures = figure_counts(convention, [row.pk for row in rows], today)
    return Dashboard(rows, board(rows, _tops(convention, user)), due, figures, today)


def _tops(convention: Convention, user: Viewer) -> list[Node]:
    return list(Node.objects.visible_to(user).filter(convention=convention, parent=None))


@dataclass(frozen=True, slots=True)
class Since:
    """A moment to compare with, and the frozen version that it is that of, if any."""

    moment: datetime
    version: PlanVersion | None


def last_look(convention: Convention, user: Viewer) -> Since:
    """When a committee last saw the plan, else three months ago."""
    version = last_committee(convention, user)
    return Since(version.frozen_at if version else timezone.now() - SEASON, version)


@dataclass(frozen=True, slots=True)
class OnePage:
    """What an élu reads: where the plan is, what was done, what blocks, what is expected of them."""

    dashboard: Dashboard
    since: Since
    changes: Changes
    mine: list[FollowRow]
    asked: list[FollowRow]

    @property
    def done(self) -> list[FollowRow]:
        """What became done since the last look, the latest first."""
        moves = [move for move in self.changes.states if move.after == Status.DONE]
        return [move.row for move in sorted(moves, key=lambda move: move.at, reverse=True)]


def one_page(convention: Convention, user: Viewer) -> OnePage:
    """The page of an élu. ``asked``: actions that wait for a decision, or for a help that they name."""
    found = dashboard(convention, user)
    since = last_look(convention, user)
    members = set(convention.workspace.memberships.filter(user_id=user.pk or 0).values_list("pk", flat=True))
    living = [row for row in found.every if is_open(row)]
    mine = [row for row in living if any(pilot.member_id in members for pilot in row.pilots)]
    asked = [row for row in living if row.difficulty == Difficulty.DECISION or row.help_needed]
    changes = changes_since(convention, found.every, since.moment)
    return OnePage(found, since, changes, mine, asked)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed, and the versions that one may compare with instead, the latest first."""

    since: Since
    changes: Changes
    versions: list[PlanVersion]


def changes_page(
    convention: Convention, user: Viewer, *, since: datetime | None = None, version: int | None = None
) -> ChangesPage | None:
    """What changed since a moment, else since a version was frozen, else since a committee last looked.

    None when ``version`` is none of the convention's.
    """
    rows = PlanVersion.objects.visible_to(user).filter(convention=convention).defer("content")
    versions = list(rows.order_by("-frozen_at"))
    found = last_look(convention, user)
    if since is not None:
        found = Since(since, None)
    elif version is not None:
        chosen = next((one for one in versions if one.pk == version), None)
        if chosen is None:
            return None
        found = Since(chosen.frozen_at, chosen)
    current = follow_rows(convention, user)
    changes = changes_since(convention, current, found.moment)
    changes.figures = figures_since(convention, current, found.moment)
    return ChangesPage(found, changes, versions)
