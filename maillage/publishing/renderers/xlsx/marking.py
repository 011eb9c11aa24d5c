"""A copy of somebody's workbook with the cells to correct marked, and a sheet that lists them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from maillage.conventions.workbook.layout import PROBLEMS
from maillage.kernel.french import typeset

_FILL = PatternFill("solid", fgColor="FFE08A")
_EDGE = Side(style="medium", color="A33B00")
_WIDTHS = (16, 10, 24, 36, 52, 52)
_HEADINGS = ("Feuille", "Cellule", "Colonne", "Ce qui est écrit", "Pourquoi", "Ce qu’il faut faire")


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to correct; ``column`` 0 marks the first cell of the row."""

    sheet: str
    row: int
    column: int
    header: str
    value: str
    reason: str
    advice: str


def mark_problems(data: bytes, marks: Sequence[Mark]) -> bytes:
    """The workbook ``data`` with each mark as a shade, a thick edge and a comment, and the sheet of all."""
    workbook = _opened(data)
    _mark_all(workbook, marks)
    return _saved(workbook)


def _opened(data: bytes) -> Workbook:
    """The workbook whole; an empty one, to list the marks in, where its dressing cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it leaves out
            return load_workbook(BytesIO(data))
    except Exception:  # noqa: BLE001 - openpyxl lets errors of every kind through
        return Workbook()


def mark_rows(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]], marks: Sequence[Mark]) -> bytes:
    """The same for a file of another format: its rows become sheets first."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for index, text in enumerate(row, 1):
                if text:
                    cell = sheet.cell(number, index)
                    cell.value, cell.data_type = text, "s"
    _mark_all(workbook, marks)
    return _saved(workbook)


def _saved(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _mark_all(workbook: Workbook, marks: Sequence[Mark]) -> None:
    said: dict[tuple[str, int, int], list[str]] = {}
    for mark in marks:
        place = (mark.sheet, mark.row, max(mark.column, 1))
        said.setdefault(place, []).append(
            f"{mark.reason[:1].upper()}{mark.reason[1:]}. {mark.advice}".strip()
        )
    for (name, row, column), sentences in said.items():
        if name not in workbook.sheetnames:
            continue
        cell = workbook[name].cell(row, column)
        if isinstance(cell, MergedCell):
            continue
        _mark(cell, "\n".join(sentences))
    _list(workbook, marks)


def _mark(cell: Cell, words: str) -> None:
    cell.fill, cell.border = _FILL, Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
    comment = Comment(words, "Maillage")
    comment.width, comment.height = 320, 120
    cell.comment = comment


def _list(workbook: Workbook, marks: Sequence[Mark]) -> None:
    if PROBLEMS in workbook.sheetnames:
        workbook.remove(workbook[PROBLEMS])
    sheet = workbook.create_sheet(PROBLEMS, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    sheet.append(_HEADINGS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for index, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        "landscape",
        1,
        0,
    )
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, mark in enumerate(marks, 2):
        where = f"{get_column_letter(mark.column)}{mark.row}" if mark.column else f"ligne {mark.row}"
        texts = (mark.sheet, where, mark.header, mark.value, typeset(mark.reason), typeset(mark.advice))
        for index, text in enumerate(texts, 1):
            cell = sheet.cell(number, index)
            if text:
                cell.value, cell.data_type = text, "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if mark.sheet in workbook.sheetnames:
            sheet.cell(number, 2).hyperlink = f"#'{mark.sheet}'!{where}" if mark.column else None
