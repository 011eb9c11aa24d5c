"""Levels that nobody listed: learnt from how the document numbers them."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import Node, PlanDocument

TITLES = {
    "1": "Grandir au pays",
    "1.1": "Accueillir les enfants",
    "1.2": "Épauler les parents",
    "2": "Vivre ensemble",
    "2.1": "Animer les villages",
}
ACTIONS = {
    "1.1": ["Ouvrir une halte-garderie", "Former les animateurs"],
    "1.2": ["Créer un café des parents"],
    "2.1": ["Lancer un bus des services", "Fêter les voisins"],
}
PATTERNS = [
    ("Voile {0} : {1}", "Cap {0} : {1}", "Escale {0} : {1}"),
    ("Horizon n°{0} – {1}", "Sous-horizon {0} – {1}", "Action {0}a : {1}"),
    ("OS{0} : {1}", "OO{0} : {1}", "A{2}.{3} : {1}"),
    ("Rive {0} | {1}", "Pont {0} | {1}", "Fiche {0} | {1}"),
    ("{0}. {1}", "{0}. {1}", "{2}.{3}. {1}"),
]


def read(patterns: tuple[str, str, str], labels: tuple[str, str, str]) -> PlanDocument:
    """The plan with these names of levels and of sections."""
    lines, number = ["Plan d'action", ""], 0
    for ref, title in TITLES.items():
        lines += [patterns["." in ref].format(ref, title), ""]
        for rank, action in enumerate(ACTIONS.get(ref, []), start=1):
            number += 1
            lines += [patterns[2].format(number, action, ref, rank), ""]
            lines += [labels[0], f"- Permettre à chacun de trouver sa place {number}", ""]
            lines += [labels[1], "- Recruter une animatrice", f"- Ouvrir le lieu {number}", ""]
            lines += [labels[2], "- Nombre de familles accueillies", ""]
    return recognise(open_source("\n".join(lines).encode(), "plan.txt"))


def outline(nodes: list[Node]) -> list[object]:
    """Titles, nested."""
    return [(node.title, outline(node.children)) if node.children else node.title for node in nodes]


EXPECTED = [
    (
        TITLES["1"],
        [(TITLES["1.1"], ACTIONS["1.1"]), (TITLES["1.2"], ACTIONS["1.2"])],
    ),
    (TITLES["2"], [(TITLES["2.1"], ACTIONS["2.1"])]),
]


@pytest.mark.parametrize("patterns", PATTERNS, ids=[pattern[0] for pattern in PATTERNS])
def test_the_tree_is_read_whatever_its_levels_are_called(patterns: tuple[str, str, str]) -> None:
    plan = read(patterns, ("Objectifs", "Étapes", "Indicateurs"))
    assert outline(plan.tree) == EXPECTED
    assert [len(action.steps) for action in plan.actions] == [2] * 5


def test_levels_are_named_in_the_words_of_the_document() -> None:
    assert read(PATTERNS[0], ("Objectifs", "Étapes", "Indicateurs")).levels == ["Voile", "Cap", "Escale"]


@pytest.mark.parametrize("word", ["Article", "Étape", "Annexe", "Tableau", "Phase"])
def test_what_a_document_numbers_besides_its_plan_is_no_level(word: str) -> None:
    lines = [f"{word} {n} : Quelque chose de long" for n in (1, 2, 3)]
    for number in range(1, 4):
        lines += ["", f"Action {number} : Ouvrir la maison {number}", "Objectifs", "- Accueillir"]
    plan = recognise(open_source("\n".join(lines).encode(), "plan.txt"))
    assert [node.title for node in plan.tree] == [f"Ouvrir la maison {n}" for n in (1, 2, 3)]


def test_numbered_volets_inside_a_fiche_stay_steps() -> None:
    lines = ["Axe 1 : Grandir"]
    for number in range(1, 4):
        lines += ["", f"Action {number} : Ouvrir la maison {number}", "Étapes"]
        lines += ["Manche 1 : préparer", "- Choisir le lieu", "Manche 2 : ouvrir", "- Accueillir"]
    plan = recognise(open_source("\n".join(lines).encode(), "plan.txt"))
    assert len(plan.actions) == 3
    assert [node.title for node in plan.tree[0].children] == [f"Ouvrir la maison {n}" for n in (1, 2, 3)]
