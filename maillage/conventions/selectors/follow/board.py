"""Where a plan stands: each axis with its count, what waits with its cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import CLOSED, is_late, is_silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.conventions.models import Node
    from maillage.conventions.selectors.follow.rows import FollowRow


@dataclass(frozen=True, slots=True)
class Score:
    """Actions counted by state. What is abandoned is told apart: it is in no denominator."""

    counts: Counter[Status]

    @property
    def total(self) -> int:
        """What the done ones are counted out of: every action that is not abandoned."""
        return self.counts.total() - self.abandoned

    @property
    def done(self) -> int:
        """Done."""
        return self.counts[Status.DONE]

    @property
    def started(self) -> int:
        """Begun and not abandoned: under way, done, paused or blocked."""
        return self.total - self.counts[Status.TO_COME]

    @property
    def abandoned(self) -> int:
        """Given up."""
        return self.counts[Status.ABANDONED]


@dataclass(slots=True)
class AxisBoard:
    """A top node with its actions in plan order; ``node`` is None for the actions on no node."""

    node: Node | None
    rows: list[FollowRow] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """Its actions by state."""
        return score_of(self.rows)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action that waits for something. ``late`` and ``silent`` may go with any state."""

    row: FollowRow
    blocked: bool
    late: bool
    silent: bool


@dataclass(slots=True)
class Board:
    """Everything that a dashboard says of ``rows``; an action that waits is in one list only."""

    rows: Sequence[FollowRow]
    axes: list[AxisBoard]
    blocked: list[Waiting]
    late: list[Waiting]
    silent: list[Waiting]

    @property
    def score(self) -> Score:
        """All the actions by state."""
        return score_of(self.rows)

    @property
    def waiting(self) -> list[Waiting]:
        """Every action that waits, blocked ones first."""
        return [*self.blocked, *self.late, *self.silent]


def score_of(rows: Iterable[FollowRow]) -> Score:
    """Rows counted by state."""
    return Score(Counter(row.status for row in rows))


def board(rows: Sequence[FollowRow], nodes: Sequence[Node] = ()) -> Board:
    """The dashboard of ``rows``, in plan order; ``nodes``: top nodes to show even when they hold nothing.

    What waited longest comes first: blocked since, late since, silent since.
    """
    waiting = [Waiting(row, row.status == Status.BLOCKED, is_late(row), is_silent(row)) for row in rows]
    blocked = [one for one in waiting if one.blocked]
    late = [one for one in waiting if one.late and not one.blocked]
    silent = [one for one in waiting if one.silent and not (one.blocked or one.late)]
    return Board(
        rows=rows,
        axes=_axes(rows, nodes),
        blocked=sorted(blocked, key=lambda one: one.row.blocked_at or one.row.last_word),
        late=sorted(late, key=lambda one: str(one.row.end_on)),
        silent=sorted(silent, key=lambda one: one.row.last_word),
    )


def _axes(rows: Iterable[FollowRow], nodes: Iterable[Node]) -> list[AxisBoard]:
    found: dict[int | None, AxisBoard] = {node.pk: AxisBoard(node) for node in nodes}
    for row in rows:
        key = row.top.pk if row.top else None
        found.setdefault(key, AxisBoard(row.top)).rows.append(row)
    return list(found.values())


def is_open(row: FollowRow) -> bool:
    """Neither done nor given up."""
    return row.status not in CLOSED
