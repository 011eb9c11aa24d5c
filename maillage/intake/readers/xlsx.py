"""Excel workbooks: each visible sheet is a table, merged cells understood.

Formulas give the value that the workbook was saved with.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from maillage.intake.readers import limits
from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import Cell, Place, Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError
from maillage.intake.readers.writing import SourceWriter

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DEFAULT_NAMES = ("feuil", "sheet", "tabelle")


def read_xlsx(data: bytes, name: str) -> Source:
    """Read a .xlsx file. Raises the errors of :mod:`errors`, each with a French sentence."""
    Archive(data).check_xml()
    workbook = _open(data)
    writer = SourceWriter(name, SourceFormat.XLSX)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for hidden in workbook.worksheets:
        if hidden.sheet_state != "visible":
            writer.warn(f"La feuille masquée «\u00a0{hidden.title}\u00a0» n’a pas été lue.")
    for number, sheet in enumerate(sheets, start=1):
        _SheetReader(writer, sheet, number, titled=len(sheets) > 1).read()
    if not any(block.text.strip() for block in writer.blocks):
        raise EmptyFileError("Ce classeur est vide. Choisissez celui qui contient le plan d’action.")
    return writer.source(pages=len(sheets))


def _open(data: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of the drawings that it leaves out
            return load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets errors of every kind through
        raise DamagedFileError(
            "Ce classeur est abîmé\u00a0: il ne se lit pas jusqu’au bout. "
            "Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis réessayez."
        ) from error


@dataclass(slots=True)
class _SheetReader:
    writer: SourceWriter
    sheet: Worksheet
    number: int
    titled: bool

    def read(self) -> None:
        """Write the sheet: its name, the lines above its table, its rows."""
        writer = self.writer
        if self.number > 1:
            writer.page_break()
        writer.page, writer.sheet = self.number, self.sheet.title
        rows = [row for row in self._rows() if any(cell.lines for _, cell in row)]
        if not rows:
            return
        name = self.sheet.title.strip()
        opening = next((line for _, cell in rows[0] for line in cell.lines), "")
        says_more = opening.lower().startswith(name.lower())
        if self.titled and not says_more and not name.lower().startswith(_DEFAULT_NAMES):
            writer.heading(name, 1)
        width = max(len(row) for row in rows)
        started = False
        table = writer.new_table()
        for row in rows:
            filled = [(reference, cell) for reference, cell in row if cell.lines or cell.inherited]
            if not started and len(filled) == 1 and width > 1:
                self._write_title(*filled[0], heads=self.titled and says_more and row is rows[0])
                continue
            started = True
            shown = filled if len(filled) == 1 and filled[0][0] == row[0][0] else row
            self.writer.row([cell for _, cell in shown], table, cell=row[0][0])

    def _write_title(self, reference: str, cell: Cell, *, heads: bool) -> None:
        for line in cell.lines:
            if heads:
                self.writer.heading(line, 1, bold=cell.bold)
            else:
                self.writer.paragraph(line, bold=cell.bold, cell=reference)

    def _rows(self) -> Iterator[list[tuple[str, Cell]]]:
        filled = self._filled()
        covered = self._covered_from_above()
        rows = {row for row, _ in filled}
        rows |= {row for row, _ in covered if row <= max(rows, default=0)}
        hidden_rows = {row for row in rows if self.sheet.row_dimensions[row].hidden}
        used = sorted({column for _, column in filled})
        columns = [column for column in used if self._is_shown(column)]
        self._tell_hidden(len(hidden_rows), len(used) - len(columns))
        for row in sorted(rows - hidden_rows):
            yield [
                (
                    f"{get_column_letter(column)}{row}",
                    filled.get((row, column)) or Cell(inherited=(row, column) in covered),
                )
                for column in columns
            ]

    def _filled(self) -> dict[tuple[int, int], Cell]:
        """The cells with text, within the limits; those beyond are told of."""
        # Asking openpyxl for a cell creates it: a sheet formatted to its end would fill the memory.
        existing = self.sheet._cells  # noqa: SLF001 - the only list of the cells that the file holds
        filled: dict[tuple[int, int], Cell] = {}
        beyond = False
        for (row, column), cell in existing.items():
            if cell.value is None or not isinstance(cell, SheetCell):
                continue
            inside = row <= limits.MAX_SHEET_ROWS and column <= limits.MAX_SHEET_COLUMNS
            text = cell_text(cell.value) if inside else str(cell.value)
            lines = tuple(line for line in (part.rstrip() for part in text.splitlines()) if line.strip())
            if lines and inside:
                filled[row, column] = Cell(lines=lines, bold=bool(cell.font.b))
            beyond = beyond or bool(lines and not inside)
        if beyond:
            self.writer.warn(
                f"La feuille «\u00a0{self.sheet.title}\u00a0» n’a été lue que jusqu’à la ligne "
                f"{limits.MAX_SHEET_ROWS} et à la colonne {get_column_letter(limits.MAX_SHEET_COLUMNS)}.",
                self.writer.place(),
            )
        return filled

    def _covered_from_above(self) -> set[tuple[int, int]]:
        """The squares of the first column of each merged range, its own cell left out."""
        return {
            (row, merged.min_col)
            for merged in self.sheet.merged_cells.ranges
            for row in range(merged.min_row + 1, min(merged.max_row, limits.MAX_SHEET_ROWS) + 1)
        }

    def _is_shown(self, column: int) -> bool:
        letter = get_column_letter(column)
        dimensions = self.sheet.column_dimensions
        return not (letter in dimensions and dimensions[letter].hidden)

    def _tell_hidden(self, rows: int, columns: int) -> None:
        if not rows and not columns:
            return
        what = [f"{rows} ligne{'s' * (rows > 1)}"] * bool(rows)
        what += [f"{columns} colonne{'s' * (columns > 1)}"] * bool(columns)
        plural = "s" if rows + columns > 1 else ""
        verb = "n’ont pas été lues" if plural else "n’a pas été lue"
        self.writer.warn(
            f"Feuille «\u00a0{self.sheet.title}\u00a0»\u00a0: {' et '.join(what)} masquée{plural} {verb}.",
            Place(line=len(self.writer.lines) + 1, page=self.number, sheet=self.sheet.title),
        )


def cell_text(value: object) -> str:
    """A cell's value as a French reader would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.datetime):
        day = cell_text(value.date())
        clock = value.time()
        return day if clock == datetime.time() else f"{day} à {clock.hour}\u00a0h\u00a0{clock.minute:02d}"
    if isinstance(value, datetime.date):
        day_number = "1er" if value.day == 1 else str(value.day)
        return f"{day_number} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, float):
        rounded = round(value, 6)
        return str(int(rounded)) if rounded.is_integer() else str(rounded).replace(".", ",")
    return str(value)
