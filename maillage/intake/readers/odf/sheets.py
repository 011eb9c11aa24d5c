"""OpenDocument workbooks (.ods): each visible sheet is a table, repeats unrolled within limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.errors import EmptyFileError
from maillage.intake.readers.limits import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS
from maillage.intake.readers.odf.inline import read_inline
from maillage.intake.readers.odf.package import OpenDocument, open_document
from maillage.intake.readers.odf.styles import Style, Styles
from maillage.intake.readers.odf.tables import repeated, rows_of
from maillage.intake.readers.sheets import Sheet, Square, column_letters, write_sheet
from maillage.intake.readers.writing import SourceWriter
from maillage.intake.readers.xlsx.values import cell_text
from maillage.intake.readers.xml import attribute, child, children, local, number

_HIDDEN = frozenset({"collapse", "filter"})
_COLUMN_WRAPPERS = frozenset({"table-columns", "table-header-columns", "table-column-group"})
#: A date in figures; one in words is kept as the sheet shows it.
_FIGURES = re.compile(r"^\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$")
_FAR = 2**31
_MAX_GROUPS = 20
_MOST_COVERED = 200_000
#: Nobody writes a plan so: cells copied down, or across, to the end of the sheet.
_MOST_ALIKE = 500


def read_ods(data: bytes, name: str) -> Source:
    """Read an .ods file. Raises the errors of :mod:`errors`, each with a French sentence."""
    document = open_document(data, "spreadsheet")
    writer = SourceWriter(name, SourceFormat.ODS)
    shown: list[Element] = []
    for table in children(document.body, "table"):
        style = document.styles.get("table", attribute(table, "style-name"))
        if style.visible is False:
            title = attribute(table, "name") or ""
            writer.warn(f"La feuille masquée «\u00a0{title}\u00a0» n’a pas été lue.")
        else:
            shown.append(table)
    for position, table in enumerate(shown, start=1):
        if position > 1:
            writer.page_break()
        writer.page, writer.sheet = position, attribute(table, "name") or f"Feuille {position}"
        write_sheet(writer, _TableReader(document, writer, table).read(), titled=len(shown) > 1)
    if not any(block.text.strip() for block in writer.blocks):
        raise EmptyFileError("Ce classeur est vide. Choisissez celui qui contient le plan d’action.")
    return writer.source(pages=len(shown))


@dataclass(slots=True)
class _TableReader:
    document: OpenDocument
    writer: SourceWriter
    table: Element
    cells: dict[Square, Cell] = field(default_factory=dict)
    covered: set[Square] = field(default_factory=set)
    notes: dict[Square, str] = field(default_factory=dict)
    beyond: bool = False
    filled_down: bool = False

    def read(self) -> Sheet:
        """What the table holds within the limits; that there is more is told."""
        hidden_columns, looks = self._columns()
        hidden_rows: set[int] = set()
        row = 1
        for element in rows_of(self.table):
            times = repeated(element, "rows", _FAR)
            last = min(row + times - 1, MAX_SHEET_ROWS)
            if attribute(element, "visibility") in _HIDDEN:
                hidden_rows.update(range(row, last + 1))
            self._read_row(element, range(row, last + 1), looks)
            row += times
        title = self.writer.sheet or ""
        if self.beyond:
            self.writer.warn(
                f"La feuille «\u00a0{title}\u00a0» n’a été lue que jusqu’à la ligne "
                f"{MAX_SHEET_ROWS} et à la colonne {column_letters(MAX_SHEET_COLUMNS)}.",
                self.writer.place(),
            )
        if self.filled_down:
            self.writer.warn(
                f"Feuille «\u00a0{title}\u00a0»\u00a0: ce qui est recopié plus de {_MOST_ALIKE} fois "
                "n’a été lu qu’une fois.",
                self.writer.place(),
            )
        return Sheet(
            title=title,
            cells=self.cells,
            covered=frozenset(self.covered),
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
            notes=self.notes,
        )

    def _columns(self) -> tuple[set[int], dict[int, str]]:
        """The hidden columns, and the style that each gives to its cells."""
        hidden: set[int] = set()
        looks: dict[int, str] = {}
        first = 1
        for element in _columns_of(self.table):
            last = first + repeated(element, "columns", _FAR) - 1
            within = range(first, min(last, MAX_SHEET_COLUMNS) + 1)
            if attribute(element, "visibility") in _HIDDEN:
                hidden.update(within)
            looks |= dict.fromkeys(within, attribute(element, "default-cell-style-name") or "")
            first = last + 1
        return hidden, looks

    def _read_row(self, row: Element, rows: range, looks: dict[int, str]) -> None:
        """A row that stands at all of ``rows``, none of them where it lies beyond the limits."""
        column = 1
        usual = attribute(row, "default-cell-style-name")
        for element in row:
            if local(element) not in {"table-cell", "covered-table-cell"}:
                continue
            times = repeated(element, "columns", _FAR)
            within = range(column, min(column + times - 1, MAX_SHEET_COLUMNS) + 1)
            if len(element):
                look = attribute(element, "style-name") or usual or looks.get(column, "")
                self._keep(element, look, rows, within, times)
            self._cover(element, rows, within)
            column += times

    def _keep(self, element: Element, look: str, rows: range, columns: range, times: int) -> None:
        if local(element) == "covered-table-cell":
            return
        cell, note = _cell(element, self.document.styles, look)
        if not cell.lines and not note:
            return
        self.beyond = self.beyond or not rows or not columns
        self.filled_down = self.filled_down or max(len(rows), times) > _MOST_ALIKE
        for row in rows[:1] if len(rows) > _MOST_ALIKE else rows:
            for column in columns[:1] if times > _MOST_ALIKE else columns:
                if cell.lines:
                    self.cells[row, column] = cell
                if note:
                    self.notes[row, column] = note

    def _cover(self, element: Element, rows: range, columns: range) -> None:
        height = number(element, "number-rows-spanned") or 1
        if height > 1 and rows and columns and len(self.covered) < _MOST_COVERED:
            first = (rows[0] + 1, columns[0])
            if first in self.covered:
                return
            last = min(rows[0] + height - 1, MAX_SHEET_ROWS)
            self.covered.update((row, columns[0]) for row in range(rows[0] + 1, last + 1))


def _columns_of(table: Element, depth: int = 0) -> Iterator[Element]:
    if depth > _MAX_GROUPS:
        return
    for each in table:
        if local(each) == "table-column":
            yield each
        elif local(each) in _COLUMN_WRAPPERS:
            yield from _columns_of(each, depth + 1)


def _cell(element: Element, styles: Styles, look: str) -> tuple[Cell, str]:
    """A cell as the sheet shows it, and its comment."""
    bold = bool(styles.get("table-cell", look).bold)
    lines: list[str] = []
    weights: list[bool] = []
    for paragraph in children(element, "p"):
        for line in read_inline(paragraph, styles, Style(bold=bold)).lines:
            if text := line.text.replace("\t", " "):
                lines.append(text)
                weights.append(line.bold)
    if len(lines) == 1:
        lines = [_value(element, lines[0])]
    comment = child(element, "annotation")
    note = " ".join(
        line.text
        for paragraph in children(comment, "p")
        for line in read_inline(paragraph, styles, Style()).lines
        if line.text
    )
    return Cell(lines=tuple(lines), bold=bool(weights) and all(weights)), note


def _value(element: Element, shown: str) -> str:
    """A date shown in figures, in words; anything else as shown."""
    kind = attribute(element, "value-type")
    if kind == "boolean":
        return cell_text(attribute(element, "boolean-value") == "true")
    if kind != "date" or not _FIGURES.match(shown):
        return shown
    try:
        return cell_text(datetime.datetime.fromisoformat(attribute(element, "date-value") or ""))
    except ValueError:
        return shown
