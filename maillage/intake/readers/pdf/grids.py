"""Grids of rules: tables with their merged cells, and frames around text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
        side_by_side = {
            cell.row for cell in filled for other in filled if cell.row == other.row and cell is not other
        }
        if not side_by_side:
            return False
        rows = {cell.row for cell in filled}
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
    cells, owner = _cells(xs, ys, across, down)
    return Grid(xs, ys, cells, owner)


def _snapped(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _SNAP:
            result.append(value)
    return result


def _covers(rules: Iterable[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _SNAP and rule.start <= middle <= rule.end for rule in rules)


def _cells(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> tuple[list[GridCell], dict[tuple[int, int], GridCell]]:
    """Merge the squares that no rule parts; a cell is the rectangle around its squares."""
    owner: dict[tuple[int, int], GridCell] = {}
    cells: list[GridCell] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in owner:
                continue
            last_column = column
            middle = (ys[row] + ys[row + 1]) / 2
            while last_column + 2 < len(xs) and (row, last_column + 1) not in owner:
                if _covers(down, xs[last_column + 1], middle):
                    break
                last_column += 1
            last_row = row
            while last_row + 2 < len(ys) and not _any_wall(xs, across, ys[last_row + 1], column, last_column):
                last_row += 1
            cell = GridCell(row, column, last_row, last_column)
            cells.append(cell)
            for square_row in range(row, last_row + 1):
                for square_column in range(column, last_column + 1):
                    owner.setdefault((square_row, square_column), cell)
    return cells, owner


def _any_wall(xs: list[float], across: list[Rule], at: float, first: int, last: int) -> bool:
    return any(_covers(across, at, (xs[column] + xs[column + 1]) / 2) for column in range(first, last + 1))
