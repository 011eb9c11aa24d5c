"""Word tables as rows of cells, merges understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.xml import attribute, child, local, number

_ROW_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "customXml"})


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell as the file has it; ``column`` counts grid columns from 0."""

    element: Element
    column: int
    span: int
    continued: bool


def table_rows(table: Element) -> list[list[TableCell]]:
    """The cells of each row; deleted rows are left out."""
    return [list(_cells(row)) for row in _descend(table, "tr") if not _is_deleted(row)]


def _is_deleted(row: Element) -> bool:
    return child(row, "trPr", "del") is not None


def _descend(element: Element, name: str) -> Iterator[Element]:
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in _ROW_WRAPPERS:
            yield from _descend(each, name)


def _cells(row: Element) -> Iterator[TableCell]:
    column = number(child(row, "trPr", "gridBefore")) or 0
    follows_merge = False
    for element in _descend(row, "tc"):
        properties = child(element, "tcPr")
        span = number(child(properties, "gridSpan")) or 1
        horizontal = child(properties, "hMerge")
        if horizontal is not None and attribute(horizontal) != "restart" and follows_merge:
            column += span
            continue
        follows_merge = horizontal is not None
        vertical = child(properties, "vMerge")
        continued = vertical is not None and attribute(vertical) != "restart"
        yield TableCell(element, column, span, continued)
        column += span


def is_frame(rows: list[list[TableCell]]) -> bool:
    """Whether a table is only a frame: never two cells side by side."""
    return all(len(row) <= 1 for row in rows)


def nested_lines(table: Element, cell_lines: Callable[[Element], list[str]]) -> list[str]:
    """A table inside a cell, one line for each of its rows."""
    lines = []
    for row in table_rows(table):
        texts = [" ".join(cell_lines(cell.element)) for cell in row]
        lines.append(" | ".join(text for text in texts if text))
    return [line for line in lines if line]
