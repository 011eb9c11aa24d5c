"""What a coordinator is asked to look at."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import Doubt, PlanDocument
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
    assert "2 fiches pour 3 actions annoncées." in [doubt.reason for doubt in plan.warnings]


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
