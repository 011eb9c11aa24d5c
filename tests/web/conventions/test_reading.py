"""Fiches, plans and journals turned into sentences."""

from __future__ import annotations

import pytest

from maillage.conventions.enums import Status
from maillage.conventions.wording import target_words
from maillage.kernel.lines import changed_lines
from maillage.web.components.colours import PAPER, WHITE, contrast, parse, stylesheet
from maillage.web.conventions.reading.calendar import period_words
from maillage.web.conventions.reading.history import origin_words
from maillage.web.conventions.reading.levels import several
from maillage.web.conventions.reading.numbering import propose
from maillage.web.conventions.reading.plan import score_words


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("axe", "axes"),
        ("enjeu", "enjeux"),
        ("objectif opérationnel", "objectifs opérationnels"),
        ("fiche-action", "fiches-actions"),
        ("niveau", "niveaux"),
        ("axe de travail", "axes de travail"),
        ("axe d’intervention", "axes d’intervention"),
        ("objectif général", "objectifs généraux"),
        ("travail", "travaux"),
        ("principes", "principes"),
    ],
)
def test_levels_take_their_plural(one: str, many: str) -> None:
    assert several(one) == many


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([], ""),
        ([Status.RUNNING], "1 en cours"),
        ([Status.DONE, Status.DONE, Status.TO_COME], "2 réalisées sur 3"),
        ([Status.TO_COME, Status.TO_COME], "0 réalisée sur 2"),
        ([Status.DONE, Status.RUNNING, Status.ABANDONED], "1 réalisée sur 2, 1 abandonnée"),
        ([Status.ABANDONED, Status.ABANDONED], "2 abandonnées"),
    ],
)
def test_a_score_keeps_its_denominator(statuses: list[Status], said: str) -> None:
    assert score_words(statuses) == said


@pytest.mark.parametrize(
    ("numbering", "parent", "siblings", "proposed"),
    [
        ("libre", "1.A", ["1.A.1", "1.A.3"], "1.A.4"),
        ("libre", "1", ["1.A", "1.B"], "1.C"),
        ("libre", "1.A", [], ""),
        ("libre", "", ["Annexe"], ""),
        ("decimale", "1.2", [], "1.2.1"),
        ("romaine", "II.B", ["II.B.9"], "II.B.10"),
        ("continue", "2", ["4"], "13"),
        ("continue", "", [], "13"),
    ],
)
def test_the_next_reference_is_proposed(
    numbering: str, parent: str, siblings: list[str], proposed: str
) -> None:
    assert propose(numbering, parent, siblings, ["4", "12", "T.1"]) == proposed


TARGET = {"op": ">=", "value": "1200", "value_max": None, "unit": "places", "per": "an", "baseline": None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "au moins 1\u202f200\u00a0places par an"),
        ({"op": "=", "per": ""}, "1\u202f200\u00a0places"),
        (
            {"op": "between", "value": "10", "value_max": "12.5", "unit": "%", "per": ""},
            "entre 10 et 12,5\u00a0%",
        ),
        ({"op": "change", "value": "-20", "unit": "%", "per": ""}, "baisse de 20\u00a0%"),
        ({"op": "<=", "unit": "", "per": "mois"}, "au plus 1\u202f200 par mois"),
    ],
)
def test_a_target_reads_as_a_phrase(changes: dict[str, str], said: str) -> None:
    assert target_words({**TARGET, **changes}) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("printemps 2024", "2028", "printemps 2024 à 2028"),
        ("2026", "2026", "2026"),
        ("2026", "", "à partir de 2026"),
        ("", "fin 2028", "jusqu’à fin 2028"),
        ("", "", ""),
    ],
)
def test_a_period_says_what_is_known(start: str, end: str, said: str) -> None:
    assert period_words(start, end) == said


def shown(before: list[str], after: list[str]) -> list[list[tuple[str, str]]]:
    """The changed lines as (kind, text)."""
    return [
        [(piece.kind, piece.text.strip()) for piece in line.pieces] for line in changed_lines(before, after)
    ]


def test_only_the_words_that_changed_are_marked() -> None:
    before, after = (
        ["Revenir à 75 assistantes en 2028.", "Rien."],
        ["Revenir à 80 assistantes en 2028.", "Rien."],
    )
    assert shown(before, after) == [
        [("same", "Revenir à"), ("gone", "75"), ("new", "80"), ("same", "assistantes en 2028.")]
    ]


def test_words_that_change_together_stay_together() -> None:
    assert shown(["État : À venir"], ["État : En cours"]) == [
        [("same", "État :"), ("gone", "À venir"), ("new", "En cours")]
    ]


def test_a_line_that_came_or_left_is_shown_whole() -> None:
    assert shown(["Un"], ["Un", "Deux mots"]) == [[("new", "Deux mots")]]
    assert shown(["Tout autre chose"], ["Un sujet différent"]) == [
        [("gone", "Tout autre chose")],
        [("new", "Un sujet différent")],
    ]


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ({}, ""),
        ({"document": "Plan", "page": 14}, "Importée de «\u00a0Plan\u00a0», page\u00a014"),
        ({"line": 3}, "Importée d’un document, ligne\u00a03"),
    ],
)
def test_an_origin_is_said_as_far_as_it_is_known(origin: dict[str, object], said: str) -> None:
    assert origin_words(origin) == said


def test_contrast_counts_as_the_standard_does() -> None:
    assert round(contrast(parse("#000000"), WHITE), 1) == 21.0
    assert round(contrast(parse("#0b5a63"), WHITE), 1) == 7.9
    assert contrast(parse("#0b5a63"), PAPER) < contrast(parse("#0b5a63"), WHITE)


def test_a_colour_gives_every_shade_that_the_theme_asks_for() -> None:
    sheet = stylesheet("#0b5a63")
    for name in ("--accent:", "--accent-strong:", "--accent-soft:", "--accent-line:", "--bs-link-color-rgb:"):
        assert name in sheet
