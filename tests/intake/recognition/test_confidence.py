"""How sure the reading says it is, and how often it is right then."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maillage.intake.readers.blocks import Place, SourceFormat
from maillage.intake.recognition import recognise, signs
from maillage.intake.recognition.confidence import PLAIN, RATES, rate
from maillage.intake.recognition.document import Action, Item, PlanDocument
from maillage.intake.recognition.signs import recognised_pages
from tests.intake.recognition.sources import Hand
from tools.reliability import (
    BANDS,
    SURE,
    WANTED,
    Judged,
    judged,
    kept_apart,
    read_all,
    reference,
    sure,
    table,
)

PlanOf = Callable[[str], PlanDocument]
FICHE = (
    "Action {0} : Ouvrir le lieu {0}\n\nPilote : Ville\n\nMoyens\n\n- Un local à {0} €\n{1}\n\n"
    "Calendrier : 2025\n\n"
)
SCANNED = "Les pages 1 à 3 et 7 sont des images\u00a0: leur texte vient d’une reconnaissance de caractères."


def test_what_is_shown_as_sure_is_right() -> None:
    """On the held-out plans, spoilt ones among them."""
    items = read_all(kept_apart())
    often, share = sure(items)
    assert often >= WANTED
    assert share > 0.8
    assert len(items) > 3_000


@pytest.mark.shared
def test_what_is_shown_as_sure_is_right_on_the_reference_documents(shared: Path) -> None:
    often, share = sure(read_all(reference(shared)))
    assert often >= WANTED
    assert share > 0.8


def test_an_item_without_any_sign_is_sure_and_one_with_a_sign_is_not() -> None:
    assert rate([]) == PLAIN >= SURE
    assert all(rate([sign]) < SURE for sign in RATES)
    assert rate(RATES) == min(RATES.values())


def test_every_sign_has_its_rate() -> None:
    yielded = set(re.findall(r'yield "([^"]+)"', inspect.getsource(signs)))
    assert yielded <= set(RATES)
    assert len(yielded) > 10


def test_what_follows_a_line_that_comes_back_like_a_heading_is_doubted(plan_of: PlanOf) -> None:
    swallowed = "\nZizanies repérées :\n\n- Un chemin fermé l’hiver {0}\n"
    plan = plan_of("".join(FICHE.format(number, swallowed.format(number)) for number in range(1, 5)))
    for action in plan.actions:
        told = {item.text: item.confidence for item in action.resources}
        assert [score < SURE for score in told.values()] == [False, True, True], told


def test_a_line_of_one_fiche_alone_is_not_doubted(plan_of: PlanOf) -> None:
    plan = plan_of("".join(FICHE.format(number, "- Une salle" * (number == 2)) for number in range(1, 5)))
    assert {item.confidence for action in plan.actions for item in action.resources} == {PLAIN}


def test_a_calendar_that_gives_no_time_and_money_among_partners_are_doubted(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Action 1 : Ouvrir un café\n\nPilote : Ville\n\nPartenaires\n\n- CAF\n- Travaux : 12 000 €\n\n"
        "Calendrier\n\n- 2025 : étude\n- Retour des familles\n\nMoyens : un local\n"
    )
    action = plan.actions[0]
    assert [item.confidence >= SURE for item in action.partners] == [True, False]
    assert [item.confidence >= SURE for item in action.calendar] == [True, False]


def test_a_fiche_whose_first_words_stand_for_its_title_is_not_sure(plan_of: PlanOf) -> None:
    plan = plan_of("Action 1 : Ouvrir un café\n\nPilote : Ville\n\nMoyens : un local\n")
    named = plan.actions[0]
    assert not signs.nameless(named)
    named.context = [Item("Ouvrir un café"), Item("Des voisins isolés")]
    assert signs.nameless(named)
    assert signs.nameless(Action(None, " – "))


def test_characters_recognised_in_a_picture_are_never_sure() -> None:
    hand = (
        Hand().heading("Action 1 : Ouvrir un café").paragraph("Pilote : Ville").paragraph("Moyens : un local")
    )
    source = hand.source()
    blocks = tuple(replace(block, place=Place(block.place.line, page=2)) for block in source.blocks)
    scanned = replace(source, format=SourceFormat.PDF, blocks=blocks, warnings=((SCANNED, None),))
    assert recognised_pages(scanned) == {1, 2, 3, 7}
    assert recognise(scanned).actions[0].pilots[0].confidence == RATES["characters recognised in a picture"]
    assert recognise(source).actions[0].pilots[0].confidence == PLAIN


def test_the_table_counts_each_item_in_its_band() -> None:
    items = [
        Judged("a", "steps", "x", score, right)
        for score, right in ((0.3, False), (0.98, True), (0.98, False))
    ]
    lines = table(items).splitlines()
    assert len(lines) == len(BANDS) + 1
    assert [line.split()[-3:-1] for line in (lines[1], lines[-2])] == [["1", "0"], ["2", "1"]]
    assert sure(items) == (0.5, 2 / 3)


def _action(ref: str, *partners: str) -> dict[str, Any]:
    lists = ("pilots", "context", "objectives", "success_conditions", "resources", "residents", "calendar")
    named = {"ref": ref, "title": f"Ouvrir le lieu {ref}", "fiche_title": None, "confidence": 1.0}
    told = [{"text": name, "confidence": 0.9} for name in partners]
    return {**{name: [] for name in (*lists, "steps", "indicators")}, **named, "partners": told}


def test_an_item_is_right_where_the_annotation_holds_it_in_the_same_fiche() -> None:
    around: dict[str, Any] = {name: [] for name in ("tree", "diagnosis", "governance", "roles", "milestones")}
    gold = {**around, "actions": [_action("1", "Caisse locale"), _action("2", "Mission locale")]}
    read = {**around, "actions": [_action("1", "Mission locale"), _action("2", "Mission  locale")]}
    partners = [item.right for item in judged("a", gold, read) if item.field == "partners"]
    assert partners == [False, True]
