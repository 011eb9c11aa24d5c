"""Grids of rules: tables with their merged cells, and frames around text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.rules import Rule

_SLACK = 3.0
_SNAP = 4.0
_MAX_LINES = 400


@dataclass(slots=True)
class GridCell:
    """A cell: rows and columns it covers, both inclusive, and its text."""

    row: int
    column: int
    last_row: int
    last_column: int
    fragments: list[Fragment] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """Cells between rules; ``xs`` and ``ys`` are the positions of the walls."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: dict[tuple[int, int], GridCell]

    def contains(self, fragment: Fragment) -> bool:
        """Whether the middle of ``fragment`` is inside."""
        middle = fragment.base - 0.3 * fragment.size
        return (
            self.xs[0] - 1 <= fragment.x0 + 1
            and fragment.x1 - 1 <= self.xs[-1] + 2
            and (self.ys[0] <= middle <= self.ys[-1])
        )

    def cell_at(self, fragment: Fragment) -> GridCell:
        """The cell that holds ``fragment``; it must be inside."""
        column = bisect_right(self.xs, fragment.x0 + min(4.0, (fragment.x1 - fragment.x0) / 2)) - 1
        row = bisect_right(self.ys, fragment.base - 0.3 * fragment.size) - 1
        row = min(max(row, 0), len(self.ys) - 2)
        column = min(max(column, 0), len(self.xs) - 2)
        return self.owner[row, column]

    @property
    def area(self) -> float:
        """In square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def right_of(self, cell: GridCell) -> float:
        """Where the cell's right wall stands."""
        return self.xs[cell.last_column + 1]

    @property
    def is_table(self) -> bool:
        """Whether text stands side by side in short rows, as in a table.

        One row of long texts is a page set in columns, not a table.
        """
        filled = [cell for cell in self.cells if cell.fragments]
        rows = Counter(cell.row for cell in filled)
        if max(rows.values(), default=0) < 2:
            return False
        lines = max(len({round(each.base) for each in cell.fragments}) for cell in filled)
        return len(rows) > 1 or lines <= 6


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of a page, smallest first, so that nested ones take their text first."""
    grids = [grid for group in _groups(rules) if (grid := _grid(group)) is not None]
    return sorted(grids, key=lambda grid: grid.area)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, group by group."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    down = [(index, rule) for index, rule in enumerate(rules) if not rule.across]
    for index, rule in enumerate(rules):
        if not rule.across:
            continue
        for other_index, other in down:
            crosses = rule.start - _SLACK <= other.at <= rule.end + _SLACK
            if crosses and other.start - _SLACK <= rule.at <= other.end + _SLACK:
                parent[root(index)] = root(other_index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _grid(rules: list[Rule]) -> Grid | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    if not across or not down or len(rules) < 3:
        return None
    xs = _snapped([rule.at for rule in down] + [end for rule in across for end in (rule.start, rule.end)])
    ys = _snapped([rule.at for rule in across] + [end for rule in down for end in (rule.start, rule.end)])
    if not (2 <= len(xs) <= _MAX_LINES and 2 <= len(ys) <= _MAX_LINES):
        return None
    cells, owner = _cells(xs, ys, rules)
    return Grid(xs, ys, cells, owner)


def _snapped(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _SNAP:
            result.append(value)
    return result


class _Walls:
    """Where rules part the squares of a grid, looked up and not searched: a page may hold thousands."""

    def __init__(self, xs: list[float], ys: list[float], rules: Iterable[Rule]) -> None:
        self._below: set[tuple[int, int]] = set()
        self._beside: set[tuple[int, int]] = set()
        columns, rows = _middles(xs), _middles(ys)
        for rule in rules:
            lines, squares = (ys, columns) if rule.across else (xs, rows)
            along = range(bisect_left(squares, rule.start), bisect_right(squares, rule.end))
            for line in range(bisect_left(lines, rule.at - _SNAP), bisect_right(lines, rule.at + _SNAP)):
                if rule.across:
                    self._below.update((line - 1, column) for column in along)
                else:
                    self._beside.update((row, line - 1) for row in along)

    def beside(self, row: int, column: int) -> bool:
        """Whether a wall stands at the right of that square."""
        return (row, column) in self._beside

    def below(self, row: int, first: int, last: int) -> bool:
        """Whether a wall runs under one of the squares from ``first`` to ``last``."""
        return any((row, column) in self._below for column in range(first, last + 1))


def _middles(lines: list[float]) -> list[float]:
    return [(one + next_one) / 2 for one, next_one in pairwise(lines)]


def _cells(
    xs: list[float], ys: list[float], rules: Iterable[Rule]
) -> tuple[list[GridCell], dict[tuple[int, int], GridCell]]:
    """Merge the squares that no rule parts; a cell is the rectangle around its squares."""
    walls = _Walls(xs, ys, rules)
    owner: dict[tuple[int, int], GridCell] = {}
    cells: list[GridCell] = []
    for row, column in product(range(len(ys) - 1), range(len(xs) - 1)):
        if (row, column) in owner:
            continue
        last_row, last_column = row, column
        while last_column + 2 < len(xs) and (row, last_column + 1) not in owner:
            if walls.beside(row, last_column):
                break
            last_column += 1
        while last_row + 2 < len(ys) and not walls.below(last_row, column, last_column):
            last_row += 1
        cell = GridCell(row, column, last_row, last_column)
        cells.append(cell)
        for square in product(range(row, last_row + 1), range(column, last_column + 1)):
            owner.setdefault(square, cell)
    return cells, owner
