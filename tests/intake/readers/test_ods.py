"""OpenDocument workbooks: sheets as tables, repeats unrolled within limits."""

from __future__ import annotations

import pytest

from maillage.intake.readers.blocks import BlockKind, SourceFormat
from maillage.intake.readers.errors import EmptyFileError
from tests.intake.readers.opendocument import COVERED, cell, p, read, table

_HIDDEN_SHEET = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
    '<style:style style:name="ce1" style:family="table-cell"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
)

_REPEATED = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'


def _sheet(*rows: str, more: str = "", before: str = "") -> str:
    return table(*rows, more=more, before=before)


def test_a_sheet_is_a_table_with_its_cells_and_merges() -> None:
    body = _sheet(
        cell("Axe", 'table:style-name="ce1"') + cell("Action", 'table:style-name="ce1"'),
        cell("Grandir", 'table:number-rows-spanned="2"') + cell("- Ouvrir\n- Former"),
        COVERED + cell("Loger"),
    )
    source = read("spreadsheet", body, _HIDDEN_SHEET)
    head, first, second = source.blocks
    assert source.format is SourceFormat.ODS
    assert [each.bold for each in head.cells] == [True, True]
    assert [each.lines for each in first.cells] == [("Grandir",), ("- Ouvrir", "- Former")]
    assert [(each.text, each.inherited) for each in second.cells] == [("", True), ("Loger", False)]
    assert (second.place.cell, second.place.sheet) == ("A3", "Plan")


def test_rows_and_cells_repeated_to_the_end_of_the_sheet_cost_nothing() -> None:
    end = '<table:table-cell table:number-columns-repeated="16000"/>'
    empty = _REPEATED.format(1_000_000, end) + "</table:table>"
    body = table(cell("Action") + cell("Pilote") + end).replace("</table:table>", empty)
    source = read("spreadsheet", body)
    assert [[each.text for each in block.cells] for block in source.blocks] == [["Action", "Pilote"]]
    assert source.warnings == ()


def test_what_is_copied_down_to_the_end_of_the_sheet_is_read_once_and_told_of() -> None:
    copied = cell("x", 'table:number-columns-repeated="16000"')
    body = table(cell("Action"), before=_REPEATED.format(1_000_000, copied))
    source = read("spreadsheet", body)
    assert [block.text for block in source.blocks] == ["x"]
    assert [sentence for sentence, _ in source.warnings] == [
        "La feuille «\u00a0Plan\u00a0» n’a été lue que jusqu’à la ligne 5000 et à la colonne DP.",
        "Feuille «\u00a0Plan\u00a0»\u00a0: ce qui est recopié plus de 500 fois n’a été lu qu’une fois.",
    ]


def test_a_row_said_to_be_repeated_is_read_as_often() -> None:
    body = table(
        cell("Action") + cell("Pilote"),
        before='<table:table-row table:number-rows-repeated="2">'
        + cell("x")
        + cell("y")
        + "</table:table-row>",
    )
    assert [block.place.cell for block in read("spreadsheet", body).blocks] == ["A1", "A2", "A3"]


def test_hidden_sheets_rows_and_columns_are_left_out_and_told_of() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    hidden = '<table:table-row table:visibility="filter">' + cell("z") + "</table:table-row>"
    body = table(cell("Masqué"), more='table:style-name="ta2"') + table(
        cell("Action") + cell("Secret") + cell("Pilote"), before=columns + hidden
    )
    source = read("spreadsheet", body, _HIDDEN_SHEET)
    assert [[each.text for each in block.cells] for block in source.blocks] == [["Action", "Pilote"]]
    assert [sentence for sentence, _ in source.warnings] == [
        "La feuille masquée «\u00a0Plan\u00a0» n’a pas été lue.",
        "Feuille «\u00a0Plan\u00a0»\u00a0: 1 ligne et 1 colonne masquées n’ont pas été lues.",
    ]


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ('office:value-type="date" office:date-value="2024-09-01"', "01/09/2024", "1er septembre 2024"),
        ('office:value-type="date" office:date-value="2024-09-01"', "septembre 2024", "septembre 2024"),
        ('office:value-type="percentage" office:value="0.75"', "75 %", "75 %"),
        ('office:value-type="currency" office:value="1250.5"', "1 250,50 €", "1 250,50 €"),
        ('office:value-type="boolean" office:boolean-value="true"', "VRAI", "oui"),
        ('office:value-type="date" office:date-value="soon"', "01/09/2024", "01/09/2024"),
    ],
)
def test_values_are_read_as_a_person_would_write_them(value: str, text: str, expected: str) -> None:
    body = table(cell("Quoi") + cell("Valeur"), cell("x") + cell(text, value))
    assert read("spreadsheet", body).blocks[1].cells[1].text == expected


def test_sheets_are_named_and_parted_and_comments_are_notes() -> None:
    comment = f"<table:table-cell><office:annotation>{p('À revoir')}</office:annotation>{p('a')}"
    body = table(comment + "</table:table-cell>" + cell("b"), cell("c") + cell("d")).replace("Plan", "Axe 1")
    source = read("spreadsheet", body + table(cell("e") + cell("f"), cell("g") + cell("h")))
    kinds = [block.kind for block in source.blocks]
    assert kinds == [BlockKind.HEADING, *[BlockKind.ROW] * 2, BlockKind.NOTE, BlockKind.BREAK,
                     BlockKind.HEADING, *[BlockKind.ROW] * 2]  # fmt: skip
    assert source.blocks[3].text.endswith("À revoir")
    assert source.pages == 2


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(EmptyFileError, match="vide"):
        read("spreadsheet", table(cell()))
