"""Tables of a page: spans laid out on a grid, and tables that only place things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.html.pieces import Table
from maillage.intake.readers.limits import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_FEW_ROWS = 3
_PLACING = frozenset({"presentation", "none"})


@dataclass(frozen=True, slots=True)
class _Spanned:
    """A cell and what it covers below and beside."""

    element: etree._Element
    rows: int
    columns: int


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row of ``table``, those of tables inside it left out."""
    return [[cell for cell in row if cell.tag in {"td", "th"}] for row in _rows(table)]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if each.tag == "tr":
            yield each
        elif each.tag in _SECTIONS:
            yield from (row for row in each if row.tag == "tr")


def only_places(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Whether a table is no table: one cell a row, or a few rows around other tables."""
    if table.get("role") in _PLACING or all(len(row) <= 1 for row in rows):
        return True
    return len(rows) <= _FEW_ROWS and any(_holds_table(cell) for row in rows for cell in row)


def _holds_table(cell: etree._Element) -> bool:
    return any(sum(len(row) > 1 for row in rows_of(inner)) > 1 for inner in cell.iter("table"))


def table_of(rows: list[list[etree._Element]], read: Callable[[etree._Element], Cell]) -> Table:
    """The cells on their grid; a square under a cell that spans several rows inherits it."""
    result: list[tuple[Cell, ...]] = []
    #: For each column, how many rows the cell above still covers, and whether it starts there.
    covered: dict[int, tuple[int, bool]] = {}
    for elements in rows:
        squares: dict[int, Cell] = {}
        below: dict[int, tuple[int, bool]] = {}
        for column, (left, starts) in covered.items():
            squares[column] = Cell(inherited=starts)
            if left > 1:
                below[column] = (left - 1, starts)
        column = 0
        for cell in map(_spanned, elements):
            while column in squares:
                column += 1
            for offset in range(min(cell.columns, MAX_SHEET_COLUMNS - column)):
                squares[column + offset] = read(cell.element) if offset == 0 else Cell()
                if cell.rows > 1:
                    below[column + offset] = (cell.rows - 1, offset == 0)
            column += cell.columns
        covered = below
        result.append(tuple(squares.get(each, Cell()) for each in range(max(squares, default=-1) + 1)))
    return Table(tuple(result), tuple(_line_of(row) for row in rows))


def _line_of(row: list[etree._Element]) -> int:
    line = row[0].sourceline if row else 1
    return line if isinstance(line, int) else 1


def _spanned(element: etree._Element) -> _Spanned:
    return _Spanned(
        element,
        rows=_span(element.get("rowspan"), MAX_SHEET_ROWS),
        columns=_span(element.get("colspan"), MAX_SHEET_COLUMNS),
    )


def _span(value: str | None, most: int) -> int:
    """A declared span; 0 means to the end."""
    digits = (value or "1").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 6:
        return 1
    return min(int(digits), most) or most
