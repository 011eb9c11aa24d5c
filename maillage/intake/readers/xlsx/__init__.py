"""Excel workbooks: each visible sheet is a table, merged cells understood, macros never run.

Formulas give the value that the workbook was saved with. Rows and columns hidden by hand are
left out and told; those that a filter or a folded group hides are read and told, for a filter
left on is no wish to leave actions out.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from maillage.intake.readers import limits
from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError
from maillage.intake.readers.sheets import Sheet, Square, write_sheet
from maillage.intake.readers.writing import SourceWriter
from maillage.intake.readers.xlsx.formulas import never_computed
from maillage.intake.readers.xlsx.merges import without_endless_merges
from maillage.intake.readers.xlsx.values import cell_text

__all__ = ["cell_text", "read_xlsx"]

_TOLD = 5


def read_xlsx(data: bytes, name: str) -> Source:
    """Read a .xlsx or .xlsm file. Raises the errors of :mod:`errors`, each with a French sentence."""
    Archive(data).check_xml()
    bounded, endless = without_endless_merges(data)
    workbook = _open(bounded)
    writer = SourceWriter(name, SourceFormat.XLSX)
    if endless:
        writer.warn(
            "Une feuille fusionne ses cellules presque sans fin\u00a0: ses fusions n’ont pas été suivies."
        )
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for hidden in workbook.worksheets:
        if hidden.sheet_state != "visible":
            writer.warn(f"La feuille masquée «\u00a0{hidden.title}\u00a0» n’a pas été lue.")
    blank = never_computed(Archive(data))
    for number, sheet in enumerate(sheets, start=1):
        if number > 1:
            writer.page_break()
        writer.page, writer.sheet = number, sheet.title
        content = _SheetReader(writer, sheet).read(blank.get(sheet.title, ()))
        write_sheet(writer, content, titled=len(sheets) > 1)
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

    def read(self, blank: Iterable[str]) -> Sheet:
        """What the sheet holds; ``blank`` are the cells whose formula was never computed."""
        cells, notes, wrong = self._filled()
        self._tell(sorted(wrong), "en erreur", "n’ont pas été lues", "n’a pas été lue")
        self._tell(
            list(blank),
            "avec une formule jamais calculée",
            "sont vides\u00a0: ouvrez le classeur dans votre tableur et enregistrez-le",
            "est vide\u00a0: ouvrez le classeur dans votre tableur et enregistrez-le",
        )
        return Sheet(
            title=self.sheet.title,
            cells=cells,
            covered=self._covered_from_above(),
            hidden_rows=self._hidden_rows(),
            hidden_columns=self._hidden_columns(),
            notes=notes,
        )

    def _filled(self) -> tuple[dict[Square, Cell], dict[Square, str], set[str]]:
        """The cells with text within the limits, the comments, and the cells that show an error."""
        # Asking openpyxl for a cell creates it: a sheet formatted to its end would fill the memory.
        existing = self.sheet._cells  # noqa: SLF001 - the only list of the cells that the file holds
        filled: dict[Square, Cell] = {}
        notes: dict[Square, str] = {}
        wrong: set[str] = set()
        beyond = False
        for (row, column), cell in existing.items():
            if not isinstance(cell, SheetCell):
                continue
            inside = row <= limits.MAX_SHEET_ROWS and column <= limits.MAX_SHEET_COLUMNS
            if cell.comment is not None and inside and (note := " ".join(cell.comment.text.split())):
                notes[row, column] = note
            if cell.value is None:
                continue
            if cell.data_type == "e":
                wrong.add(cell.coordinate)
                continue
            text = cell_text(cell.value, cell.number_format) if inside else str(cell.value)
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
        return filled, notes, wrong

    def _covered_from_above(self) -> frozenset[Square]:
        return frozenset(
            (row, merged.min_col)
            for merged in self.sheet.merged_cells.ranges
            for row in range(merged.min_row + 1, min(merged.max_row, limits.MAX_SHEET_ROWS) + 1)
        )

    def _hidden_rows(self) -> frozenset[int]:
        dimensions = self.sheet.row_dimensions
        hidden = {row for row, dimension in dimensions.items() if dimension.hidden}
        folded = {row for row in hidden if dimensions[row].outlineLevel}
        if self._is_filtered():
            folded = hidden
        if folded:
            many = len(folded) > 1
            self.writer.warn(
                f"Feuille «\u00a0{self.sheet.title}\u00a0»\u00a0: {len(folded)} ligne{'s' * many} "
                f"qu’un filtre ou un groupe replié masque {'ont été lues' if many else 'a été lue'}.",
                self.writer.place(),
            )
        return frozenset(hidden - folded)

    def _is_filtered(self) -> bool:
        filters = [self.sheet.auto_filter, *(table.autoFilter for table in self.sheet.tables.values())]
        return any(each is not None and each.filterColumn for each in filters)

    def _hidden_columns(self) -> frozenset[int]:
        hidden: set[int] = set()
        for dimension in self.sheet.column_dimensions.values():
            if dimension.hidden and not dimension.outlineLevel:
                # One entry stands for a run of columns.
                first, last = dimension.min or 0, dimension.max or 0
                hidden.update(range(first, min(last, limits.MAX_SHEET_COLUMNS) + 1))
        return frozenset(hidden)

    def _tell(self, cells: list[str], what: str, these: str, this: str) -> None:
        if not cells:
            return
        shown = ", ".join(cells[:_TOLD]) + ("…" if len(cells) > _TOLD else "")
        number = "1 cellule" if len(cells) == 1 else f"{len(cells)} cellules"
        self.writer.warn(
            f"Feuille «\u00a0{self.sheet.title}\u00a0»\u00a0: {number} {what} ({shown}) "
            f"{these if len(cells) > 1 else this}.",
            self.writer.place(),
        )
