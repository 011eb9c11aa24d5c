"""The cells of a workbook saved as OpenDocument (.ods), as text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from maillage.conventions.workbook import cells
from maillage.conventions.workbook.tables import Grid
from maillage.intake.readers import limits
from maillage.intake.readers.odf.package import open_document
from maillage.intake.readers.odf.tables import repeated, rows_of
from maillage.intake.readers.xml import attribute, children, local, number
from maillage.kernel import french

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SILENT = frozenset({"annotation", "annotation-end", "note"})
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_MOST_ALIKE = 200
_DEEPEST = 40


def read_ods_grids(data: bytes) -> list[Grid]:
    """Every table. Raises UnreadableFileError with a French sentence."""
    body = open_document(data, "spreadsheet").body
    return [Grid(attribute(table, "name") or "", list(_rows(table))) for table in children(body, "table")]


def _rows(table: Element) -> Iterator[list[str]]:
    """The rows to the last one that says something; blank ones in between are kept."""
    blank = count = 0
    for element in rows_of(table):
        row = _cells(element)
        if not any(row):
            blank += repeated(element, "rows", limits.MAX_SHEET_ROWS)
            continue
        times = repeated(element, "rows", _MOST_ALIKE)
        for one in [*[[]] * min(blank, limits.MAX_SHEET_ROWS), *[row] * times]:
            count += 1
            if count > limits.MAX_SHEET_ROWS:
                return
            yield list(one)
        blank = 0


def _cells(row: Element) -> list[str]:
    found: list[str] = []
    for element in row:
        if local(element) not in {"table-cell", "covered-table-cell"}:
            continue
        text = _text_of(element)
        most = limits.MAX_SHEET_COLUMNS - len(found)
        found += [text] * repeated(element, "columns", max(most, 1))
        if len(found) >= limits.MAX_SHEET_COLUMNS:
            break
    while found and not found[-1]:
        found.pop()
    return found


def _text_of(cell: Element) -> str:
    kind = attribute(cell, "value-type")
    shown = "\n".join(_words(paragraph, 0) for paragraph in children(cell, "p"))
    if kind == "boolean":
        return "oui" if attribute(cell, "boolean-value") == "true" else "non"
    if kind == "date" and (match := _DAY.match(attribute(cell, "date-value") or "")):
        return _date_words(match[1], shown)
    if kind in {"float", "currency", "percentage"}:
        return _amount(attribute(cell, "value") or "", kind) or shown
    return shown


def _date_words(day: str, shown: str) -> str:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return shown
    return french.month(on) if on.day == 1 and not re.search(r"\b0?1\b", shown) else french.day(on)


def _amount(value: str, kind: str) -> str:
    try:
        amount = float(value) * (100 if kind == "percentage" else 1)
    except ValueError:
        return ""
    return cells.as_text(round(amount, 6)) if abs(amount) < 1e15 else ""


def _words(element: Element, depth: int) -> str:
    """The text of a paragraph: spaces and line ends are elements of their own."""
    if depth > _DEEPEST:
        return ""
    parts = [element.text or ""]
    for each in element:
        name = local(each)
        if name == "s":
            parts.append(" " * min(number(each, "c") or 1, 100))
        elif name in {"line-break", "tab"}:
            parts.append("\n" if name == "line-break" else " ")
        elif name not in _SILENT:
            parts.append(_words(each, depth + 1))
        parts.append(each.tail or "")
    return "".join(parts)
