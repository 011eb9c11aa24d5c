"""OpenDocument decks: read as PowerPoint ones are."""

from __future__ import annotations

import pytest

from maillage.intake.readers.blocks import BlockKind, Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError
from tests.intake.readers.opendocument import cell, listed, p, read, shown, table

_AUTOMATIC = (
    '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style>'
    '<style:style style:name="T32" style:family="text"><style:text-properties fo:font-size="32pt"/>'
    "</style:style>"
    '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
)


def _page(*shapes: str, more: str = "") -> str:
    return f"<draw:page {more}>{''.join(shapes)}</draw:page>"


def _frame(text: str, x: float, y: float, width: float = 8, height: float = 2, more: str = "") -> str:
    content = text if text.startswith("<") else "".join(p(line) for line in text.split("\n"))
    place = _place(x, y, width, height)
    return f"<draw:frame {place} {more}><draw:text-box>{content}</draw:text-box></draw:frame>"


def _place(x: float, y: float, width: float, height: float) -> str:
    return f'svg:x="{x}cm" svg:y="{y}cm" svg:width="{width}cm" svg:height="{height}cm"'


def _read(*pages: str) -> Source:
    return read("presentation", "".join(pages), _AUTOMATIC)


def test_shapes_are_read_in_the_order_of_the_eye() -> None:
    page = _page(
        _frame("Suite", 14, 5),
        _frame("Pied", 1, 16, 24, 1),
        _frame("Pilotes", 14, 3),
        _frame("Objectifs", 1, 3),
        f"<draw:g>{_frame('Ouvrir', 1, 5)}</draw:g>",
        _frame("Action 1", 1, 0.5, 24, 2, 'presentation:class="title"'),
    )
    source = _read(page)
    assert source.format is SourceFormat.ODP
    assert [text for *_, text in shown(source)] == [
        "Action 1",
        "Objectifs",
        "Ouvrir",
        "Pilotes",
        "Suite",
        "Pied",
    ]


def test_titles_items_and_large_letters_are_known() -> None:
    large = '<text:p><text:span text:style-name="T32">Action 2</text:span></text:p>'
    bullets = listed(p("Former") + listed(p("les équipes"), style=""))
    source = _read(
        _page(_frame("Action 1", 1, 1, 24, 2, 'presentation:class="title"'), _frame(bullets, 1, 4, 20, 8)),
        _page(_frame(large, 1, 1, 24, 2), _frame("Un texte courant bien plus long que lui", 1, 4, 20, 8)),
    )
    assert shown(source) == [
        ("heading", 2, "Action 1"),
        ("item", 0, "Former"),
        ("item", 1, "les équipes"),
        ("heading", 2, "Action 2"),
        ("paragraph", 0, "Un texte courant bien plus long que lui"),
    ]


def test_labels_and_tables_make_rows() -> None:
    inner = table(cell("Coût") + cell("3 €"))
    source = _read(
        _page(
            _frame("CAF", 8, 5, 16, 2),
            _frame("Partenaires", 1, 5, 6, 2),
            _frame("Ouvrir", 8, 2, 16, 2),
            _frame("Objectif", 1, 2, 6, 2),
            f"<draw:frame {_place(1, 10, 20, 3)}>{inner}<draw:image/></draw:frame>",
        )
    )
    assert [text for *_, text in shown(source)] == ["Objectif | Ouvrir", "Partenaires | CAF", "Coût | 3 €"]


def test_notes_are_kept_apart_and_what_is_not_read_is_told_of() -> None:
    said = _frame("À dire", 1, 1, more='presentation:class="notes"')
    notes = f"<presentation:notes>{said}</presentation:notes>"
    source = _read(
        _page(_frame("Texte", 1, 1), _frame("12", 20, 17, more='presentation:class="page-number"'), notes),
        _page(_frame("Masqué", 1, 1), more='draw:style-name="dp2"'),
        _page(f"<draw:frame {_place(0, 0, 20, 15)}><draw:image/></draw:frame>"),
        _page(f"<draw:frame {_place(0, 0, 20, 15)}><draw:object/><draw:image/></draw:frame>"),
    )
    assert shown(source) == [("paragraph", 0, "Texte"), ("note", 0, "Note\u00a0: À dire")]
    assert [(place.page if place else 0, sentence.split()[3]) for sentence, place in source.warnings] == [
        (2, "masquée,"),
        (3, "n’est"),
        (4, "ne"),
    ]
    assert [block.place.page for block in source.blocks if block.kind is BlockKind.BREAK] == [1, 2, 3]


def test_a_shape_that_is_turned_stands_where_it_is_seen() -> None:
    turned = (
        '<draw:custom-shape svg:width="6cm" svg:height="1cm" '
        f'draw:transform="rotate (1.5707963267949) translate (1cm 9cm)">{p("Objectif")}</draw:custom-shape>'
    )
    source = _read(_page(_frame("Dessous", 3, 10, 10, 2), _frame("Ouvrir", 3, 3, 10, 6), turned))
    assert [text for *_, text in shown(source)] == ["Objectif", "Ouvrir", "Dessous"]


def test_a_deck_without_text_or_without_slide_is_refused() -> None:
    with pytest.raises(EmptyFileError, match="seulement des images"):
        _read(_page("<draw:frame><draw:image/></draw:frame>"))
    with pytest.raises(DamagedFileError, match="aucune diapositive"):
        _read("")
