"""Tables of OpenDocument texts and slides, repeats and merges understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.limits import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS
from maillage.intake.readers.xml import attribute, local, number

_MAX_GROUPS = 20
_ROW_WRAPPERS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; ``continued`` says that it goes on with the one above, ``element`` is then None."""

    element: Element | None
    continued: bool = False


def rows_of(table: Element, depth: int = 0) -> Iterator[Element]:
    """The rows of ``table``, wherever they are wrapped; one said to be repeated comes once."""
    if depth > _MAX_GROUPS:
        return
    for each in table:
        name = local(each)
        if name == "table-row":
            yield each
        elif name in _ROW_WRAPPERS and attribute(each, "display") != "false":
            yield from rows_of(each, depth + 1)


def repeated(element: Element, what: str, most: int) -> int:
    """How often a row or a cell stands there, ``most`` at most."""
    return max(1, min(number(element, f"number-{what}-repeated") or 1, most))


def table_rows(table: Element) -> list[list[TableCell]]:
    """The cells of each row: one for those merged across, marked where merged with the one above."""
    below: dict[int, tuple[int, int]] = {}  # first column of a merge → (its columns, rows still to come)
    rows: list[list[TableCell]] = []
    for row in rows_of(table):
        if len(rows) >= MAX_SHEET_ROWS:
            break
        rows.append(list(_cells(row, below)))
    return rows


def _cells(row: Element, below: dict[int, tuple[int, int]]) -> Iterator[TableCell]:
    column = 0
    hidden_until = 0
    for element in row:
        name = local(element)
        if name not in {"table-cell", "covered-table-cell"}:
            continue
        for _ in range(repeated(element, "columns", MAX_SHEET_COLUMNS)):
            if column >= MAX_SHEET_COLUMNS:
                return
            if name == "covered-table-cell":
                if column in below and column >= hidden_until:
                    width, left = below.pop(column)
                    if left > 1:
                        below[column] = (width, left - 1)
                    hidden_until = column + width
                    yield TableCell(None, continued=True)
                column += 1
                continue
            width = max(1, number(element, "number-columns-spanned") or 1)
            height = max(1, number(element, "number-rows-spanned") or 1)
            below.pop(column, None)
            if height > 1:
                below[column] = (width, height - 1)
            hidden_until = column + width
            yield TableCell(element)
            column += 1


def is_frame(rows: list[list[TableCell]]) -> bool:
    """Whether a table is only a frame: never two cells side by side."""
    return all(len(row) <= 1 for row in rows)
