"""The workbook of a convention: instructions, one sheet a kind of row, the lists that cells choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.writer.excel import ExcelWriter

from maillage.conventions.workbook import layout
from maillage.conventions.workbook.tables import letters
from maillage.kernel.french import typeset
from maillage.publishing.renderers.xlsx import styles
from maillage.publishing.renderers.xlsx.pouring import RowWriter, pour
from maillage.publishing.renderers.xlsx.readme import Notice, write_readme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.layout import Sheet

    Rows = Iterator[Sequence[str | int | float]]

_SPARE = 500
"""Lists are offered on that many rows below the last one, for rows to add."""
_A3, _LANDSCAPE = 8, "landscape"
_PAGE_WIDTH = 230
"""Characters that a page holds across and that can still be read."""
_LINE, _MOST_LINES = 15, 20
_FIRST = 2
"""The number of the first sheet with rows: the instructions come before."""
_TABLE_NAMES = {"Étapes": "Etapes"}


@dataclass(frozen=True)
class Content:
    """What a workbook holds: its notice, its sheets with their rows, its lists."""

    notice: Notice
    sheets: Sequence[tuple[Sheet, Sequence[Sequence[str | int | float]]]]
    lists: Mapping[str, tuple[str, list[str]]]


def render_workbook(content: Content) -> bytes:
    """The file."""
    workbook = Workbook(write_only=True)
    styles.register(workbook)
    _describe(workbook, content.notice)
    readme, sheets = workbook.create_sheet(layout.README), [sheet for sheet, _ in content.sheets]
    ranges = _list_ranges(content.lists)
    poured = {1: write_readme(readme, content.notice, sheets)}
    for number, (sheet, rows) in enumerate(content.sheets, _FIRST):
        poured[number] = _write_sheet(workbook.create_sheet(sheet.name), sheet, rows, ranges)
    poured[len(poured) + 1] = _write_lists(workbook.create_sheet(layout.LISTS), content.lists)
    for name, where in ranges.items():
        workbook.defined_names[_range_name(name)] = DefinedName(_range_name(name), attr_text=where)
    out = BytesIO()
    # Not packed twice: the rows are poured into it, then it is.
    ExcelWriter(workbook, ZipFile(out, "w", ZIP_STORED)).save()
    return pour(out.getvalue(), poured)


def _describe(workbook: styles.Book, notice: Notice) -> None:
    about = workbook.properties
    about.title, about.creator, about.language = notice.title, "Maillage", "fr-FR"
    about.subject = "Plan d’action de la convention territoriale globale"
    about.created = about.modified = notice.at.astimezone(UTC).replace(tzinfo=None)
    workbook.custom_doc_props.append(IntProperty(name=layout.STAMP, value=notice.convention_id))
    workbook.custom_doc_props.append(StringProperty(name=layout.STAMP_MOMENT, value=notice.at.isoformat()))


def _write_sheet(
    page: styles.Page,
    sheet: Sheet,
    rows: Sequence[Sequence[str | int | float]],
    ranges: Mapping[str, str],
) -> list[str]:
    """Lay the sheet out with its header, and return its rows, to be poured in."""
    columns = sheet.columns
    _lay_out(page, columns)
    page.append([styles.cell(page, column.header, "en-tête") for column in columns])
    last = max(len(rows), 1) + 1
    _add_table(page, sheet, last)
    _offer(page, columns, ranges, last + _SPARE)
    return _rows(page, columns, rows or [[""] * len(columns)])


def _rows(
    page: styles.Page, columns: Sequence[Column], rows: Sequence[Sequence[str | int | float]]
) -> list[str]:
    free, fixed = styles.numbers(page, "texte", "nombre"), styles.numbers(page, "repère", "repère")
    widths = [max(column.width - 2, 1) for column in columns]
    locked = [column.locked and not column.key.startswith("level") for column in columns]
    writer = RowWriter([fixed if one else free for one in locked])
    return [writer.row(number, row, _height(widths, row)) for number, row in enumerate(rows, 2)]


def _height(widths: Sequence[int], row: Sequence[str | int | float]) -> float:
    """Enough for the longest cell, within reason: not every program computes it by itself."""
    lines = 1
    for width, value in zip(widths, row, strict=True):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            shown = sum(max(1, -(-len(line) // width)) for line in value.splitlines())
            lines = max(lines, shown)
    return _LINE * min(lines, _MOST_LINES)


def _lay_out(page: styles.Page, columns: Sequence[Column]) -> None:
    """Widths, frozen header, and how it prints."""
    for index, column in enumerate(columns):
        page.column_dimensions[letters(index)].width = column.width
    keys = [column.key for column in columns]
    named = keys.index("title" if "title" in keys else "fiche")
    page.freeze_panes = f"{letters(named + 1)}2"
    page.page_setup.orientation, page.page_setup.paperSize = _LANDSCAPE, _A3
    across = -(-sum(column.width for column in columns) // _PAGE_WIDTH)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = across, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    if across > 1:
        page.print_title_cols = f"{letters(max(named - 1, 0))}:{letters(named)}"
    page.oddFooter.center.text = "&A, page &P sur &N"


def _add_table(page: styles.Page, sheet: Sheet, last: int) -> None:
    """A named table with its header and its filters, as screen readers announce it."""
    name = _TABLE_NAMES.get(sheet.name, sheet.name)
    table = Table(displayName=name, ref=f"A1:{letters(len(sheet.columns) - 1)}{last}")
    for number, column in enumerate(sheet.columns, 1):
        table.tableColumns.append(TableColumn(id=number, name=column.header))
    table.autoFilter = AutoFilter(ref=table.ref)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page._tables.add(table)  # noqa: SLF001 - add_table warns of the headers, which are given above


def _offer(page: styles.Page, columns: Sequence[Column], ranges: Mapping[str, str], last: int) -> None:
    """The list or the advice that comes with a cell of each column."""
    for index, column in enumerate(columns):
        choices = column.choices or (column.key if column.key.startswith("level") else "")
        several = column.key in {"themes", "communes"}
        listed = choices in ranges and not several
        if not listed and not column.hint:
            continue
        rule = DataValidation(
            type="list" if listed else None,
            formula1=_range_name(choices) if listed else None,
            allow_blank=True,
            showErrorMessage=listed,
            showInputMessage=bool(column.hint),
        )
        rule.errorTitle, rule.error = "Hors liste", "Prenez un choix de la liste, ou laissez vide."
        if column.hint:
            rule.promptTitle, rule.prompt = column.header[:32], typeset(column.hint)[:255]
        rule.add(f"{letters(index)}2:{letters(index)}{last}")
        page.data_validations.append(rule)


def _range_name(name: str) -> str:
    return f"liste_{name}"


def _list_ranges(lists: Mapping[str, tuple[str, list[str]]]) -> dict[str, str]:
    """Where each list that has words will stand."""
    found = {}
    for index, (name, (_, words)) in enumerate(lists.items()):
        if words:
            column = letters(index)
            found[name] = f"'{layout.LISTS}'!${column}$2:${column}${len(words) + 1}"
    return found


def _write_lists(page: styles.Page, lists: Mapping[str, tuple[str, list[str]]]) -> list[str]:
    """Lay out one column a list, and return its rows, to be poured in."""
    for index in range(len(lists)):
        page.column_dimensions[letters(index)].width = 28
    page.freeze_panes = "A2"
    page.append([styles.cell(page, heading, "en-tête") for heading, _ in lists.values()])
    columns = [words for _, words in lists.values()]
    writer = RowWriter([styles.numbers(page, "texte", "nombre")] * len(columns))
    rows = zip_longest(*columns, fillvalue="")
    return [writer.row(number, row) for number, row in enumerate(rows, 2)]
