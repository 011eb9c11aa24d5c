"""Levels and actions that share a numbering, in a contents page, a table and on the fiches."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import Node, PlanDocument
from tests.intake.recognition.sources import Hand, texts

Read = Callable[[str], PlanDocument]


def _shape(nodes: list[Node]) -> list[object]:
    return [(node.ref, _shape(node.children)) if node.children else node.ref for node in nodes]


def test_a_table_of_lettered_references_hangs_each_action_under_its_orientation() -> None:
    hand = Hand().table(
        ["Axes", "Orientations", "Fiches actions"],
        ["Axe A – Accompagner", "A1 – Diversifier l'accueil", "A1.1 Ouvrir le soir\nA1.2 Former les équipes"],
        ["", "A2 – Soutenir les parents", "A2.1 Ouvrir une maison"],
        ["Axe B – Écouter les jeunes", "B1 – Aller vers eux", "B1.1 Équiper un camion"],
    )
    hand.heading("AXE B Écouter les jeunes").paragraph("B1.1 Équiper un camion")
    plan = recognise(hand.source())
    assert plan.levels == ["Axe", "Orientation", "Action"]
    assert _shape(plan.tree) == [
        ("A", [("A1", ["A1.1", "A1.2"]), ("A2", ["A2.1"])]),
        ("B", [("B1", ["B1.1"])]),
    ]


CONTENTS = """Projet social de territoire

Orientation stratégique I – Grandir
I.A – Accueillir les petits
Fiche I.A.1 Agrandir la crèche ................ 4
I.B – Relier l'école et les loisirs
Fiche I.B.1 Écrire un projet commun ........... 6
Orientation stratégique II – Se déplacer
II.A – Partager les trajets
Fiche II.A.1 Créer un garage solidaire ........ 8

"""
FICHE = """Orientation stratégique {axis} : {axis_title}

Objectif opérationnel {level} : {level_title}

FICHE {level}.1 – {title}

De quoi partons-nous ?

- Un constat

Élus et techniciens référents

- La directrice

Échéancier

[ ] Court terme [X] Moyen terme
2026 : études

"""


def test_a_level_bare_in_the_contents_and_named_on_the_fiches_is_one(plan_of: Read) -> None:
    plan = plan_of(
        CONTENTS
        + FICHE.format(
            axis="I",
            axis_title="Grandir",
            level="I.A",
            level_title="Accueillir les petits",
            title="AGRANDIR LA CRÈCHE",
        )
        + FICHE.format(
            axis="I",
            axis_title="Grandir",
            level="I.B",
            level_title="Relier l'école et les loisirs",
            title="ÉCRIRE UN PROJET COMMUN",
        )
    )
    assert plan.levels == ["Orientation stratégique", "Objectif opérationnel", "Action"]
    assert _shape(plan.tree) == [
        ("I", [("I.A", ["I.A.1"]), ("I.B", ["I.B.1"])]),
        ("II", [("II.A", ["II.A.1"])]),
    ]
    first = plan.actions[0]
    assert (texts(first.context), texts(first.pilots)) == (["Un constat"], ["La directrice"])


def test_a_ticked_term_is_no_date_of_the_calendar(plan_of: Read) -> None:
    fiches = [
        FICHE.format(axis="I", axis_title="Grandir", level=level, level_title=level_title, title=title)
        for level, level_title, title in (("I.A", "Accueillir", "AGRANDIR"), ("I.B", "Relier", "RÉNOVER"))
    ]
    plan = plan_of("".join(fiches))
    action = plan.actions[0]
    assert (texts(action.calendar), action.schedule.start_term) == (["2026 : études"], "moyen")


COUNTED = """SOMMAIRE

I. Grandir ........ 4
   A. Accueillir
      1) Ouvrir une crèche
      2) Former les équipes
II. Participer ........ 9
   A. Écouter
      3) Réunir les jeunes

"""
SECTIONS = "\n\nConstats :\n- Un besoin\n- Un manque\n\nObjectifs :\n- Un but\n\nPilote :\n- La ville\n\n"


def _counted(titles: tuple[str, str, str]) -> str:
    first, second, third = (title + SECTIONS for title in titles)
    return f"{COUNTED}I. Grandir\n\nA. Accueillir\n\n{first}{second}II. Participer\n\nA. Écouter\n\n{third}"


def test_a_plain_number_that_goes_on_through_the_plan_names_the_actions(plan_of: Read) -> None:
    numbered = plan_of(_counted(("1) Ouvrir une crèche", "2) Former les équipes", "3) Réunir les jeunes")))
    bare = plan_of(_counted(("OUVRIR UNE CRÈCHE", "FORMER LES ÉQUIPES", "RÉUNIR LES JEUNES")))
    for plan in (numbered, bare):
        assert _shape(plan.tree) == [("I", [("A", ["1", "2"])]), ("II", [("A", ["3"])])]
        assert [texts(action.context) for action in plan.actions] == [["Un besoin", "Un manque"]] * 3


def test_a_numbered_list_inside_a_fiche_makes_no_action(plan_of: Read) -> None:
    listed = "Étapes :\n1) Choisir le lieu\n2) Former les équipes\n3) Ouvrir au public\n\n"
    text = "Axe 1 : Grandir\n\nFiche action 1 : Ouvrir une crèche" + SECTIONS + listed
    text += "Fiche action 2 : Réunir les jeunes" + SECTIONS + listed
    assert [action.ref for action in plan_of(text).actions] == ["1", "2"]
