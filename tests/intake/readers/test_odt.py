"""OpenDocument texts: what the layout says comes through."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import SourceFormat
from maillage.intake.readers.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    UnknownFormatError,
)
from tests.intake.readers.office import zipped
from tests.intake.readers.opendocument import COVERED, cell, listed, opendocument, p, read, shown, table

_BULLETS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
)
_NUMBERS = (
    '<text:list-style style:name="N">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-prefix="Axe " '
    'style:num-suffix=" :"/>'
    '<text:list-level-style-number text:level="2" style:num-format="A" text:display-levels="2"/>'
    "</text:list-style>"
)
_STYLES = (
    '<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>'
    '<style:style style:name="Fiche" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="Title" style:family="paragraph"/>'
)
_BOLD = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:name="PB" style:family="paragraph"><style:text-properties fo:font-weight="700"/>'
    "</style:style>"
    '<style:style style:name="New" style:family="paragraph">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
)
_LOCKED = {"META-INF_manifest.xml": "<m:encryption-data/>"}


def test_headings_are_known_by_their_level_or_their_style() -> None:
    body = (
        p("Plan", "Title")
        + '<text:h text:outline-level="1">Axe 1</text:h>'
        + p("Fiche 1", "Fiche")
        + p("Texte")
    )
    assert shown(read("text", body, styles=_STYLES)) == [
        ("heading", 1, "Plan"),
        ("heading", 1, "Axe 1"),
        ("heading", 2, "Fiche 1"),
        ("paragraph", 0, "Texte"),
    ]


def test_items_keep_their_depth_and_what_follows_in_an_item_is_no_item() -> None:
    body = listed(p("Former") + listed(p("les équipes"), style=""), p("Ouvrir") + p("Dès 2024"))
    source = read("text", body, _BULLETS)
    assert shown(source) == [
        ("item", 0, "Former"),
        ("item", 1, "les équipes"),
        ("item", 0, "Ouvrir"),
        ("paragraph", 0, "Dès 2024"),
    ]


def test_numbers_of_lists_are_counted_and_go_on_where_the_list_does() -> None:
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    goes_on = 'text:continue-numbering="true"'
    body = (
        listed(heading.format(1, "Grandir") + listed(heading.format(2, "Accueillir"), style=""), style="N")
        + p("Texte")
        + listed(heading.format(1, "Habiter") + listed(p("Se loger"), style=""), style="N", more=goes_on)
        + listed(p("Encore"), style="N")
    )
    source = read("text", body, _NUMBERS)
    texts = [(block.text, block.marker) for block in source.blocks]
    assert texts == [
        ("Axe I : Grandir", "Axe I :"),
        ("I.A Accueillir", "I.A"),
        ("Texte", ""),
        ("Axe II : Habiter", "Axe II :"),
        ("Se loger", "II.A"),
        ("Encore", "Axe I :"),
    ]


def test_the_outline_numbers_headings() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="1" style:num-suffix="."/></text:outline-style>'
    )
    body = "".join(f'<text:h text:outline-level="1">{each}</text:h>' for each in ("Grandir", "Habiter"))
    assert [block.text for block in read("text", body, styles=outline).blocks] == ["1. Grandir", "2. Habiter"]


def test_merged_cells_are_one_cell_across_and_inherited_downwards() -> None:
    body = table(
        cell("Fiche 1", 'table:number-columns-spanned="3"') + COVERED + COVERED,
        cell("Axe 1", 'table:number-rows-spanned="2"') + cell("Objectifs\net visées") + cell("Ouvrir"),
        COVERED + cell("Pilotes") + cell("CAF"),
    )
    first, second, third = read("text", body).blocks
    assert [each.text for each in first.cells] == ["Fiche 1"]
    assert [each.lines for each in second.cells] == [("Axe 1",), ("Objectifs", "et visées"), ("Ouvrir",)]
    assert [each.inherited for each in third.cells] == [True, False, False]
    assert first.table == second.table == third.table


def test_a_cell_merged_both_ways_is_inherited_once() -> None:
    body = table(
        cell("Axe", 'table:number-columns-spanned="2" table:number-rows-spanned="2"') + COVERED + cell("Un"),
        COVERED + COVERED + cell("Deux"),
    )
    _, below = read("text", body).blocks
    assert [(each.text, each.inherited) for each in below.cells] == [("", True), ("Deux", False)]


def test_a_table_of_one_column_and_a_text_box_are_only_frames() -> None:
    box = f"<draw:frame><draw:text-box>{p('Pilote : CAF')}{table(cell('Coût') + cell('3 €'))}"
    body = table(cell("Action 1")) + p(f"Texte {box}</draw:text-box></draw:frame>")
    assert shown(read("text", body)) == [
        ("paragraph", 0, "Action 1"),
        ("paragraph", 0, "Texte"),
        ("paragraph", 0, "Pilote : CAF"),
        ("row", 0, "Coût | 3 €"),
    ]


def test_a_table_in_a_cell_makes_a_line_of_each_of_its_rows() -> None:
    inner = table(cell("2024") + cell("12 places"), cell("2025") + cell("20 places"))
    body = table(cell("Calendrier") + f"<table:table-cell>{p('Prévu :')}{inner}</table:table-cell>")
    (block,) = read("text", body).blocks
    assert block.cells[1].lines == ("Prévu :", "2024 | 12 places", "2025 | 20 places")


def test_deleted_text_notes_comments_and_hidden_text_are_left_out() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{p('Supprimé')}</text:changed-region>"
    inside = (
        'Ouvrir<text:change text:change-id="c"/> un<text:note><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('Note')}</text:note-body></text:note> lieu"
        f'<text:span text:style-name="Hidden"> caché</text:span>'
        f"<office:annotation>{p('À revoir')}</office:annotation>"
    )
    source = read("text", f"{deleted}</text:tracked-changes>{p(inside)}", _BOLD)
    assert shown(source) == [("paragraph", 0, "Ouvrir un lieu")]


def test_spaces_tabs_and_line_breaks_are_those_of_the_page() -> None:
    inside = (
        'Pilote<text:s text:c="3"/>:\n      CAF<text:line-break/>'
        '<text:span text:style-name="B">Coût<text:tab/></text:span>3 €'
    )
    assert shown(read("text", p(inside), _BOLD)) == [
        ("paragraph", 0, "Pilote : CAF"),
        ("paragraph", 0, "Coût\u00a0: 3 €"),
    ]


def test_bold_comes_from_spans_and_from_paragraph_styles() -> None:
    bold = '<text:span text:style-name="B">{}</text:span>'
    body = p(bold.format("Tout")) + p(bold.format("En") + " partie") + p("Par son style", "PB")
    assert [block.bold for block in read("text", body, _BOLD).blocks] == [True, False, True]


def test_pages_are_counted_where_the_suite_left_their_marks() -> None:
    body = p("Un") + "<text:soft-page-break/>" + p("Deux") + p("Trois", "New")
    source = read("text", body, _BOLD)
    assert [(block.kind.value, block.place.page) for block in source.blocks] == [
        ("paragraph", 1),
        ("paragraph", 2),
        ("break", 2),
        ("paragraph", 3),
    ]
    assert (source.format, source.pages) == (SourceFormat.ODT, 3)
    assert read("text", p("Un") + p("Deux", "New"), _BOLD).pages is None


def test_a_table_may_begin_a_page() -> None:
    style = (
        '<style:style style:name="T" style:family="table"><style:table-properties fo:break-before="page"/>'
        "</style:style>"
    )
    body = p("Un") + table(cell("a") + cell("b"), more='table:style-name="T"')
    assert [block.kind.value for block in read("text", body, style).blocks] == ["paragraph", "break", "row"]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (opendocument("text", p("")), EmptyFileError, "ne contient pas de texte"),
        (opendocument("text", "", **_LOCKED), EncryptedFileError, "mot de passe"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), DamagedFileError, "incomplet"),
        (opendocument("text", "<cut>"), DamagedFileError, "abîmé"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), UnknownFormatError, "dessin"),
        (
            b'<?xml version="1.0"?><o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
            UnknownFormatError,
            "à plat",
        ),
    ],
    ids=["empty", "password", "no content", "cut", "drawing", "flat"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(
    data: bytes, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        open_source(data, "plan.odt")


def test_an_archive_without_a_mimetype_is_known_by_its_manifest() -> None:
    content = opendocument("text", p("Action 1"))
    manifest = '<m:file-entry m:media-type="application/vnd.oasis.opendocument.text"/>'
    renamed = content.replace(b"mimetype", b"mimetipe")
    with pytest.raises(UnknownFormatError):
        open_source(renamed, "plan.odt")
    data = opendocument("text", p("Action 1"), **{"META-INF_manifest.xml": manifest})
    assert open_source(data.replace(b"mimetype", b"mimetipe"), "plan.odt").lines == ("Action 1",)
