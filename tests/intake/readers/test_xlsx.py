"""Excel workbooks: merged cells, hidden parts, values as a person reads them."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind, Source
from maillage.intake.readers.errors import EmptyFileError
from maillage.intake.readers.xlsx import cell_text


def _read(workbook: Workbook) -> Source:
    out = BytesIO()
    workbook.save(out)
    return open_source(out.getvalue(), "plan.xlsx")


def _plan() -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    rows = (
        ("Plan d’action",),
        (),
        ("Axe", "Action", "Pilotes"),
        ("Axe 1", "Ouvrir", "CAF\nMSA"),
        (None, "Former", None),
    )
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A4:A5")
    return workbook


def test_what_stands_above_the_header_is_no_row_of_the_table() -> None:
    title, *rows = _read(_plan()).blocks
    assert (title.kind, title.text, title.bold) == (BlockKind.PARAGRAPH, "Plan d’action", True)
    assert [row.text for row in rows] == [
        "Axe | Action | Pilotes",
        "Axe 1 | Ouvrir | CAF MSA",
        "Former",
    ]


def test_a_cell_merged_downwards_is_inherited_and_an_empty_one_is_not() -> None:
    last = _read(_plan()).blocks[-1]
    assert [cell.inherited for cell in last.cells] == [True, False, False]


def test_lines_of_a_cell_and_its_address_are_kept() -> None:
    row = _read(_plan()).blocks[2]
    assert row.cells[2].lines == ("CAF", "MSA")
    assert (row.place.sheet, row.place.cell, row.place.page) == ("Sheet", "A4", 1)


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_warning() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("Brouillon").sheet_state = "hidden"
    workbook["Brouillon"]["A1"] = "À ne pas lire"
    source = _read(workbook)
    text = " ".join(source.lines)
    assert "Former" not in text
    assert "CAF" not in text
    assert "À ne pas lire" not in text
    assert [sentence for sentence, _ in source.warnings] == [
        "La feuille masquée «\u00a0Brouillon\u00a0» n’a pas été lue.",
        "Feuille «\u00a0Sheet\u00a0»\u00a0: 1 ligne et 1 colonne masquées n’ont pas été lues.",
    ]


def test_each_sheet_is_a_table_under_its_name() -> None:
    workbook = _plan()
    workbook.worksheets[0].title = "Axe 1"
    workbook.create_sheet("Axe 2").append(["Action", "Pilotes"])
    source = _read(workbook)
    headings = [block.text for block in source.blocks if block.kind is BlockKind.HEADING]
    tables = {block.table for block in source.blocks if block.kind is BlockKind.ROW}
    assert headings == ["Axe 1", "Axe 2"]
    assert len(tables) == 2
    assert source.blocks[-1].place.page == 2


def test_a_title_that_repeats_the_name_of_its_sheet_stands_for_it() -> None:
    workbook = _plan()
    workbook.worksheets[0].title = "Plan"
    workbook.create_sheet("Axe 2").append(["Axe 2\u00a0: Grandir"])
    workbook["Axe 2"].append(["Action", "Pilotes"])
    source = _read(workbook)
    assert [block.text for block in source.blocks if block.kind is BlockKind.HEADING] == [
        "Plan d’action",
        "Axe 2\u00a0: Grandir",
    ]


def test_a_cell_filled_far_below_costs_nothing_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.limits.MAX_SHEET_ROWS", 100)
    workbook = _plan()
    workbook.worksheets[0]["A150"] = "Perdu"
    source = _read(workbook)
    assert "Perdu" not in " ".join(source.lines)
    assert "jusqu’à la ligne 100" in source.warnings[0][0]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(EmptyFileError, match="classeur est vide"):
        _read(Workbook())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "oui"),
        (12.0, "12"),
        (0.75, "0,75"),
        (datetime.datetime(2025, 9, 1), "1er septembre 2025"),
        (datetime.date(2026, 8, 15), "15 août 2026"),
        (datetime.datetime(2025, 9, 2, 18, 30), "2 septembre 2025 à 18\u00a0h\u00a030"),
        (datetime.time(9, 30), "9\u00a0h\u00a030"),
    ],
)
def test_values_are_written_as_in_french(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (0.75, "0%", "75\u00a0%"),
        (0.125, "0.0%", "12,5\u00a0%"),
        (12500, "#,##0\\ [$€-40C]", "12\u202f500\u00a0€"),
        (3, '"Action "0', "Action 3"),
        (7, "00", "07"),
        (datetime.datetime(2025, 9, 1), "mmm-yy", "septembre 2025"),
        (datetime.datetime(2027, 1, 1), "yyyy", "2027"),
        (datetime.datetime(2025, 9, 1), "dd/mm/yyyy", "1er septembre 2025"),
        (0.5, "# ?/?", "0,5"),
    ],
)
def test_values_are_written_as_the_sheet_shows_them(value: object, shown_as: str, text: str) -> None:
    assert cell_text(value, shown_as) == text


def test_every_column_of_a_hidden_run_is_left_out() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    sheet.column_dimensions.group("B", "C", hidden=True, outline_level=0)
    assert "Former" not in " ".join(_read(workbook).lines)
    sheet.column_dimensions["B"].outlineLevel = 1
    assert "Former" in " ".join(_read(workbook).lines)


def test_rows_that_a_filter_hides_are_read_and_told() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    sheet.auto_filter.ref = "A3:C5"
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=0))
    sheet.row_dimensions[5].hidden = True
    source = _read(workbook)
    assert "Former" in " ".join(source.lines)
    assert "1 ligne qu’un filtre ou un groupe replié masque a été lue." in source.warnings[0][0]


def test_a_comment_is_a_note_beside_the_table() -> None:
    workbook = _plan()
    workbook.worksheets[0]["B4"].comment = Comment("À revoir\nen comité", "Camille")
    note = _read(workbook).blocks[-1]
    assert (note.kind, note.text, note.place.cell) == (
        BlockKind.NOTE,
        "Commentaire en B4\u00a0: À revoir en comité",
        "B4",
    )


def test_formulas_never_computed_and_errors_are_told() -> None:
    workbook = _plan()
    workbook.worksheets[0]["D4"] = "=1+1"
    workbook.worksheets[0]["D5"] = "#REF!"
    source = _read(workbook)
    assert "#REF!" not in " ".join(source.lines)
    told = [sentence for sentence, _ in source.warnings]
    assert "1 cellule en erreur (D5)" in told[0]
    assert "1 cellule avec une formule jamais calculée (D4) est vide" in told[1]


def test_two_tables_side_by_side_are_two_tables() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    for column, texts in ((5, ("Action", "Ouvrir")), (6, ("Budget", "12"))):
        for row, text in enumerate(texts, start=3):
            sheet.cell(row, column, text)
    rows = [block for block in _read(workbook).blocks if block.kind is BlockKind.ROW]
    assert [row.text for row in rows][-2:] == ["Action | Budget", "Ouvrir | 12"]
    assert len({row.table for row in rows}) == 2


def test_an_empty_column_inside_a_table_parts_nothing() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    for row, texts in enumerate((("Budget", "Échéance"), ("12", "2027"), ("5", "2028")), start=3):
        sheet.cell(row, 5, texts[0])
        sheet.cell(row, 6, texts[1])
    rows = [block for block in _read(workbook).blocks if block.kind is BlockKind.ROW]
    assert rows[0].text == "Axe | Action | Pilotes | Budget | Échéance"


def test_a_header_below_empty_rows_starts_another_table() -> None:
    workbook = _plan()
    sheet = workbook.worksheets[0]
    for row, texts in ((8, ("Instance", "Rythme")), (9, ("Comité de pilotage", "annuel"))):
        for column, text in enumerate(texts, start=1):
            sheet.cell(row, column, text).font = Font(bold=row == 8)
    rows = [block for block in _read(workbook).blocks if block.kind is BlockKind.ROW]
    assert [row.table == rows[0].table for row in rows] == [True, True, True, False, False]


def test_words_and_values_above_a_wide_table_are_no_rows_of_it() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Territoire", "Val d’Ormelle"])
    sheet.append(["Axe", "Action", "Pilotes", "Calendrier"])
    sheet.append(["1", "Ouvrir", "CAF", "2027"])
    above, header, row = _read(workbook).blocks
    assert above.text == "Territoire | Val d’Ormelle"
    assert above.table != header.table == row.table


def test_a_workbook_with_macros_is_read_without_them() -> None:
    out = BytesIO()
    _plan().save(out)
    changed = BytesIO()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "[Content_Types].xml":
                macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
                usual = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                assert usual in content
                content = content.replace(usual, macro)
            after.writestr(name, content)
        after.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    source = open_source(changed.getvalue(), "plan.xlsm")
    assert "Ouvrir" in " ".join(source.lines)
