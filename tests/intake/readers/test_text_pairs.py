"""Labels that a converter wrote before all their contents, page after page."""

from __future__ import annotations

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.readers.text import read_text

_PAGE = """\
Fiche {page} : une action

Moyens

Calendrier

Partenaires

- {page} ETP
- un local

Printemps 203{page}

CAF

Valeurs d'Orbe

{page}/4
"""


def _texts(text: str) -> list[str]:
    blocks = read_text(text.encode(), "t.txt").blocks
    return [block.text for block in blocks if block.kind is not BlockKind.BREAK]


def _document(page: str = _PAGE) -> str:
    return "\f".join(page.format(page=number) for number in range(1, 5))


def test_each_label_is_put_back_above_what_it_names() -> None:
    assert _texts(_document())[10:20] == [
        "Fiche 2 : une action",
        "Moyens",
        "2 ETP",
        "un local",
        "Calendrier",
        "Printemps 2032",
        "Partenaires",
        "CAF",
        "Valeurs d'Orbe",
        "2/4",
    ]


def test_places_stay_those_of_the_text() -> None:
    source = read_text(_document().encode(), "t.txt")
    for block in source.blocks:
        assert block.text in source.lines[block.place.line - 1]


def test_the_first_labels_stay_where_contents_are_fewer() -> None:
    page = _PAGE.replace("CAF\n\n", "")
    assert _texts(_document(page))[:7] == [
        "Fiche 1 : une action",
        "Moyens",
        "Calendrier",
        "1 ETP",
        "un local",
        "Partenaires",
        "Printemps 2031",
    ]


def test_labels_above_their_contents_and_texts_without_pages_are_left_alone() -> None:
    page = "Fiche {page}\n\nMoyens\n\n- {page} ETP\n\nCalendrier\n\n203{page}\n"
    assert _texts(_document(page))[:5] == ["Fiche 1", "Moyens", "1 ETP", "Calendrier", "2031"]
    assert _texts(_document().replace("\f", ""))[1:4] == ["Moyens", "Calendrier", "Partenaires"]
