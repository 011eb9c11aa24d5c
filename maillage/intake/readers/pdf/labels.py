"""Tables without rules: labels on the left, each level with what it names on the right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.grids import Grid, GridCell
from maillage.intake.readers.pdf.lines import Line

_LEVEL = 3.0
_WIDEST_SHARE = 0.42
_MOST_LINES = 3
_LONGEST_LABEL = 70


def labelled_rows(columns: Sequence[Sequence[object]]) -> Grid | None:
    """The grid of two columns that are labels and their contents, else None.

    Every label must start level with a line on the right, and the right column must
    leave more white above that line than between its own lines.
    """
    if len(columns) != 2:
        return None
    left = [unit for unit in columns[0] if isinstance(unit, Line)]
    right = [unit for unit in columns[1] if isinstance(unit, Line)]
    if len(left) < len(columns[0]) or len(right) < len(columns[1]) or len(right) < 2:
        return None
    left.sort(key=lambda line: line.base)
    right.sort(key=lambda line: line.base)
    labels = _labels(left)
    if len(labels) < 2 or not _are_labels(labels, left, right):
        return None
    return _grid(labels, left, right)


def _labels(left: Sequence[Line]) -> list[list[Line]]:
    """Lines of the left column put together where they follow closely."""
    labels: list[list[Line]] = []
    for line in left:
        if labels and line.base - labels[-1][-1].base < 1.4 * line.size:
            labels[-1].append(line)
        else:
            labels.append([line])
    return labels


def _are_labels(labels: Sequence[Sequence[Line]], left: Sequence[Line], right: Sequence[Line]) -> bool:
    x0, x1 = min(line.x0 for line in left), max(line.x1 for line in right)
    if max(line.x1 for line in left) - x0 > _WIDEST_SHARE * (x1 - x0):
        return False
    if any(
        len(label) > _MOST_LINES or sum(len(line.text) for line in label) > _LONGEST_LABEL for label in labels
    ):
        return False
    if any(line.marker for line in left) or right[0].base < left[0].base - _LEVEL:
        return False
    steps = [after.base - before.base for before, after in itertools.pairwise(right)]
    leading = min(median(steps), 1.5 * right[0].size)
    for label in labels:
        level = [index for index, line in enumerate(right) if abs(line.base - label[0].base) <= _LEVEL]
        if not level:
            return False
        if level[0] and right[level[0]].base - right[level[0] - 1].base < 1.15 * leading:
            return False
    return True


def _grid(labels: Sequence[Sequence[Line]], left: Sequence[Line], right: Sequence[Line]) -> Grid:
    xs = [
        min(line.x0 for line in left) - 2,
        min(line.x0 for line in right) - 4,
        max(line.x1 for line in right) + 4,
    ]
    ys = [label[0].top - _LEVEL for label in labels]
    ys.append(max(line.bottom for line in [*left, *right]) + _LEVEL)
    cells = [GridCell(row, column, row, column) for row in range(len(labels)) for column in (0, 1)]
    grid = Grid(xs, ys, cells, {(cell.row, cell.column): cell for cell in cells})
    for line in [*left, *right]:
        fragment = Fragment(line.text, line.x0, line.x1, line.base, line.size, line.bold)
        grid.cell_at(fragment).fragments.append(fragment)
    return grid
