"""What pages print around the fiches: feet, the contents, the parts of the document after them."""

from __future__ import annotations

from collections.abc import Callable

from maillage.intake.recognition.document import PlanDocument
from tests.intake.recognition.sources import texts

Read = Callable[[str], PlanDocument]

OPENING = """SOMMAIRE

1. Les fiches ..... 3
2. Le pilotage ..... 9

Axe 1 : Grandir

"""
FICHE = """Action {number} : {title}

CONSTATS
- Un constat

CALENDRIER

2026

CRITÈRES D'ÉVALUATION
- Un bilan

VAL D'ORME CTG 2024-2028 {page}

"""
CELLS = """| CHEF DE FILE {pilot} | PARTENAIRES CAF |
|---|---|
| CALENDRIER 2026 | CRITÈRES D'ÉVALUATION 12 places ouvertes |

"""


def _fiches(body: str = "") -> str:
    titles = ("Ouvrir un café", "Créer un jardin", "Équiper un bus")
    return "".join(
        FICHE.format(number=n, title=title, page=2 * n + 3) + body for n, title in enumerate(titles, start=1)
    )


def test_a_foot_that_only_changes_by_its_page_is_no_indicator(plan_of: Read) -> None:
    plan = plan_of(OPENING + _fiches())
    assert [[i.text for i in action.indicators] for action in plan.actions] == [["Un bilan"]] * 3


def test_indicators_that_count_more_and_more_are_kept(plan_of: Read) -> None:
    text = OPENING + _fiches()
    for count in (4, 6, 9):
        text = text.replace("- Un bilan\n\n", f"- Places à ouvrir : {count}\n\n", 1)
    plan = plan_of(text)
    assert [i.text for a in plan.actions for i in a.indicators] == [
        "Places à ouvrir : 4",
        "Places à ouvrir : 6",
        "Places à ouvrir : 9",
    ]


def test_a_part_announced_in_the_contents_ends_the_last_fiche(plan_of: Read) -> None:
    plan = plan_of(OPENING + _fiches() + "2. Le pilotage\n\nUne équipe suit le plan.\n")
    assert [i.text for i in plan.actions[2].indicators] == ["Un bilan"]
    assert plan.actions[2].pilots == []


BODIES = """Le comité de pilotage (COPIL)
Composition :
- la présidente
- la directrice de la CAF
Fréquence : une fois par an
Missions :
- valider le plan

Le comité technique (COTECH)
Composition :
- la chargée de coopération
Fréquence : trois fois par an
"""


def test_a_body_described_after_the_last_fiche_is_governance_and_no_part_of_it(plan_of: Read) -> None:
    plan = plan_of(OPENING.replace("2. Le pilotage ..... 9\n", "") + _fiches() + BODIES)
    assert [i.text for i in plan.actions[2].indicators] == ["Un bilan"]
    assert [(body.type, texts(body.members), body.frequency) for body in plan.governance] == [
        ("copil", ["la présidente", "la directrice de la CAF"], "une fois par an"),
        ("cotech", ["la chargée de coopération"], "trois fois par an"),
    ]


def test_a_cell_holds_a_heading_and_a_value_both_in_capitals(plan_of: Read) -> None:
    titles = ("Ouvrir un café", "Créer un jardin", "Équiper un bus")
    pilots = ("Centre social Les Quatre Vents", "Ville", "CIAS")
    fiches = [
        f"Action {n} : {title}\n\nCONSTATS\n- Un constat\n\n" + CELLS.format(pilot=pilot)
        for n, (title, pilot) in enumerate(zip(titles, pilots, strict=True), start=1)
    ]
    plan = plan_of("".join(fiches))
    assert [texts(action.pilots) for action in plan.actions] == [[pilot] for pilot in pilots]
    assert [[i.text for i in action.indicators] for action in plan.actions] == [["12 places ouvertes"]] * 3
