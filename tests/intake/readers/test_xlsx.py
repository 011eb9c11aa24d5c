"""Excel workbooks: merged cells, hidden parts, values as a person reads them."""

from __future__ import annotations

import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

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
    ],
)
def test_values_are_written_as_in_french(value: object, text: str) -> None:
    assert cell_text(value) == text
