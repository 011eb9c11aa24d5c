"""Word documents: what the layout says comes through."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import Block, BlockKind, Source
from tests.intake.readers.office import cell, docx, paragraph, row


def _style(identifier: str, name: str, inside: str = "", default: str = "") -> str:
    mark = f'<w:style w:type="paragraph" {default} w:styleId="{identifier}">'
    return f'{mark}<w:name w:val="{name}"/>{inside}</w:style>'


_STYLES = (
    _style("Normal", "Normal", default='w:default="1"')
    + _style("Titre2", "heading 2", '<w:basedOn w:val="Normal"/>')
    + _style("Fiche", "Fiche maison", '<w:basedOn w:val="Titre2"/>')
    + _style("Plan", "Plan", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
)
_NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Axe %1 :"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def _listed(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _read(body: str) -> Source:
    return open_source(docx(body, _STYLES, _NUMBERING), "plan.docx")


def _shown(source: Source) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in source.blocks]


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="Titre2"/>', 2),
        ('<w:pStyle w:val="Fiche"/>', 2),
        ('<w:pStyle w:val="Plan"/>', 1),
        ('<w:outlineLvl w:val="3"/>', 4),
    ],
    ids=["localised identifier", "inherited", "outline of the style", "outline of the paragraph"],
)
def test_a_heading_is_known_by_its_style_or_its_outline_level(properties: str, level: int) -> None:
    source = _read(paragraph("Les fiches", properties))
    assert _shown(source) == [("heading", level, "Les fiches")]


def test_automatic_numbers_of_headings_are_part_of_their_text() -> None:
    heading = '<w:pStyle w:val="Plan"/>'
    source = _read(
        paragraph("Grandir", heading + _listed(1, 0))
        + paragraph("Accueillir", heading + _listed(1, 1))
        + paragraph("Apprendre", heading + _listed(1, 1))
        + paragraph("Habiter", heading + _listed(1, 0))
        + paragraph("Se loger", heading + _listed(1, 1))
    )
    texts = [block.text for block in source.blocks]
    assert texts == ["Axe 1 : Grandir", "1.A Accueillir", "1.B Apprendre", "Axe 2 : Habiter", "2.A Se loger"]


def test_list_items_keep_their_depth() -> None:
    source = _read(
        paragraph("Former", _listed(2, 0))
        + paragraph("les équipes", _listed(2, 1))
        + paragraph("Ouvrir", _listed(2, 0))
    )
    assert _shown(source) == [("item", 0, "Former"), ("item", 1, "les équipes"), ("item", 0, "Ouvrir")]
    assert {block.marker for block in source.blocks} == {"•"}


def test_a_typed_dash_makes_an_item_and_a_negative_number_does_not() -> None:
    source = _read(paragraph("- Former les équipes") + paragraph("-18 ans exclus"))
    assert _shown(source) == [("item", 0, "Former les équipes"), ("paragraph", 0, "-18 ans exclus")]


def test_merged_cells_are_one_cell_across_and_inherited_downwards() -> None:
    table = (
        "<w:tbl>"
        + row(cell(paragraph("Fiche 1"), '<w:gridSpan w:val="3"/>'))
        + row(
            cell(paragraph("Axe 1"), '<w:vMerge w:val="restart"/>'),
            cell(paragraph("Objectifs") + paragraph("et visées")),
            cell(paragraph("Ouvrir", _listed(2, 0)) + paragraph("le soir", _listed(2, 1))),
        )
        + row(cell(paragraph(""), "<w:vMerge/>"), cell(paragraph("Pilotes")), cell(paragraph("CAF")))
        + "</w:tbl>"
    )
    first, second, third = _read(table).blocks
    assert [each.text for each in first.cells] == ["Fiche 1"]
    assert [each.lines for each in second.cells] == [
        ("Axe 1",),
        ("Objectifs", "et visées"),
        ("• Ouvrir", "  • le soir"),
    ]
    assert [each.inherited for each in third.cells] == [True, False, False]
    assert first.table == second.table == third.table


def test_a_table_of_one_column_is_only_a_frame() -> None:
    inner = "<w:tbl>" + row(cell(paragraph("Pilotes")), cell(paragraph("CAF"))) + "</w:tbl>"
    source = _read(
        "<w:tbl>" + row(cell(paragraph("Action 1", '<w:pStyle w:val="Titre2"/>') + inner)) + "</w:tbl>"
    )
    assert [block.kind for block in source.blocks] == [BlockKind.HEADING, BlockKind.ROW]


def test_a_table_inside_a_cell_becomes_lines_of_that_cell() -> None:
    inner = "<w:tbl>" + row(cell(paragraph("2025")), cell(paragraph("Travaux"))) + "</w:tbl>"
    source = _read("<w:tbl>" + row(cell(paragraph("Calendrier")), cell(inner)) + "</w:tbl>")
    assert source.blocks[0].cells[1].lines == ("2025 | Travaux",)


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept() -> None:
    source = _read(
        "<w:p><w:r><w:t>Ouvrir </w:t></w:r><w:del><w:r><w:delText>deux </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>trois </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>note</w:t></w:r>"
        "<w:r><w:t>places</w:t></w:r></w:p>"
    )
    assert _shown(source) == [("paragraph", 0, "Ouvrir trois places")]


def test_a_bold_label_parted_by_a_tab_gets_a_colon() -> None:
    source = _read(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Pilotes</w:t><w:tab/></w:r><w:r><w:t>La CAF</w:t></w:r></w:p>"
        + paragraph("Partenaires", run="<w:b/>")
    )
    label, whole = source.blocks
    assert (label.text, label.bold) == ("Pilotes\u00a0: La CAF", False)
    assert (whole.text, whole.bold) == ("Partenaires", True)


def test_lines_that_tabs_part_into_columns_are_rows_of_one_table() -> None:
    tabbed = "<w:p><w:r><w:t>{}</w:t><w:tab/><w:tab/><w:t>{}</w:t></w:r></w:p>"
    source = _read(tabbed.format("1.A", "Ouvrir") + tabbed.format("1.B", "Former") + paragraph("Fin"))
    first, second, last = source.blocks
    assert [each.text for each in first.cells] == ["1.A", "", "Ouvrir"]
    assert first.table == second.table == 1
    assert last.kind is BlockKind.PARAGRAPH


def test_a_line_break_parts_a_paragraph_in_two() -> None:
    source = _read("<w:p><w:r><w:t>Moyens</w:t><w:br/><w:t>- Une salle</w:t></w:r></w:p>")
    assert _shown(source) == [("paragraph", 0, "Moyens"), ("item", 0, "Une salle")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("Encadré") + "</w:txbxContent>"
    source = _read(
        '<w:p><w:r><w:t>Avant</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert [block.text for block in source.blocks] == ["Avant", "Encadré"]


def test_pages_are_counted_where_word_left_their_marks() -> None:
    source = _read(
        paragraph("Un")
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Deux</w:t></w:r></w:p>"
        + paragraph("Trois")
    )
    assert [block.place.page for block in source.blocks] == [1, 2, 2]
    assert source.pages == 2


def test_the_place_of_a_block_is_its_line_in_the_rendering() -> None:
    table = (
        "<w:tbl>" + row(cell(paragraph("Pilotes")), cell(paragraph("CAF") + paragraph("MSA"))) + "</w:tbl>"
    )
    source = _read(paragraph("Action 1", '<w:pStyle w:val="Titre2"/>') + paragraph("Texte") + table)

    def line(block: Block) -> str:
        return source.lines[block.place.line - 1]

    assert [line(block) for block in source.blocks] == ["Action 1", "Texte", "Pilotes | CAF / MSA"]
