"""The plan sorted by its headers, dense plans, and what is counted as a level."""

from __future__ import annotations

import re
from typing import Any

import pytest

from maillage.conventions.models import Action
from maillage.conventions.operations import create_action, create_node, save_section, update_convention
from maillage.web.conventions.reading.plan import MOST_BEADS
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of

TITLES = ("Zone 2", "Zone 10", "Été au parc", "Accueil du soir")


def titles(answer: Any) -> list[str]:
    """The actions of the node made here, in the order of the table."""
    body = answer.content.decode().split("Nouvel axe</span>")[-1].split("</tbody>")[0]
    return re.findall(r'class="ref"></span><a href="[^"]+">([^<]+)</a>', body)


@pytest.fixture
def four(plan: Plan) -> list[Action]:
    """Four actions under one axis, in an order that no column has."""
    node = create_node(convention=plan.convention, parent=None, title="Nouvel axe", ref="9", by=plan.by)
    return [
        create_action(convention=plan.convention, node=node, title=title, ref="", by=plan.by)
        for title in TITLES
    ]


def change(action: Action, section: str, value: Any, plan: Plan) -> None:
    save_section(action=action, section=section, value=value, version=None, by=plan.by)


@pytest.mark.usefixtures("four")
def test_titles_sort_without_accents_and_numbers_by_value(coordinator: PageClient, plan: Plan) -> None:
    up = coordinator.get(plan.url("plan/"), {"tri": "action"})
    assert titles(up) == ["Accueil du soir", "Été au parc", "Zone 2", "Zone 10"]
    down = coordinator.get(plan.url("plan/"), {"tri": "-action"})
    assert titles(down) == ["Zone 10", "Zone 2", "Été au parc", "Accueil du soir"]


def test_a_date_sorts_by_its_day_and_what_is_missing_stays_last(
    coordinator: PageClient, plan: Plan, four: list[Action]
) -> None:
    late: dict[str, Any] = {
        "phrases": [],
        "start": None,
        "end": {"on": "2028-12-31", "precision": "annee"},
        "term": "",
    }
    soon = {**late, "end": {"on": "2026-04-30", "precision": "mois"}}
    change(four[0], "calendar", late, plan)
    change(four[2], "calendar", soon, plan)
    up = titles(coordinator.get(plan.url("plan/"), {"tri": "echeance"}))
    assert up == ["Été au parc", "Zone 2", "Zone 10", "Accueil du soir"]
    down = titles(coordinator.get(plan.url("plan/"), {"tri": "-echeance"}))
    assert down == ["Zone 2", "Été au parc", "Zone 10", "Accueil du soir"]


def test_the_header_says_the_order_and_leads_to_the_next(coordinator: PageClient, plan: Plan) -> None:
    html = coordinator.get(plan.url("plan/"), {"tri": "etat"}).content.decode()
    assert 'aria-sort="ascending"' in html
    assert f'href="{plan.url("plan/?tri=-etat")}"' in html
    html = coordinator.get(plan.url("plan/"), {"tri": "-etat", "q": "guide"}).content.decode()
    assert 'aria-sort="descending"' in html
    assert f'href="{plan.url("plan/?q=guide")}" id="tri-etat"' in html


def test_the_order_stays_while_one_filters(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.fragment(plan.url("plan/"), {"tri": "-pilote", "q": "guide"})
    assert answer.headers["HX-Push-Url"] == plan.url("plan/?q=guide&tri=-pilote")
    assert b'name="tri" value="-pilote" form="filtres"' in answer.content


@pytest.mark.usefixtures("four")
def test_an_unknown_order_is_that_of_the_plan(coordinator: PageClient, plan: Plan) -> None:
    assert titles(coordinator.get(plan.url("plan/"), {"tri": "humeur"})) == list(TITLES)


def test_two_pilots_are_named_and_the_others_counted(
    coordinator: PageClient, plan: Plan, four: list[Action]
) -> None:
    pilots = [{"label": f"Pilote {n}", "kind": ""} for n in range(4)]
    change(four[0], "people", {"pilots": pilots, "partners": [], "communes": []}, plan)
    html = coordinator.get(plan.url("plan/")).content.decode()
    assert "Pilote 0, Pilote 1" in html
    assert 'title="Pilote 2, Pilote 3"> et 2\xa0autres' in html.replace("&nbsp;", "\xa0")
    assert '<span class="rest">, Pilote 2, Pilote 3</span>' in html


def test_an_axis_of_transversal_actions_alone_is_not_counted(coordinator: PageClient, plan: Plan) -> None:
    before = re.findall(r"(\d+) axes?", text_of(coordinator.get(plan.url("plan/"))))
    aside = create_node(convention=plan.convention, parent=None, title="Transversal", ref="T", by=plan.by)
    action = create_action(convention=plan.convention, node=aside, title="Animer", ref="", by=plan.by)
    identity = {"ref": "T.1", "title": "Animer", "fiche_title": "", "transversal": True, "themes": []}
    change(action, "identity", identity, plan)
    assert re.findall(r"(\d+) axes?", text_of(coordinator.get(plan.url("plan/")))) == before


def test_hidden_rubriques_count_neither_in_the_plan_nor_in_the_fiche(
    coordinator: PageClient, plan: Plan
) -> None:
    hidden = {"hidden_sections": ["context", "success_conditions"]}
    update_convention(convention=plan.convention, values=hidden, version=None, by=plan.by)
    words = text_of(coordinator.get(plan.url("plan/")))
    assert "6/7" in words
    assert "0/7" in words
    assert "6 rubriques sur 7" in text_of(coordinator.get(plan.fiche()))


def test_a_very_large_axis_counts_by_state_instead_of_one_bead_each(
    coordinator: PageClient, plan: Plan
) -> None:
    node = create_node(convention=plan.convention, parent=None, title="Grand", ref="8", by=plan.by)
    for number in range(MOST_BEADS + 1):
        create_action(convention=plan.convention, node=node, title=f"Action {number}", ref="", by=plan.by)
    html = coordinator.get(plan.url("plan/")).content.decode()
    assert f'href="{plan.url(f"plan/?etat=a_venir#niveau-{node.pk}")}"' in html
    assert f"{MOST_BEADS + 1} à venir" in text_of(coordinator.get(plan.url()))


def test_two_long_names_of_pilots_are_one_and_another(
    coordinator: PageClient, plan: Plan, four: list[Action]
) -> None:
    pilots = [{"label": f"Service {n} de la communauté de communes", "kind": ""} for n in range(2)]
    change(four[0], "people", {"pilots": pilots, "partners": [], "communes": []}, plan)
    html = coordinator.get(plan.url("plan/")).content.decode()
    assert 'title="Service 1 de la communauté de communes"> et 1' in html


def test_a_reference_that_repeats_its_level_is_marked_by_its_number(
    coordinator: PageClient, plan: Plan
) -> None:
    create_node(convention=plan.convention, parent=None, title="Santé", ref="Axe 7", by=plan.by)
    assert '<span class="mark-no">7</span>' in coordinator.get(plan.url("plan/")).content.decode()
