"""Lists, people, steps, indicators and dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.intake.readers.blocks import Place
from maillage.intake.recognition.document import Action, Item, PlanDocument
from maillage.intake.recognition.items.dates import schedule_of
from maillage.intake.recognition.items.indicators import indicators_of
from maillage.intake.recognition.items.lists import Piece
from maillage.intake.recognition.items.people import partners_of, pilots_of
from maillage.intake.recognition.items.steps import steps_of
from tests.intake.recognition.sources import texts

PlanOf = Callable[[str], PlanDocument]
PLACE = Place(line=1)


def _lines(*lines: str) -> list[Piece]:
    return [Piece(line, PLACE) for line in lines]


def _bullets(*lines: str) -> list[Piece]:
    return [
        Piece(line.strip(), PLACE, depth=(len(line) - len(line.lstrip())) // 2, marked=True) for line in lines
    ]


def _action(plan_of: PlanOf, fiche: str) -> Action:
    return plan_of(f"Action 1 : Ouvrir un café\n\nPilote\n\nVille\n\n{fiche}\n").actions[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ville d'Ancre – Élus, Service Jeunesse", ["Ville d'Ancre – Élus", "Service Jeunesse"]),
        ("Ville d'Ancre / Académie", ["Ville d'Ancre", "Académie"]),
        ("CCVB / RPE", ["CCVB / RPE"]),
        ("À définir", ["À définir"]),
    ],
)
def test_pilots_on_one_line(line: str, expected: list[str]) -> None:
    assert texts(pilots_of(_lines(line))) == expected


def test_a_pilot_in_a_bullet_stays_whole() -> None:
    line = "Vice-présidente à l'enfance, à la jeunesse"
    assert texts(pilots_of(_bullets(line))) == [line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CAF, MSA (Gironde, Landes), mairies", ["CAF", "MSA (Gironde, Landes)", "mairies"]),
        ("CAF / MSA + Écoles", ["CAF", "MSA", "Écoles"]),
        ("Ville : services Culture, Sports", ["Ville : services Culture, Sports"]),
        ("Écoles et collèges, ...", ["Écoles et collèges"]),
        ("CAF, Éventuellement, clubs sportifs", ["CAF", "Éventuellement, clubs sportifs"]),
    ],
)
def test_partners_on_one_line(line: str, expected: list[str]) -> None:
    assert texts(partners_of(_lines(line))) == expected


def test_a_volet_is_a_group_and_nested_bullets_are_substeps() -> None:
    steps = steps_of(
        _bullets("Volet 1 : Préparer", "  Trouver un lieu", "    avec les élus", "Faire le bilan")
    )
    assert [(step.group, step.text) for step in steps] == [
        ("Volet 1 : Préparer", "Trouver un lieu"),
        (None, "Faire le bilan"),
    ]
    assert texts(steps[0].substeps) == ["avec les élus"]


def test_a_volet_that_states_an_action_gives_its_label_as_group() -> None:
    steps = steps_of(_bullets("Volet Formation : Former les agents d'accueil"))
    assert [(step.group, step.text) for step in steps] == [("Volet Formation", "Former les agents d'accueil")]


def test_an_introduction_governs_the_list_below_it() -> None:
    steps = steps_of(
        [*_lines("Dans le cadre du réseau :"), *_bullets("Réunir les acteurs", "Écrire une charte")]
    )
    assert {step.group for step in steps} == {"Dans le cadre du réseau"}


def test_a_line_of_indicators_is_split_where_each_begins_anew() -> None:
    found = indicators_of(_lines("Nombre de prêts, taux de retour, de relance et d'oubli"), None)
    assert [indicator.text for indicator in found] == [
        "Nombre de prêts",
        "taux de retour, de relance et d'oubli",
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2025 : étude ; 2026 : travaux", (None, 2025, None)),
        ("2025-2027", (None, 2025, 2027)),
        ("De 2024 à 2026", (None, 2024, 2026)),
        ("jusqu'en 2028", (None, None, 2028)),
        ("Dès 2025", (None, 2025, None)),
        ("À moyen terme", ("moyen", None, None)),
        ("Prochaine CTG", ("prochaine", None, None)),
        ("Selon les modalités", (None, None, None)),
    ],
)
def test_calendar_phrases(phrase: str, expected: tuple[str | None, int | None, int | None]) -> None:
    schedule = schedule_of([Item(phrase)])
    assert (schedule.start_term, schedule.start_year, schedule.end_year) == expected


def test_lines_that_go_on_are_joined_and_an_empty_section_stays_empty(plan_of: PlanOf) -> None:
    action = _action(
        plan_of,
        "Contexte\n\n- Des parents isolés dans les hameaux les plus éloignés du bourg et\nde ses services\n\n"
        "Moyens : /",
    )
    assert len(action.context) == 1
    assert action.context[0].text.endswith("du bourg et de ses services")
    assert action.resources == []


def test_a_vigilance_inside_the_steps_does_not_end_them(plan_of: PlanOf) -> None:
    action = _action(
        plan_of, "Étapes\n\n- Réunir\n\nPoint de vigilance : ne pas aller trop vite\n\n- Décider"
    )
    assert [step.text for step in action.steps] == ["Réunir", "Décider"]
    assert texts(action.success_conditions) == ["ne pas aller trop vite"]


def test_a_heading_set_as_a_bullet_is_still_a_heading(plan_of: PlanOf) -> None:
    action = _action(plan_of, "Étapes\n\n- Réunir\n- **Indicateurs de résultat :**\n- 12 réunions")
    assert [step.text for step in action.steps] == ["Réunir"]
    assert [(i.text, i.kind) for i in action.indicators] == [("12 réunions", "resultat")]


def test_a_volet_without_steps_is_a_step_itself() -> None:
    steps = steps_of(_bullets("Étape 1 : Étudier", "  Visiter", "Étape 2 : Ouvrir"))
    assert [(step.group, step.text) for step in steps] == [
        ("Étape 1 : Étudier", "Visiter"),
        ("Étape 2", "Ouvrir"),
    ]


def test_items_numbered_by_hand_lose_their_number(plan_of: PlanOf) -> None:
    action = _action(plan_of, "Objectifs\n\n1/ Réunir\n2/ Décider")
    assert texts(action.objectives) == ["Réunir", "Décider"]


def test_a_line_of_the_budget_keeps_its_head(plan_of: PlanOf) -> None:
    action = _action(plan_of, "Coût : 85 000 € HT\nFinancement : CAF 40 000 €")
    assert texts(action.resources) == ["Coût : 85 000 € HT", "Financement : CAF 40 000 €"]


def test_a_number_of_two_things_is_two_indicators(plan_of: PlanOf) -> None:
    fiche = "Action {n} : Agir {n}\n\nObjectifs :\n- Un but\n\nIndicateurs\n\n{line}\n\n"
    two = fiche.format(n=1, line="Nombre de jeunes engagés, d'associations soutenues")
    one = fiche.format(n=2, line="Nombre de réunions, de préférence le soir")
    plan = plan_of(two + one)
    assert [[indicator.text for indicator in action.indicators] for action in plan.actions] == [
        ["Nombre de jeunes engagés", "d'associations soutenues"],
        ["Nombre de réunions, de préférence le soir"],
    ]
