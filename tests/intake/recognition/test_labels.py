"""Headings told by more than their words: contents in a table, run-in leads, targets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument
from maillage.intake.recognition.words.sections import label_of
from tests.intake.recognition.sources import Hand, texts

Read = Callable[[str], PlanDocument]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Chef(s) de file", "pilots"),
        ("Élu·e référent·e", "pilots"),
        ("Référent.e.s", "pilots"),
        ("Qui s’en charge ?", "pilots"),
        ("Qui nous aide ?", "partners"),
        ("Ce qui est visé", "objectives"),
        ("Ce à quoi il faut veiller", "success_conditions"),
        ("Combien cela coûte-t-il ?", "resources"),
        ("Comment saurons-nous si cela marche ?", "indicators"),
        ("Populations concernées", "aside"),
    ],
)
def test_a_heading_of_the_trade_announces_its_section(heading: str, section: str) -> None:
    label = label_of(heading.rstrip(" ?"))
    assert label is not None
    assert label.section == section


@pytest.mark.parametrize("line", ["Communication", "Avec", "Investissement", "CAF", "Prévention des risques"])
def test_a_word_that_is_often_an_item_announces_nothing_alone(line: str) -> None:
    assert label_of(line) is None


MARKDOWN = """## Sommaire

| | |
|---|---|
| **Axe 1 – Grandir** | p. 5 |
| Objectif 1 – Accueillir | |
| 1. Ouvrir une crèche | p. 6 |
| Objectif 2 – Épauler | |
| 2. Réunir les parents | p. 8 |
| **Axe 2 – S'engager** | p. 9 |
| Objectif 3 – Participer | |
| 3. Créer un conseil | p. 12 |

"""
FICHE = """### Action {number} {title}

**Axe 1** | **Objectif 1**

#### Buts poursuivis

- Un but

#### Qui fait quoi ?

**Responsable de l'action** : Direction de l'enfance

**Avec** : CAF, PMI

#### Résultats mesurés

| Indicateur | Valeur cible | Échéance |
|---|---|---|
| Nombre de places ouvertes | 30 | 2026 |

"""


def test_a_markdown_plan_keeps_its_contents_its_run_in_people_and_its_targets(plan_of: Read) -> None:
    titles = ("Ouvrir une crèche", "Réunir les parents", "Créer un conseil")
    fiches = [FICHE.format(number=n, title=title) for n, title in enumerate(titles, start=1)]
    plan = plan_of(MARKDOWN + "".join(fiches))
    assert [action.path for action in plan.actions] == [
        ["Grandir", "Accueillir"],
        ["Grandir", "Épauler"],
        ["S'engager", "Participer"],
    ]
    action = plan.actions[0]
    assert (texts(action.pilots), texts(action.partners)) == (["Direction de l'enfance"], ["CAF", "PMI"])
    (indicator,) = action.indicators
    assert indicator.text == "Nombre de places ouvertes : 30"
    assert indicator.target is not None
    assert indicator.target.value == 30


def test_an_unknown_left_cell_ends_the_section_above() -> None:
    hand = Hand()
    for number in (1, 2):
        hand.table(
            ["Fiche 1." + str(number), f"Ouvrir le lieu {number}"],
            ["Pourquoi cette action ?", "Un besoin"],
            ["Grain de sel", "Des mots à part"],
            ["Comment ?", "Chercher un local"],
            ["Quand ?", "2026"],
            ["Partenaires", "CAF"],
        )
    plan = recognise(hand.source())
    assert [texts(action.context) for action in plan.actions] == [["Un besoin"], ["Un besoin"]]


def test_signed_lines_of_a_diagnosis_tell_their_own_kind(plan_of: Read) -> None:
    text = (
        "Ce que le diagnostic a montré\n\nJeunesse\n(+) Un local ouvert\n(-) Peu de filles\n\n"
        + MARKDOWN
        + FICHE.format(number=1, title="Ouvrir une crèche")
    )
    findings = plan_of(text).diagnosis
    assert [(found.theme, found.kind, found.text) for found in findings] == [
        ("Jeunesse", "force", "Un local ouvert"),
        ("Jeunesse", "faiblesse", "Peu de filles"),
    ]


def test_numbered_themes_of_a_diagnosis_are_no_actions(plan_of: Read) -> None:
    theme = "2.{n} {name}\n\nPoints forts :\n- un atout\n\nPoints faibles :\n- un manque\n\n"
    themes = theme.format(n=1, name="Petite enfance") + theme.format(n=2, name="Jeunesse")
    fiches = [FICHE.format(number=n, title=f"Ouvrir le lieu {n}") for n in (1, 2, 3)]
    plan = plan_of("ARTICLE 2 : LE DIAGNOSTIC PARTAGÉ\n\n" + themes + "".join(fiches))
    assert [action.ref for action in plan.actions] == ["1", "2", "3"]
    assert [(found.theme, found.kind) for found in plan.diagnosis] == [
        ("Petite enfance", "force"),
        ("Petite enfance", "faiblesse"),
        ("Jeunesse", "force"),
        ("Jeunesse", "faiblesse"),
    ]


def test_an_amount_makes_a_line_of_the_budget_of_any_head(plan_of: Read) -> None:
    fiche = (
        "Action {n} : Ouvrir le lieu {n}\n\nConstats :\n- Un besoin\n\nObjectifs :\n- Un but\n\nBudget :\n"
    )
    fiche += "Diagnostic : 18 000 € par an\nÉvaluation : {n} 000 €\n\n"
    plan = plan_of("".join(fiche.format(n=n) for n in (1, 2, 3)))
    assert [texts(action.context) for action in plan.actions] == [["Un besoin"]] * 3
    assert texts(plan.actions[0].resources) == ["Diagnostic : 18 000 € par an", "Évaluation : 1 000 €"]


def test_facts_over_the_objectives_of_untitled_fiches_open_them(plan_of: Read) -> None:
    contents = "Axe 1 : Grandir\n\n1.1 Ouvrir une crèche\n1.2 Former\n1.3 Réunir\n\nAXE 1 : GRANDIR\n\n"
    fiche = "Constats et besoins identifiés :\n- Besoin {n}\n\nObjectifs :\n- But {n}\n\n"
    fiche += "Étapes :\n- Étape {n}\n\n"
    contents = contents.replace("1.1 ", "Fiche 1.1 : ").replace("1.2 ", "Fiche 1.2 : ")
    plan = plan_of(contents.replace("1.3 ", "Fiche 1.3 : ") + "".join(fiche.format(n=n) for n in (1, 2, 3)))
    assert [texts(action.context) for action in plan.actions] == [["Besoin 1"], ["Besoin 2"], ["Besoin 3"]]
