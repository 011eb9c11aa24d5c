"""What a coordinator is asked to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import Action, Doubt, PlanDocument
from maillage.intake.recognition.doubts import MOST_CHOICES
from maillage.intake.recognition.doubts.whole import about_the_whole
from maillage.intake.recognition.plan import Assembled
from tests.intake.recognition.sources import Hand

PlanOf = Callable[[str], PlanDocument]
FICHE = "{}\n\nPilote : Ville\n\nMoyens : un local\n\nCalendrier : {}\n\n"


def _about(plan: PlanDocument, field: str | None) -> list[Doubt]:
    return [doubt for doubt in plan.warnings if doubt.field == field]


def test_a_plan_that_agrees_with_itself_raises_none(plan_of: PlanOf) -> None:
    text = "Axe 1 : Relier\n\n" + FICHE.format("Action 1 : Ouvrir un café", "2025")
    assert plan_of(text + FICHE.format("Action 2 : Créer un jardin", "2026")).warnings == []


def test_an_action_announced_without_fiche_is_told(plan_of: PlanOf) -> None:
    contents = "Axe 1 : Relier\n- Action 1 : Ouvrir un café\n- Action 2 : Créer un jardin\n"
    contents += "- Action 3 : Peindre un mur\n\n"
    plan = plan_of(
        contents
        + FICHE.format("Action 1 : Ouvrir un café", "2025")
        + FICHE.format("Action 2 : Créer un jardin", "2025")
    )
    assert [(doubt.action_ref, doubt.text) for doubt in _about(plan, None) if doubt.text] == [
        ("3", "Peindre un mur")
    ]
    reasons = [doubt.reason for doubt in plan.warnings]
    assert "2 fiches pour 3 lignes au sommaire\u00a0: 3 n’a pas de fiche." in reasons


def test_two_titles_for_one_reference(plan_of: PlanOf) -> None:
    contents = "Axe 1 : Relier\n- Action 1 : Ouvrir un café associatif\n\n"
    plan = plan_of(
        contents
        + FICHE.format("Action 1 : Rénover la salle des fêtes", "2025")
        + FICHE.format("Action 2 : Créer un jardin", "2025")
    )
    doubts = _about(plan, "title")
    assert doubts[0].action_ref == "1"
    assert "porte deux titres" in doubts[0].reason


def test_a_title_is_chosen_between_the_two_that_are_printed(plan_of: PlanOf) -> None:
    contents = "Axe 1 : Relier\n- Action 1 : Ouvrir un café associatif\n\n"
    plan = plan_of(contents + FICHE.format("Action 1 : Rénover la salle des fêtes", "2025"))
    doubt = _about(plan, "title")[0]
    assert doubt.question == "Quel titre pour la fiche 1\u00a0?"
    assert sorted(doubt.options) == ["Ouvrir un café associatif", "Rénover la salle des fêtes"]


@pytest.mark.parametrize(
    ("pilot", "parts"),
    [
        ("Élue petite enfance + RPE", ["Élue petite enfance", "RPE"]),
        ("Présidente et Directeur du centre", ["Présidente", "Directeur du centre"]),
    ],
)
def test_one_pilot_or_two(plan_of: PlanOf, pilot: str, parts: list[str]) -> None:
    plan = plan_of(
        f"Action 1 : Ouvrir un café\n\nPilote\n\n- {pilot}\n\nMoyens : un local\n\nCalendrier : 2025\n"
    )
    doubt = _about(plan, "pilots")[0]
    assert doubt.question == f"«\u00a0{pilot}\u00a0»\u00a0: un pilote ou deux\u00a0?"
    assert doubt.options == [pilot, "\n".join(parts)]


@pytest.mark.parametrize(
    "pilot", ["CCVA / RPE", "Service enfance et jeunesse", "Communauté de communes et CAF"]
)
def test_a_body_and_its_service_and_two_of_a_kind_raise_no_question(plan_of: PlanOf, pilot: str) -> None:
    plan = plan_of(
        f"Action 1 : Ouvrir un café\n\nPilote\n\n- {pilot}\n\nMoyens : un local\n\nCalendrier : 2025\n"
    )
    assert _about(plan, "pilots") == []


def test_a_calendar_without_year_offers_those_of_the_convention(plan_of: PlanOf) -> None:
    cover = "Convention territoriale globale 2024-2026\n\n"
    plan = plan_of(cover + FICHE.format("Action 1 : Ouvrir un café", "Ouverture à l’automne"))
    doubt = _about(plan, "calendar")[0]
    assert doubt.question == "Quand commence la fiche 1\u00a0?"
    assert doubt.options == [f"Ouverture à l’automne {year}" for year in (2024, 2025, 2026)]


def test_a_bare_sum_may_be_euros(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Action 1 : Ouvrir un café\n\nPilote : Ville\n\nMoyens\n\n- 12 000\n- 4 agents\n\nCalendrier : 2025\n"
    )
    doubts = _about(plan, "resources")
    assert [(doubt.text, doubt.options) for doubt in doubts] == [
        ("12 000", ["12 000 €", "12 000 € par an", "12 000"])
    ]


def test_several_quantities_may_be_as_many_indicators(plan_of: PlanOf) -> None:
    text = "3 rencontres par an avec 75 % des acteurs"
    plan = plan_of(FICHE.format("Action 1 : Ouvrir un café", "2025") + f"Indicateurs\n\n- {text}\n")
    doubt = _about(plan, "indicators")[0]
    assert (doubt.question, doubt.options) == (
        "Un indicateur ou deux\u00a0?",
        [text, "3 rencontres par an\n75 % des acteurs"],
    )


@pytest.mark.parametrize(
    "text", ["Hausse de 15 % des inscriptions sous 700 € de quotient", "12 places à partir de 2 ans"]
)
def test_what_says_of_whom_a_quantity_is_counted_is_no_second_indicator(plan_of: PlanOf, text: str) -> None:
    plan = plan_of(FICHE.format("Action 1 : Ouvrir un café", "2025") + f"Indicateurs\n\n- {text}\n")
    assert _about(plan, "indicators") == []


def test_what_comes_back_every_year_raises_no_question_of_year(plan_of: PlanOf) -> None:
    cover = "Convention territoriale globale 2024-2026\n\n"
    plan = plan_of(cover + FICHE.format("Action 1 : Fêter le quartier", "Chaque été"))
    assert [doubt for doubt in _about(plan, "calendar") if doubt.question] == []


def test_fiches_without_pilot_are_one_doubt(plan_of: PlanOf) -> None:
    plan = plan_of(
        FICHE.format("Action 1 : Ouvrir un café", "2025")
        + "".join(
            FICHE.format(f"Action {n} : Créer le lieu {n}", "2025").replace("Pilote : Ville\n\n", "")
            for n in range(2, 7)
        )
    )
    assert [doubt.reason for doubt in _about(plan, "pilots")] == [
        "5 actions sur 6 n’ont aucun pilote\u00a0: 2, 3, 4 et 2 autres."
    ]


def test_a_reference_that_comes_twice_is_told() -> None:
    actions = [Action("1", "Ouvrir un café"), Action("2", "Créer un jardin"), Action("1", "Peindre un mur")]
    assert [doubt.reason for doubt in about_the_whole(Assembled(actions=actions), [])] == [
        "La référence 1 revient 2 fois\u00a0: «\u00a0Ouvrir un café\u00a0» et «\u00a0Peindre un mur\u00a0»."
    ]


def test_passages_of_one_kind_are_told_together(plan_of: PlanOf) -> None:
    fiches = "".join(
        FICHE.format(f"Action {n} : Ouvrir le lieu {n}", f"Reste à voir {n}") for n in range(1, 8)
    )
    doubts = [doubt for doubt in plan_of(fiches).warnings if "calendrier sans date" in doubt.reason]
    assert [doubt.reason for doubt in doubts] == [
        "7 passages à relire\u00a0: un calendrier sans date (fiches 1, 2, 3 et 4 autres)."
    ]


def test_a_coordinator_is_asked_to_choose_some_times_and_no_more(plan_of: PlanOf) -> None:
    fiches = "".join(
        FICHE.format(f"Action {n} : Ouvrir le lieu {n}", "2025")
        + f"Indicateurs\n\n- {n} rencontres avec 75 % des acteurs du lieu {n}\n\n"
        for n in range(2, 52)
    )
    doubts = _about(plan_of(fiches), "indicators")
    assert len(doubts) == 50
    assert sum(bool(doubt.options) for doubt in doubts) == MOST_CHOICES


def test_a_year_outside_the_convention(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Convention territoriale globale 2024-2027\n\n" + FICHE.format("Action 1 : Ouvrir un café", "2031")
    )
    assert [doubt.reason for doubt in _about(plan, "calendar")] == [
        "2031 est hors de la période de la convention, 2024-2027."
    ]


def test_several_quantities_lower_the_confidence(plan_of: PlanOf) -> None:
    plan = plan_of(
        FICHE.format("Action 1 : Ouvrir un café", "2025") + "Indicateurs : 12 concerts pour 300 spectateurs\n"
    )
    assert plan.actions[0].indicators[0].confidence < 1
    assert len(_about(plan, "indicators")) == 1


def test_a_recap_that_differs_gives_way_to_the_fiche() -> None:
    hand = Hand().heading("Action 1 : Ouvrir un café").paragraph("Pilote : Ville").paragraph("Indicateurs")
    hand.items("Au moins 20 soirées").heading("Récapitulatif")
    hand.table(
        ["N°", "Action", "Pilote", "Indicateurs"], ["1", "Ouvrir un café", "Ville", "- Plus de 50 concerts"]
    )
    plan = recognise(hand.source())
    assert [indicator.text for indicator in plan.actions[0].indicators] == ["Au moins 20 soirées"]
    assert [doubt.text for doubt in _about(plan, "indicators")] == ["Plus de 50 concerts"]


def test_a_section_without_equivalent_is_said_and_not_lost(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Action 1 : Ouvrir un café\n\nPilote : Ville\n\nPublic visé : les aînés\n\nMoyens : un local\n"
    )
    assert [(doubt.text, doubt.action_ref) for doubt in plan.warnings] == [("les aînés", "1")]
