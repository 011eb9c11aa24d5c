"""Blocks of cells recognised as sheets of ours: which column is which, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.workbook import layout
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.layout import Sheet

_HEADER_WITHIN = 15
_OWN_SHEETS = frozenset(fold(name) for name in (layout.README, layout.LISTS, layout.PROBLEMS))


def letters(index: int) -> str:
    """The letters of a column, counted from 0: A, B… Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet: « B14 »; ``row`` and ``column`` count from 1, column 0 is the whole row."""

    sheet: str
    row: int
    column: int = 0

    @property
    def cell(self) -> str:
        """« B14 », or « ligne 14 »."""
        return f"{letters(self.column - 1)}{self.row}" if self.column else f"ligne {self.row}"


@dataclass(slots=True)
class Grid:
    """A block of text cells as it came. ``broken`` gives the reason for cells that have no value."""

    name: str
    rows: list[list[str]]
    broken: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """A cell that came: its text, where, and why it cannot be used, if so."""

    text: str
    place: Place
    broken: str = ""


@dataclass(slots=True)
class Row:
    """A row that says something: its cells by the key of their column."""

    place: Place
    cells: dict[str, Given]

    def text(self, key: str) -> str:
        """What the cell of a column says; nothing where there is none."""
        given = self.cells.get(key)
        return given.text.strip() if given else ""


@dataclass(slots=True)
class Table:
    """A sheet that was recognised. ``unknown``: headers that are not columns of it."""

    sheet: Sheet
    name: str
    columns: dict[int, Column]
    rows: list[Row]
    unknown: list[str]
    header: list[str]


def recognise(grid: Grid, sheets: Sequence[Sheet]) -> Table | None:
    """The table that ``grid`` holds, or None when no row of headers is ours."""
    if fold(grid.name) in _OWN_SHEETS:
        return None
    candidates = [sheet for sheet in sheets if fold(sheet.name) == fold(grid.name)] or list(sheets)
    best: tuple[int, int, Sheet, dict[int, Column]] | None = None
    for number, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        for sheet in candidates:
            found = match_headers(row, sheet.columns)
            if _is_header(sheet, found) and (best is None or len(found) > best[0]):
                best = (len(found), number, sheet, found)
    if best is None:
        return None
    _, number, sheet, columns = best
    return _table(grid, number, sheet, columns)


def _is_header(sheet: Sheet, found: dict[int, Column]) -> bool:
    keys = {column.key for column in found.values()}
    if sheet.followed is not None:
        return "key" in keys and any(column.field == "values" for column in found.values())
    needed = {"id", "fiche"} if sheet.of_rows else {"id", "title"}
    return len(keys) >= 2 and bool(keys & needed)


def match_headers(row: Sequence[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Which column each header names: its own header first, then words used for it elsewhere."""
    found: dict[int, Column] = {}
    for said in (lambda column: [column.header], lambda column: column.aliases):
        names = {fold(name): column for column in reversed(columns) for name in said(column)}
        for index, header in enumerate(row):
            column = names.get(fold(header))
            if column is not None and index not in found and column not in found.values():
                found[index] = column
    return found


def _table(grid: Grid, header: int, sheet: Sheet, columns: dict[int, Column]) -> Table:
    heads = grid.rows[header]
    unknown = [head.strip() for i, head in enumerate(heads) if head.strip() and i not in columns]
    table = Table(sheet, grid.name, columns, [], unknown, heads)
    for number, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        cells = {
            column.key: Given(
                row[index] if index < len(row) else "",
                Place(grid.name, number, index + 1),
                grid.broken.get((number, index + 1), ""),
            )
            for index, column in columns.items()
        }
        if any(given.text.strip() or given.broken for given in cells.values()):
            table.rows.append(Row(Place(grid.name, number), cells))
    return table
