"""What stands around the fiches."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition.document import PlanDocument
from tests.intake.recognition.sources import texts

PlanOf = Callable[[str], PlanDocument]
PLAN = "\n\nAxe 1 : Relier\n\nAction 1 : Ouvrir un café\n\nPilote : Ville\n\nMoyens : un local\n"


def test_strengths_and_weaknesses_under_their_theme(plan_of: PlanOf) -> None:
    plan = plan_of(
        "La jeunesse – En synthèse\n\nForces\n\n- Des clubs vivants\n\n"
        "Points de vigilance\n\n- Peu de bus\n\n"
        "Le logement – En synthèse\n\nForces\n\n- Un parc rénové\n" + PLAN
    )
    found = [(finding.theme, finding.kind, finding.text) for finding in plan.diagnosis]
    assert found == [
        ("La jeunesse", "force", "Des clubs vivants"),
        ("La jeunesse", "faiblesse", "Peu de bus"),
        ("Le logement", "force", "Un parc rénové"),
    ]


def test_two_headings_before_the_two_lists_that_they_name(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Enfance - Synthèse\n\n+\n\n-\n\nConstats\n\n- Des écoles proches\n\n- Peu de crèches\n" + PLAN
    )
    assert [(finding.kind, finding.text) for finding in plan.diagnosis] == [
        ("force", "Des écoles proches"),
        ("faiblesse", "Peu de crèches"),
    ]


def test_phases_give_their_date_to_their_steps(plan_of: PlanOf) -> None:
    plan = plan_of("Phase 1\n\nÉcouter\n\n- Enquête\n- Ateliers\n\nJanvier – Avril 2024\n" + PLAN)
    assert [(milestone.date, milestone.text) for milestone in plan.milestones] == [
        ("Janvier – Avril 2024", "Écouter"),
        ("Janvier – Avril 2024", "Enquête"),
        ("Janvier – Avril 2024", "Ateliers"),
    ]


def test_an_instance_with_its_rhythm_members_and_missions(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Comité de pilotage\n\nIl se réunit deux fois par an.\nComposition :\n- Le maire\n- La CAF\n"
        "Missions :\n- Décider\n" + PLAN
    )
    instance = plan.governance[0]
    assert (instance.type, instance.frequency) == ("copil", "deux fois par an")
    assert texts(instance.members) == ["Le maire", "La CAF"]
    assert texts(instance.missions) == ["Décider"]


def test_a_fiche_mission_keeps_its_missions_only(plan_of: PlanOf) -> None:
    plan = plan_of(
        PLAN + "\nAnnexes\n\nChargée de coopération\n\nAnime la convention\n\nPrincipales missions\n\n"
        "Réunir les pilotes\n\nSuivre le plan\n\nLiens hiérarchiques\n\nDirection générale\n"
    )
    assert [(role.title, texts(role.missions)) for role in plan.roles] == [
        ("Chargée de coopération", ["Réunir les pilotes", "Suivre le plan"])
    ]


def test_acronyms_whose_initials_agree(plan_of: PlanOf) -> None:
    plan = plan_of("RPE : Relais petite enfance\n\nMAM : Une maison à part\n" + PLAN)
    assert [(entry.acronym, entry.meaning) for entry in plan.glossary] == [("RPE", "Relais petite enfance")]


def test_the_cover_tells_who_when_and_for_how_long(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Convention territoriale globale\n\nCommunauté de communes du Val d'Ancre\n\n2025-2029\n\nMars 2025\n"
        + PLAN
    )
    assert plan.territory == "Communauté de communes du Val d'Ancre"
    assert (plan.period.start, plan.period.end, plan.published) == (2025, 2029, "2025-03")


def test_what_a_page_prints_around_its_content_is_left_out(plan_of: PlanOf) -> None:
    stamp = (
        "Envoyé en préfecture le 21/12/2024\n\nPublié le\n\nID : 099-219900001-20241221-DEL2024-AU\n\n12\n\n"
    )
    plan = plan_of(
        f"Action 1 : Ouvrir un café\n\nPilote\n\nVille\n\n{stamp}"
        "© 2024 Cabinet. Tous droits réservés.\n\nMoyens\n\nUn local\n"
    )
    action = plan.actions[0]
    assert (texts(action.pilots), texts(action.resources)) == (["Ville"], ["Un local"])


def test_a_territory_named_on_two_lines_or_inside_a_longer_one_is_whole(plan_of: PlanOf) -> None:
    fiche = "\n\nAction 1 : Ouvrir un café\n\nObjectifs :\n- Un but\n\n"
    fiche += "Action 2 : Former\n\nObjectifs :\n- Un but\n"
    parted = plan_of("Communauté de communes\ndu Val d'Ancre\n\nConvention territoriale globale" + fiche)
    joined = plan_of("Projet social et CTG Communauté de communes du Val d'Ancre 2025 – 2029" + fiche)
    assert parted.territory == joined.territory == "Communauté de communes du Val d'Ancre"
    assert joined.title == "Projet social et CTG"
