"""Tables without rules in a text: the rules that their columns and rows would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.pdf.rules import Rule
from maillage.intake.readers.text.kept.runs import CHARACTER, LEADING, Run
from maillage.intake.readers.writing import split_bullet

_FEWEST_COLUMNS = 3
_SURE_COLUMNS = 4
_FEWEST_ROWS = 3
_FILLED = 0.6
_CUT = 0.25
_GUTTER = 2
_EMPTY = 2
_SET_IN = 3
_LONGEST_LABEL = 40
_LABEL_SHARE = 0.42
_ABOVE_LETTERS = 0.75 * LEADING

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first`` up to ``end``: what its columns span, and the lines that rows start with.

    A row whose first cells are empty goes on with those above: ``opened`` says, for each row,
    the first column that it fills.
    """

    first: int
    end: int
    columns: list[Span]
    starts: list[int]
    opened: list[int]


def rules_of(rows: Sequence[list[Run]], bases: Sequence[float]) -> list[Rule]:
    """The rules of the tables of a page, given the runs of its lines and their baselines."""
    return [rule for table in _tables(rows) for rule in _rules(table, bases)]


def _tables(rows: Sequence[list[Run]]) -> Iterator[Table]:
    index = 0
    while index < len(rows):
        table, step = None, 1
        if len(rows[index]) >= _FEWEST_COLUMNS:
            end, columns = _extent(rows, index)
            table = _grid(rows, index, end, columns)
            step = max(1, (end - index) // 2)
        if table is None and rows[index]:
            table = _labels(rows, index)
        if table is not None:
            yield table
            step = table.end - index
        index += step


def _extent(rows: Sequence[list[Run]], first: int) -> tuple[int, list[Span]]:
    """How far the columns of a line run down, empty lines included, and what they span."""
    columns = [(run.start, run.end) for run in rows[first]]
    end, index = first + 1, first + 1
    while index < len(rows) and index - end <= _EMPTY:
        if rows[index]:
            merged = _merged(columns, rows[index])
            least = len(columns) if index > end else max(_FEWEST_COLUMNS, len(columns) - 1)
            if len(merged) < least or (index > end and not _starts_row(rows[index], merged)):
                break
            columns, end = merged, index + 1
        index += 1
    return end, columns


def _merged(columns: Sequence[Span], runs: Sequence[Run]) -> list[Span]:
    """``columns`` with the runs of another line put in: those that no white parts are one."""
    result: list[Span] = []
    for start, end in sorted([*columns, *((run.start, run.end) for run in runs)]):
        if result and start - result[-1][1] < _GUTTER:
            result[-1] = result[-1][0], max(result[-1][1], end)
        else:
            result.append((start, end))
    return result


def _column_of(run: Run, columns: Sequence[Span]) -> int:
    return next(number for number, (_, end) in enumerate(columns) if run.start < end)


def _grid(rows: Sequence[list[Run]], first: int, end: int, columns: list[Span]) -> Table | None:
    """A table of three columns or more whose rows start with a line that fills most of them."""
    if len(columns) < _FEWEST_COLUMNS:
        return None
    starts = [index for index in range(first, end) if _starts_row(rows[index], columns)]
    if len(starts) < _FEWEST_ROWS or starts[0] != first:
        return None
    listed = sum(bool(split_bullet(rows[index][0].text)[0]) for index in starts)
    if listed > (0 if len(columns) < _SURE_COLUMNS else len(starts) // 2):
        return None
    opened = [next(run for run in rows[index] if not run.text[0].islower()) for index in starts]
    return Table(first, end, columns, starts, [_column_of(run, columns) for run in opened])


def _starts_row(runs: Sequence[Run], columns: Sequence[Span]) -> bool:
    filled = {_column_of(run, columns): run for run in reversed(runs)}
    cut = sum(run.text[0].islower() for run in filled.values())
    return len(filled) >= _FILLED * len(columns) and cut <= _CUT * len(filled)


def _labels(rows: Sequence[list[Run]], first: int) -> Table | None:
    """Short labels on the left, each level with the first line of what it names, or just above it."""
    left, right = rows[first][0].start, _beside(rows, first)
    margin = max(row[-1].end for row in rows if row)
    if right is None or right - left > min(_LONGEST_LABEL, _LABEL_SHARE * (margin - left)):
        return None
    starts: list[int] = []
    width, end = left, first
    for index in range(first, len(rows)):
        place = _place(rows, index, left, right)
        if place is None:
            break
        if place:
            starts.append(index)
        width, end = max(width, rows[index][-1].end), index + 1
    if not starts or not _is_told(starts, rows, end):
        return None
    return Table(starts[0], end, [(left, right - _GUTTER), (right, width)], starts, [0] * len(starts))


def _is_told(starts: Sequence[int], rows: Sequence[list[Run]], end: int) -> bool:
    """Whether labels are many enough, or one stands above a list that is set in further than it."""
    if len(starts) == 1:
        return len(rows[starts[0]]) == 1 and bool(split_bullet(rows[starts[0] + 1][0].text)[0])
    return len(starts) >= _FEWEST_ROWS or end - starts[0] > len(starts) > 1


def _beside(rows: Sequence[list[Run]], index: int) -> int | None:
    """Where what a label names starts: on its line, or alone on the next one."""
    runs = rows[index]
    if len(runs) > 1:
        return runs[1].start
    below = rows[index + 1] if index + 1 < len(rows) else []
    if len(below) > 1 and below[0].text[0].islower() and below[0].start == runs[0].start:
        return below[1].start
    return below[0].start if below and below[0].start >= runs[0].end + _GUTTER else None


def _place(rows: Sequence[list[Run]], index: int, left: int, right: int) -> bool | None:
    """Whether a line starts a row of labels and what they name, None where it does not belong to them."""
    runs = rows[index]
    if not runs or any(run.start < right - 1 for run in runs[1:]):
        return None
    if runs[0].start >= right - 1:
        return False
    if abs(runs[0].start - left) > 1 or runs[0].end > right - _GUTTER or split_bullet(runs[0].text)[0]:
        return None
    if runs[0].text[0].islower():
        return False
    beside = _beside(rows, index)
    return True if beside is not None and abs(beside - right) <= _SET_IN else None


def _rules(table: Table, bases: Sequence[float]) -> Iterator[Rule]:
    walls = [CHARACTER * (start - 0.5) for start, _ in table.columns]
    walls.append(CHARACTER * (table.columns[-1][1] + 0.5))
    top = bases[table.first] - _ABOVE_LETTERS
    bottom = bases[table.end - 1] + LEADING - _ABOVE_LETTERS
    for start, column in zip(table.starts, table.opened, strict=True):
        yield Rule(True, bases[start] - _ABOVE_LETTERS, walls[column], walls[-1])
    yield Rule(True, bottom, walls[0], walls[-1])
    for wall in walls:
        yield Rule(False, wall, top, bottom)
