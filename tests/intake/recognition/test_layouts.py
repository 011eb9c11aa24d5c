"""The same kind of plan in layouts that have nothing in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.intake.readers.errors import NotAPlanError
from maillage.intake.recognition.document import Node, PlanDocument
from tests.intake.recognition.sources import texts

Sample = Callable[[str], PlanDocument]
PlanOf = Callable[[str], PlanDocument]


def _shape(nodes: list[Node]) -> list[object]:
    return [(node.level, node.ref, _shape(node.children)) if node.children else node.ref for node in nodes]


def test_a_fiche_set_as_a_table_of_headings_and_values(sample: Sample) -> None:
    plan = sample("key_value.md")
    action = plan.actions[0]
    assert _shape(plan.tree) == [
        ("Axe", "1", [("Objectif", "1.1", ["1.1.1", "1.1.2"])]),
        ("Axe", "2", [("Objectif", "2.1", ["2.1.1"])]),
    ]
    assert action.title == "Ouvrir une micro-crèche à Roquebrune"
    assert texts(action.context)[0] == "Trente familles sur liste d’attente"
    assert [step.text for step in action.steps] == [
        "Choisir le terrain",
        "Lancer le marché",
        "Recruter l’équipe",
    ]
    assert texts(action.resources) == ["Investissement : 420 000 €", "Fonctionnement : 95 000 € par an"]
    assert (action.schedule.start_year, action.schedule.end_year) == (2024, 2026)


def test_styled_headings_without_any_number(sample: Sample) -> None:
    plan = sample("headings.md")
    assert plan.levels == ["Axe", "Objectif", "Action"]
    assert [action.title for action in plan.actions] == [
        "Mettre en place un bus des services",
        "Former les agents d'accueil",
        "Croiser les fichiers des partenaires",
    ]
    first = plan.actions[0]
    assert first.path == ["Améliorer l'accès aux droits", "Aller vers les habitants éloignés"]
    assert texts(first.steps[1].substeps) == ["avec les maires", "avec les associations"]
    assert texts(first.partners) == ["France services", "Mission locale"]


def test_roman_axes_and_fiches_numbered_under_them(sample: Sample) -> None:
    plan = sample("lettered.txt")
    assert _shape(plan.tree) == [("Axe", "I", ["I.1", "I.2"]), ("Axe", "II", ["II.1", "II.2"])]
    assert plan.territory == "Communauté d'agglomération des Deux Étangs"
    assert [step.text for step in plan.actions[0].steps] == [
        "étudier trois scénarios",
        "consulter les familles",
    ]
    assert texts(plan.actions[0].partners) == ["CAF", "PMI", "communes"]
    assert plan.actions[2].schedule.start_term == "moyen"


def test_fiches_without_title_follow_the_order_of_the_contents(sample: Sample) -> None:
    plan = sample("untitled.txt")
    assert plan.levels == ["Enjeu", "Orientation", "Objectif opérationnel"]
    assert [texts(action.pilots)[0] for action in plan.actions] == [
        "Communauté de communes",
        "Sages-femmes libérales",
        "Centre social",
    ]
    assert all(action.confidence < 1 for action in plan.actions)
    assert [finding.kind for finding in plan.diagnosis] == ["constat", "constat"]


def test_headings_in_capitals_glued_to_their_content(sample: Sample) -> None:
    plan = sample("glued.txt")
    assert _shape(plan.tree) == [("Axe", "2", ["1", "2"]), ("Axe", "3", ["3"])]
    first = plan.actions[0]
    assert first.title == "CRÉER UNE RESSOURCERIE DES JEUX"
    assert texts(first.pilots) == ["Médiathèque intercommunale"]
    assert texts(first.partners) == ["Écoles", "Ludothèque « Le Dé bleu »", "bénévoles"]
    assert (first.schedule.start_year, first.schedule.end_year) == (2024, 2026)


def test_one_table_for_the_whole_plan(sample: Sample) -> None:
    plan = sample("whole_table.md")
    assert _shape(plan.tree) == [
        ("Axe", "1", [("Objectif", "1", ["1", "2"]), ("Objectif", "2", ["3"])]),
        ("Axe", "2", [("Objectif", "3", ["4", "5"])]),
    ]
    assert texts(plan.actions[0].partners) == ["CAF", "PMI"]
    assert plan.actions[3].schedule.start_term == "court"
    target = plan.actions[4].indicators[0].target
    assert target is not None
    assert (target.op, target.value, target.unit) == ("change", 15, "%")


def test_titles_and_points_alone_are_a_plan(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Axe 1 : Accueillir\n\nRenforcer l'offre\n\nFA 1.1 : Ouvrir une crèche\n\n"
        "- Trouver un lieu\n- Recruter\n\n"
        "Mieux informer\n\nFA 1.2 : Publier un guide\n\n- Écrire le guide\n\n"
        "Axe 2 : Relier\n\nRapprocher les gens\n\nFA 2.1 : Animer un réseau\n\n- Réunir les acteurs\n\n"
        "FA transversale 1 : Faire vivre la convention\n\n- Tenir les instances\n"
    )
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1", "T1"]
    assert plan.actions[0].path == ["Accueillir", "Renforcer l'offre"]
    assert [step.text for step in plan.actions[0].steps] == ["Trouver un lieu", "Recruter"]
    assert plan.actions[0].steps[0].confidence < 1
    assert plan.actions[3].path == []


@pytest.mark.parametrize(
    "text", ["Bonjour à tous et à toutes.", "Compte rendu de la réunion du 3 mai\n\n- Présents"]
)
def test_what_is_no_plan_is_refused_with_a_sentence(plan_of: PlanOf, text: str) -> None:
    with pytest.raises(NotAPlanError, match="action"):
        plan_of(text)


def test_other_level_words_and_titles_below_their_number(sample: Sample) -> None:
    plan = sample("ambitions.txt")
    assert plan.levels == ["Ambition", "Défi", "Action"]
    assert [action.title for action in plan.actions] == [
        "Créer une MAM à Vigneul",
        "Soutenir le relais petite enfance",
        "Ouvrir un tiers-lieu",
    ]


def test_the_leaders_of_a_contents_page_are_no_part_of_the_titles(sample: Sample) -> None:
    plan = sample("leaders.txt")
    assert [action.title for action in plan.actions] == [
        "Ouvrir une crèche",
        "Former les assistantes maternelles",
        "Créer un skatepark",
    ]
    assert [step.text for step in plan.actions[0].steps] == ["Chercher un local", "Recruter"]
