"""HTML left inside a text: tables become rows, loose tags are used or taken out."""

from __future__ import annotations

import time

import pytest

from maillage.intake.readers.blocks import BlockKind, Source
from maillage.intake.readers.text import read_text

_ROWS = [
    "<tr><th>Action</th><th colspan=2>Moyens</th></tr>",
    (
        "<tr><td rowspan=2>Ouvrir<br>une ferme</td><td>CAF &amp; MSA</td>"
        "<td><ul><li>1 ETP</li><li>un local</li></ul></td></tr>"
    ),
    "<tr><td><b>Région</b></td><td><p>5&nbsp;000 €</p></td></tr>",
]


def _read(text: str) -> Source:
    return read_text(text.encode(), "t.txt")


@pytest.mark.parametrize(("glue", "lines"), [("\n", [2, 3, 4]), ("", [1, 1, 1])])
def test_a_table_in_html_makes_the_rows_that_bars_would(glue: str, lines: list[int]) -> None:
    source = _read(f"Avant <table>{glue}{glue.join(_ROWS)}{glue}</table> après")
    rows = [block for block in source.blocks if block.kind is BlockKind.ROW]
    assert [row.place.line for row in rows] == lines
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Action", "Moyens", ""],
        ["Ouvrir une ferme", "CAF & MSA", "• 1 ETP • un local"],
        ["", "Région", "5\u00a0000 €"],
    ]
    assert rows[2].cells[0].inherited
    assert [block.text for block in source.blocks if block.kind is BlockKind.PARAGRAPH] == ["Avant", "après"]


def test_tables_in_html_and_with_bars_are_counted_together() -> None:
    table = "<table><tr><td>a</td><td>b</td></tr></table>\n"
    source = _read(f"| x | y |\n{table}\n{table}\n| x | y |\n")
    assert [block.table for block in source.blocks] == [1, 2, 3, 4]


def test_pages_end_inside_a_table_in_html() -> None:
    source = _read("<p>un</p>\n<table><tr><td>a</td><td>b</td></tr>\n\f<tr><td>c</td><td>d</td></tr></table>")
    assert [block.place.page for block in source.blocks if block.kind is BlockKind.ROW] == [1, 2]
    assert sum(block.kind is BlockKind.BREAK for block in source.blocks) == 1


def test_loose_tags_are_used_or_taken_out() -> None:
    source = _read(
        "Texte\n<h2>Titre</h2>\n<ul><li>un <i>point</i></li><li>deux&eacute;</li></ul>\n<b>Gras</b> a<br>b\n"
    )
    assert [(block.kind, block.text, block.place.line) for block in source.blocks] == [
        (BlockKind.PARAGRAPH, "Texte", 1),
        (BlockKind.HEADING, "Titre", 2),
        (BlockKind.ITEM, "un point", 3),
        (BlockKind.ITEM, "deuxé", 3),
        (BlockKind.PARAGRAPH, "**Gras** a", 4),
        (BlockKind.PARAGRAPH, "b", 4),
    ]


def test_what_only_looks_like_a_tag_stays() -> None:
    text = "Enfants < 3 ans & parents, R&D, <https://exemple.fr> et <ouvert>"
    assert _read(text).blocks[0].text == text


def test_tags_inside_cells_are_taken_out_and_lists_part_lines() -> None:
    cells = _read("| <p>Pilotes</p> | <ul style='x'> CAF <i>Caf</i><li>PMI |\n").blocks[0].cells
    assert [cell.lines for cell in cells] == [("Pilotes",), ("CAF Caf", "PMI")]


@pytest.mark.parametrize(
    "piece",
    ["<table ", "<table>", "</table>", " ", "<ul ", "<li>", "&amp", "<b>", "</p> ", "<table><tr>", "<td><p "],
)
def test_malformed_markup_is_read_in_a_time_that_grows_with_its_length(piece: str) -> None:
    text = "mot\n# titre" + piece * (500_000 // len(piece)) + "fin"
    start = time.process_time()
    assert _read(text).blocks
    assert time.process_time() - start < 4
