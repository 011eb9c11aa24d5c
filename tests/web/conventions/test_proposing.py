"""Proposing a change: from the fiche, from the list, with the actions in the order of the plan."""

from __future__ import annotations

import re

from maillage.conventions.enums import ProposalState
from maillage.conventions.models import Action, Proposal
from maillage.conventions.operations import create_action, create_node
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def test_a_change_is_proposed_from_the_fiche(coordinator: PageClient, plan: Plan) -> None:
    fiche = coordinator.get(plan.fiche()).content.decode()
    address = plan.url(f"propositions/?action={plan.full.pk}")
    assert f'href="{address}#proposer"' in fiche
    page = coordinator.get(address)
    assert f"Proposer de changer « {plan.full} »" in text_of(page)
    assert f'abandonner/?action={plan.full.pk}"' in page.content.decode()
    assert "nouvelle/nouvelle/" not in page.content.decode()


def test_an_action_that_is_not_there_is_about_nothing(coordinator: PageClient, plan: Plan) -> None:
    for asked in ("999999", "une", ""):
        assert "Nouvelle action" in text_of(coordinator.get(plan.url(f"propositions/?action={asked}")))


def test_the_actions_to_choose_from_stand_in_the_order_of_the_plan(
    coordinator: PageClient, plan: Plan
) -> None:
    last = create_node(convention=plan.convention, parent=None, title="Dernier", ref="9", by=plan.by)
    for ref in ("9.1", "9.2"):
        create_action(convention=plan.convention, node=last, title="Après", ref=ref, by=plan.by)
    page = coordinator.get(plan.url("propositions/nouvelle/fusionner/")).content.decode()
    found = [int(pk) for pk in re.findall(r'type="checkbox" name="merged" value="(\d+)"', page)]
    rows = {one.pk: one for one in Action.objects.filter(convention=plan.convention)}
    assert [rows[pk].ref for pk in found][-2:] == ["9.1", "9.2"]
    assert len(found) == len(rows)


def test_the_boxes_to_merge_are_told_their_hint(coordinator: PageClient, plan: Plan) -> None:
    page = coordinator.get(plan.url("propositions/nouvelle/fusionner/")).content.decode()
    [named] = set(re.findall(r'name="merged" value="\d+"[^>]*aria-describedby="([^"]+)"', page))
    assert page.count(f'id="{named}"') == 1
    assert named != "_aide"


def test_a_new_action_comes_into_the_plan_with_the_reference_that_was_proposed(
    coordinator: PageClient, plan: Plan
) -> None:
    data = {"title": "Former les accueillants", "ref": "9.9", "node": ""}
    coordinator.post(plan.url("propositions/nouvelle/nouvelle/"), data)
    proposal = Proposal.objects.get()
    turn = plan.url(f"propositions/{proposal.pk}/suite/")
    coordinator.post(turn, {"do": "submit"})
    coordinator.post(turn, {"do": "decide", "decision": ProposalState.ACCEPTED, "on": "2026-06-12"})
    assert Action.objects.get(ref="9.9").title == "Former les accueillants"
