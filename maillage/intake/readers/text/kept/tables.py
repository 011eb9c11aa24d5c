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
        if len(rows[index]) < 2:
            index += 1
            continue
        end, columns = _extent(rows, index)
        table = _grid(rows, index, end, columns) or _labels(rows, index, end, columns)
        if table is not None:
            yield table
        index = max(end, index + 1)


def _extent(rows: Sequence[list[Run]], first: int) -> tuple[int, list[Span]]:
    """How far the columns of a line run down through lines without a gap, and what they span."""
    columns = [(run.start, run.end) for run in rows[first]]
    end = first + 1
    while end < len(rows) and rows[end]:
        merged = _merged(columns, rows[end])
        if len(merged) < len(columns) and len(merged) < max(2, len(columns) - 1):
            break
        if len(merged) < 2:
            break
        columns = merged
        end += 1
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
    return Table(first, end, columns, starts, [_column_of(rows[index][0], columns) for index in starts])


def _starts_row(runs: Sequence[Run], columns: Sequence[Span]) -> bool:
    filled = {_column_of(run, columns): run for run in reversed(runs)}
    cut = sum(run.text[0].islower() for run in filled.values())
    return len(filled) >= _FILLED * len(columns) and cut <= _CUT * len(filled)


def _labels(rows: Sequence[list[Run]], first: int, end: int, columns: list[Span]) -> Table | None:
    """Short labels on the left, each level with the first line of what it names."""
    left, right = columns[0], columns[1][0]
    margin = max(row[-1].end for row in rows if row)
    if left[1] - left[0] > _LONGEST_LABEL or right - left[0] > _LABEL_SHARE * (margin - left[0]):
        return None
    starts: list[int] = []
    for index in range(first, end):
        runs = rows[index]
        if runs[0].start >= right:
            continue
        if split_bullet(runs[0].text)[0] or abs(runs[0].start - left[0]) > 1:
            return None
        if not runs[0].text[0].islower():
            if len(runs) < 2:
                return None
            starts.append(index)
    if len(starts) < 2 or (len(starts) < _FEWEST_ROWS and end - first == len(starts)):
        return None
    return Table(first, end, [left, (right, columns[-1][1])], starts, [0] * len(starts))


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
