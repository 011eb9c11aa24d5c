"""Lines, rows and fiches that a converter ran together, pushed aside or left without a name."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument
from tests.intake.recognition.sources import Hand, texts

Read = Callable[[str], PlanDocument]

POINTS = """Plan d'action 2024-2027

Présentation

Les fiches précisent :

- Les moyens mobilisés

Échéances

Mise en œuvre

Le plan sera suivi sur 3 ans.

Axe 1 : Accueillir

FA 1.1 : Ouvrir un café des parents

- Trouver un lieu
- Former les bénévoles

FA 1.2 : Créer un jardin partagé

- Choisir une parcelle
- Réunir les voisins
"""


def test_headings_of_an_introduction_hide_no_fiche_made_of_points(plan_of: Read) -> None:
    plan = plan_of(POINTS)
    assert [[step.text for step in action.steps] for action in plan.actions] == [
        ["Trouver un lieu", "Former les bénévoles"],
        ["Choisir une parcelle", "Réunir les voisins"],
    ]


def test_a_cover_that_speaks_of_objectives_fills_no_action_of_a_table() -> None:
    hand = Hand()
    for heading, text in (
        ("Objectif :", "Valider les orientations"),
        ("Contexte :", "Un diagnostic partagé"),
        ("Calendrier :", "Trois réunions"),
        ("Pilotage :", "Une équipe projet"),
    ):
        hand.paragraph(heading).paragraph(text)
    hand.table(
        ["Axe", "Action", "Étapes"],
        ["Axe 1 : Loger", "Ouvrir un guichet", "Recruter"],
        ["", "Éditer un guide", "Rédiger"],
    )
    plan = recognise(hand.source())
    assert [[step.text for step in action.steps] for action in plan.actions] == [["Recruter"], ["Rédiger"]]
    assert [action.pilots for action in plan.actions] == [[], []]


def test_a_row_pushed_to_the_right_by_a_blank_cell_is_put_back() -> None:
    hand = Hand().table(
        ["Enjeux", "Orientations", "Objectifs opérationnels", "Pistes de travail"],
        ["Enjeu 1 Vivre ensemble", "Accueillir les familles", "Ouvrir un café", "Trouver un lieu"],
        ["", "Vivre ensemble", "Inclure chacun", "Former les équipes", "Un module par an"],
        ["", "", "", "Adapter les lieux", "Un diagnostic par site"],
    )
    plan = recognise(hand.source())
    assert [(action.title, action.path) for action in plan.actions] == [
        ("Ouvrir un café", ["Vivre ensemble", "Accueillir les familles"]),
        ("Former les équipes", ["Vivre ensemble", "Inclure chacun"]),
        ("Adapter les lieux", ["Vivre ensemble", "Inclure chacun"]),
    ]
    assert [[step.text for step in action.steps] for action in plan.actions] == [
        ["Trouver un lieu"],
        ["Un module par an"],
        ["Un diagnostic par site"],
    ]


GLUED = """AXE : JEUNESSEACTION : DÉVELOPPER LE POUVOIR D'AGIR DES JEUNESÉLÉMENTS DE DIAGNOSTIC

- La jeunesse est peu consultée : DES JEUNES absents

OBJECTIFS POURSUIVISFormer les animateurs

INDICATEURS

- Nombre de jeunes

AXE : JEUNESSEACTION : OUVRIR UN CAFÉ DES PARENTS

OBJECTIFS POURSUIVIS

Accueillir

Les partenaires associésVille et CAFIndicateurs de réalisation

- Un bilan
"""


def test_headings_and_titles_run_together_are_parted(plan_of: Read) -> None:
    first, second = plan_of(GLUED).actions
    assert [first.title, second.title] == [
        "DÉVELOPPER LE POUVOIR D'AGIR DES JEUNES",
        "OUVRIR UN CAFÉ DES PARENTS",
    ]
    assert texts(first.context) == ["La jeunesse est peu consultée : DES JEUNES absents"]
    assert texts(first.objectives) == ["Former les animateurs"]
    assert texts(second.partners) == ["Ville et CAF"]
    assert [(i.text, i.kind) for i in second.indicators] == [("Un bilan", "realisation")]


def test_a_word_that_only_ends_like_a_heading_stays_whole(plan_of: Read) -> None:
    text = GLUED.replace(
        "OUVRIR UN CAFÉ DES PARENTS", "SOUTENIR L'INTERACTION DES JEUNES : YouTube, LinkedIn"
    )
    assert plan_of(text).actions[1].title == "SOUTENIR L'INTERACTION DES JEUNES : YouTube, LinkedIn"


def test_blank_cells_under_levels_mean_as_above_whatever_the_last_column_is_called() -> None:
    hand = Hand().table(
        ["Enjeu", "Objectif", "N°", "Action", "Pilotes", "Météo"],
        ["1. Loger", "1.1 Informer", "1.1.1", "Ouvrir un guichet", "Ville", "En cours"],
        ["", "", "1.1.2", "Éditer un guide", "CCAS", "En cours"],
    )
    plan = recognise(hand.source())
    assert [(action.ref, action.title, texts(action.pilots)) for action in plan.actions] == [
        ("1.1.1", "Ouvrir un guichet", ["Ville"]),
        ("1.1.2", "Éditer un guide", ["CCAS"]),
    ]
