"""Texts that a conversion spaced, wrapped, pushed to the right or took apart."""

from __future__ import annotations

import unicodedata
from textwrap import fill

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind

_ITEM = (
    "Réunir les gestionnaires des structures du territoire à chaque trimestre, puis dire "
    "aux familles ce qui a été décidé, avec la caisse et la mutualité, et publier le compte rendu"
)
_TITLE = "Objectifs de l’action"


def _texts(text: str) -> list[str]:
    return [block.text for block in open_source(text.encode(), "plan.txt").blocks if block.text]


def _wrapped(width: int, hanging: str = "") -> str:
    items = [fill(f"- {_ITEM} n° {number}", width, subsequent_indent=hanging) for number in range(12)]
    return "\n".join([_TITLE, *items, "Pilotes", "CAF"])


def test_lines_that_a_margin_cut_are_whole_again() -> None:
    whole = [_TITLE, *(f"{_ITEM} n° {number}" for number in range(12)), "Pilotes", "CAF"]
    assert _texts(_wrapped(70)) == whole
    assert _texts(_wrapped(64, "  ")) == whole


def test_lines_that_are_only_long_stay_apart() -> None:
    lines = [f"Une phrase courte de rang {number}" for number in range(30)]
    assert _texts("\n".join(lines)) == lines


def test_a_text_with_a_blank_line_between_all_lines_keeps_its_tables_whole() -> None:
    rows = "\n\n".join(f"| Action {number} | Ouvrir un lieu |" for number in range(40))
    blocks = open_source(rows.encode(), "plan.txt").blocks
    assert {(block.kind, block.table) for block in blocks} == {(BlockKind.ROW, 1)}


def test_a_text_pushed_to_the_right_keeps_its_headings() -> None:
    blocks = open_source(b"    # Axe 1\n\n    #### Pilotes\n\n    CAF\n", "plan.md").blocks
    assert [(block.kind, block.level) for block in blocks[:2]] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 4),
    ]


def test_letters_taken_apart_or_bound_are_those_that_are_typed() -> None:
    apart = unicodedata.normalize("NFD", "Étendre la durée")
    assert _texts(f"{apart}\nLes ﬁnancements ﬂéchés") == ["Étendre la durée", "Les financements fléchés"]


def test_a_question_mark_that_opens_many_lines_is_a_lost_bullet() -> None:
    lines = "\n".join(f"? Ouvrir un lieu {number}" for number in range(6))
    assert {block.kind for block in open_source(lines.encode(), "plan.txt").blocks} == {BlockKind.ITEM}
    once = open_source(b"? Ouvrir un lieu\nMoyens", "plan.txt").blocks
    assert once[0].kind is BlockKind.PARAGRAPH
