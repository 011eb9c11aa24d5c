"""How a plan goes: where each axis stands, what waits and why, what comes, what changed since a day."""

from __future__ import annotations

from maillage.conventions.selectors.follow.board import AxisBoard, Board, Score, Waiting, board
from maillage.conventions.selectors.follow.changes import (
    Changes,
    DateMove,
    NewFigure,
    PilotMove,
    StateMove,
    changes_since,
    figures_since,
    last_committee,
)
from maillage.conventions.selectors.follow.deadlines import Deadline, deadlines
from maillage.conventions.selectors.follow.figures import FigureCount, figure_counts
from maillage.conventions.selectors.follow.rows import FollowRow, PilotName, follow_rows
from maillage.conventions.selectors.follow.scopes import CommuneScope, PilotScope, communes_of, pilots_of
from maillage.conventions.selectors.follow.silence import SilentPilot, silent_pilots

__all__ = [
    "AxisBoard",
    "Board",
    "Changes",
    "CommuneScope",
    "DateMove",
    "Deadline",
    "FigureCount",
    "FollowRow",
    "NewFigure",
    "PilotMove",
    "PilotName",
    "PilotScope",
    "Score",
    "SilentPilot",
    "StateMove",
    "Waiting",
    "board",
    "changes_since",
    "communes_of",
    "deadlines",
    "figure_counts",
    "figures_since",
    "follow_rows",
    "last_committee",
    "pilots_of",
    "silent_pilots",
]
