"""Plain text and Markdown as blocks."""

from __future__ import annotations

import pytest

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.readers.errors import EmptyFileError, UnknownFormatError
from maillage.intake.readers.text import read_text


def _kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in read_text(text.encode(), "t.txt").blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_offices(encoding: str) -> None:
    source = read_text("Été à l’école".encode(encoding), "t.txt")
    assert source.blocks[0].text == "Été à l’école"


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(EmptyFileError, match="aucun texte"):
        read_text(b" \n --- \n", "t.txt")
    with pytest.raises(UnknownFormatError):
        read_text(b"ab\x00\x01cd", "t.bin")


def test_headings_paragraphs_items_rows_and_rules() -> None:
    assert _kinds("# Titre\n\nTexte\n- point\n| a | b |\n| c | d |\n---\n") == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.ROW,
        BlockKind.ROW,
        BlockKind.BREAK,
    ]


def test_indents_nest_items_and_numbers_count_inside_a_list() -> None:
    blocks = read_text(b"- a\n  - b\n    1. c\n- d\n", "t.txt").blocks
    assert [(block.level, block.text) for block in blocks] == [(0, "a"), (1, "b"), (2, "c"), (0, "d")]


def test_tabulations_make_cells_and_a_blank_cell_stays_blank() -> None:
    blocks = read_text(b"Axe\tAction\n\tOuvrir\n", "t.txt").blocks
    assert [[cell.text for cell in block.cells] for block in blocks] == [["Axe", "Action"], ["", "Ouvrir"]]
    assert blocks[0].table == blocks[1].table


def test_breaks_inside_a_cell_part_its_lines() -> None:
    block = read_text(b"| a | b<br>c |\n", "t.txt").blocks[0]
    assert block.cells[1].lines == ("b", "c")


def test_form_feeds_count_pages_and_lines_go_on() -> None:
    source = read_text(b"un\ndeux\ftrois", "t.txt")
    assert source.pages == 2
    assert [(block.place.page, block.place.line) for block in source.blocks if block.text] == [
        (1, 1),
        (1, 2),
        (2, 3),
    ]


_DRAWN = """\
+----------+---------+
| Action   | Pilote  |
+==========+=========+
| Ouvrir   | CAF     |
| un lieu  | PMI     |
+----------+---------+
|          | Commune |
+----------+---------+
"""


def test_rows_between_drawn_rules_may_take_several_lines() -> None:
    blocks = read_text(_DRAWN.encode(), "t.txt").blocks
    assert [[cell.lines for cell in block.cells] for block in blocks] == [
        [("Action",), ("Pilote",)],
        [("Ouvrir", "un lieu"), ("CAF", "PMI")],
        [(), ("Commune",)],
    ]
    assert [(block.table, block.place.line) for block in blocks] == [(1, 2), (1, 4), (1, 7)]


def test_under_a_header_ruled_off_each_line_is_a_row() -> None:
    blocks = read_text(b"+---+---+\n| a | b |\n+---+---+\n| c | d |\n| e | f |\n+---+---+\n", "t.txt").blocks
    assert [block.text for block in blocks] == ["a | b", "c | d", "e | f"]
    assert {block.table for block in blocks} == {1}


def test_an_escaped_bar_is_a_character_of_its_cell() -> None:
    blocks = read_text(rb"| PMI \| CAF | Ville |" + b"\n|:---:|---|\n", "t.txt").blocks
    assert [[cell.text for cell in block.cells] for block in blocks] == [["PMI | CAF", "Ville"]]


def test_a_form_feed_at_the_end_opens_no_page() -> None:
    assert read_text(b"un\n\fdeux\n\f", "t.txt").pages == 2
