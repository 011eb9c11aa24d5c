"""Texts that keep the layout of their pages: columns held apart by runs of spaces."""

from __future__ import annotations

import random
import time

import pytest

from maillage.intake.readers.blocks import Block, BlockKind, Source, SourceFormat
from maillage.intake.readers.text import read_text
from maillage.intake.readers.text.kept.detection import keeps_layout

_FICHE = """\
FICHE 4 : OUVRIR UN JARDIN D'ENFANTS


Constats                                            Pilotes
- Aucun lieu pour les deux ans dans la vallée       Service petite enfance
- Trois écoles volontaires qui cherchent un         Centre social des Tilleuls
  accord avec la commune
Objectifs                                           Partenaires
- Accueillir douze enfants dès la rentrée           CAF, PMI, communes
- Aider les parents qui reprennent un emploi        associations de la vallée

Calendrier                      2026 : travaux
                                2027 : ouverture
Réalisation                     12 places ouvertes
Résultat                        Huit familles sur dix satisfaites




Vallée d'Orbe – CTG                                                                    {page}
"""

_TABLE = """\
 Objectif                 Action                          Pilote              Moyens            Calendrier
 1.1 Mieux accueillir     1.1.1 Agrandir la crèche        Service bâti        400 000 €         2025
 les tout-petits          des Lilas                                           CAF
                          1.1.2 Soutenir les maisons      Relais petite       5 000 € par an    Chaque année
                          d'assistantes maternelles       enfance
 1.2 Former               1.2.1 Deux journées d'étude     Coordination        À définir         2026
"""


def _read(text: str) -> Source:
    return read_text(text.encode(), "t.txt")


def _fiches(count: int = 3) -> str:
    return "\f".join(_FICHE.format(page=page) for page in range(1, count + 1))


def _texts(blocks: tuple[Block, ...], page: int) -> list[str]:
    return [block.text for block in blocks if block.place.page == page and block.text]


def _cells(source: Source) -> list[list[tuple[str, ...]]]:
    return [[cell.lines for cell in block.cells] for block in source.blocks if block.cells]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    texts = _texts(_read(_fiches()).blocks, 2)
    assert texts[1:11] == [
        "Constats",
        "Aucun lieu pour les deux ans dans la vallée",
        "Trois écoles volontaires qui cherchent un accord avec la commune",
        "Objectifs",
        "Accueillir douze enfants dès la rentrée",
        "Aider les parents qui reprennent un emploi",
        "Pilotes",
        "Service petite enfance",
        "Centre social des Tilleuls",
        "Partenaires",
    ]


def test_labels_on_the_left_make_a_table_with_what_they_name() -> None:
    assert _cells(_read(_fiches()))[:3] == [
        [("Calendrier",), ("2026 : travaux", "2027 : ouverture")],
        [("Réalisation",), ("12 places ouvertes",)],
        [("Résultat",), ("Huit familles sur dix satisfaites",)],
    ]


def test_the_source_stays_a_text_with_its_own_lines_and_pages() -> None:
    source = _read(_fiches())
    assert (source.format, source.pages) == (SourceFormat.TEXT, 3)
    assert source.lines == tuple(_fiches().rstrip().replace("\f", "\n").split("\n"))
    for block in source.blocks:
        opening = block.cells[0].text if block.cells else block.text
        assert opening.split(" ")[0] in source.lines[block.place.line - 1]
    breaks = [block.place.page for block in source.blocks if block.kind is BlockKind.BREAK]
    assert breaks == [1, 2]


def test_a_table_without_rules_has_its_rows_and_its_merged_cells() -> None:
    source = _read(_TABLE)
    assert _cells(source)[1] == [
        ("1.1 Mieux accueillir les tout-petits",),
        ("1.1.1 Agrandir la crèche des Lilas",),
        ("Service bâti",),
        ("400 000 €", "CAF"),
        ("2025",),
    ]
    rows = [block for block in source.blocks if block.cells]
    assert [row.place.line for row in rows] == [1, 2, 4, 6]
    assert rows[2].cells[0].inherited


def test_words_set_on_their_side_are_left_out_and_labels_beside_a_number_are_not() -> None:
    page = """\
    FICHE
                  Créer un guichet
      {}

             Constats
             - Les familles cherchent
             - Les places manquent
  POURQUOI

             Objectifs                                   Public
             - Simplifier                                Familles
             - Informer                                  Jeunes
"""
    texts = _texts(_read("\f".join(page.format(each) for each in range(4))).blocks, 3)
    assert "POURQUOI" not in texts
    assert {"FICHE", "Créer un guichet", "Public"} <= set(texts)


@pytest.mark.parametrize(
    "text",
    [
        "Une phrase.  Une autre phrase.  Une troisième, plus longue.\n" * 40,
        "| Axe   | Action   | Pilote   |\n" * 40,
        "Axe\tAction\tPilote\n" * 40,
        "P I L O T E S   D E   L ' A C T I O N\n" * 40,
        "Une action de plus ........................        12\n" * 40,
        "# Titre\n\n- un point\n    - un autre\n\n" * 40,
        "Pilote : CAF\n    Partenaires : PMI\n" * 40,
    ],
    ids=["stops", "bars", "tabs", "spaced letters", "contents", "Markdown", "indents"],
)
def test_what_holds_no_columns_is_not_taken_for_a_layout(text: str) -> None:
    assert not keeps_layout(text.split("\n"))


def test_a_long_text_without_pages_is_read_in_a_time_that_grows_with_its_length() -> None:
    text = _FICHE.format(page=1) * 250
    start = time.process_time()
    source = _read(text)
    assert time.process_time() - start < 3
    assert source.pages is None
    assert BlockKind.BREAK not in {block.kind for block in source.blocks}


_LABELS_ABOVE = """\
Constats de départ
                            • Les familles contactent en moyenne quatre
                              structures avant de trouver une place
Contenu et étapes de
l'action                    • Recenser les besoins de toutes les communes
                            • Former les équipes
Moyens à mobiliser
                            •
                            Un local de la commune, aux normes de la PMI
"""


def test_a_label_names_the_list_set_in_below_it_and_a_lone_bullet_its_text() -> None:
    assert _cells(_read(f"{_TABLE}\n\n\n{_LABELS_ABOVE}"))[4:] == [
        [
            ("Constats de départ",),
            ("• Les familles contactent en moyenne quatre structures avant de trouver une place",),
        ],
        [
            ("Contenu et étapes de l'action",),
            ("• Recenser les besoins de toutes les communes", "• Former les équipes"),
        ],
        [("Moyens à mobiliser",), ("• Un local de la commune, aux normes de la PMI",)],
    ]


def test_empty_lines_part_the_rows_of_a_table_and_a_title_ends_it() -> None:
    head, *rows = _TABLE.split("\n")
    title = " Enjeu 2 : Jeunesse"
    spaced = "\n".join([head, "", *rows[:2], "", *rows[2:5], "", title, head, *rows])
    source = _read(spaced)
    assert [row[1][0].split(" ")[0] for row in _cells(source)] == ["Action", "1.1.1", "1.1.2", "1.2.1"] * 2
    assert title.strip() in [block.text for block in source.blocks if not block.cells]


@pytest.mark.parametrize("seed", range(20))
def test_pages_cut_anywhere_are_read(seed: int) -> None:
    draw = random.Random(seed)
    characters = list(_fiches() + _TABLE + _LABELS_ABOVE)
    for _ in range(60):
        at = draw.randrange(len(characters))
        characters[at : at + draw.randrange(12)] = draw.choice(
            ["", " ", "    ", "\n", "\f", "•", "a   b", "|"]
        )
    source = _read("".join(characters))
    assert source.blocks
    assert all(1 <= block.place.line <= len(source.lines) for block in source.blocks)
