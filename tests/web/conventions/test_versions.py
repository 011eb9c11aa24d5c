"""Versions and proposals as a coordinator and a pilot meet them."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from maillage.conventions.enums import ProposalKind, ProposalState, VersionKind
from maillage.conventions.models import PlanVersion, Proposal
from maillage.conventions.operations import save_section
from maillage.conventions.operations.proposals import propose
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of

SIGNED = {"name": "CTG signée", "kind": VersionKind.SIGNED, "dated_on": "2024-03-01", "note": ""}
MEETING = {"on": "2026-06-12", "note": "Vote à main levée."}


@pytest.fixture
def signed(coordinator: PageClient, plan: Plan) -> PlanVersion:
    """The plan frozen from its page."""
    coordinator.post(plan.url("versions/figer/"), SIGNED)
    return PlanVersion.objects.get()


@pytest.fixture
def draft(plan: Plan) -> Proposal:
    """A change to the full fiche, still empty."""
    return propose(convention=plan.convention, kind=ProposalKind.MODIFY, action=plan.full, by=plan.by)


def turn(client: PageClient, plan: Plan, proposal: Proposal, do: str, **data: str) -> str:
    answer = client.post(plan.url(f"propositions/{proposal.pk}/suite/"), {"do": do, **data}, follow=True)
    return text_of(answer)


def test_before_the_first_version_the_page_says_what_to_do(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("versions/")))
    assert "Rien de figé encore" in words
    assert "Figer le plan signé" in words


def test_a_version_is_frozen_read_and_kept(coordinator: PageClient, plan: Plan, signed: PlanVersion) -> None:
    assert "CTG signée Version signée 1er mars 2024" in text_of(coordinator.get(plan.url("versions/")))
    page = text_of(coordinator.get(plan.url(f"versions/{signed.pk}/")))
    assert "2.A.1 Ouvrir une crèche" in page
    assert "Supprimer cette version" not in page
    fiche = text_of(coordinator.get(plan.url(f"versions/{signed.pk}/actions/{plan.full.pk}/")))
    assert "Une commune sur deux" in fiche


def test_a_version_without_a_name_is_refused_with_what_was_typed(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(plan.url("versions/figer/"), {**SIGNED, "name": "", "note": "Séance plénière"})
    assert answer.status_code == 422
    assert "Donnez un nom à cette version." in text_of(answer)
    assert "Séance plénière" in answer.content.decode()


def test_two_states_are_compared_whatever_their_order(
    coordinator: PageClient, plan: Plan, signed: PlanVersion
) -> None:
    save_section(action=plan.full, section="objectives", value=["Douze places"], version=None, by=plan.by)
    page = text_of(coordinator.get(plan.url(f"versions/comparer/?de=travail&a={signed.pk}")))
    assert "De « CTG signée » à aujourd’hui : 1 action modifiée." in page
    assert "Douze places" in page


def test_a_version_that_nobody_has_is_not_found(coordinator: PageClient, plan: Plan) -> None:
    assert coordinator.get(plan.url("versions/comparer/?de=999999")).status_code == 404
    assert coordinator.get(plan.url("versions/comparer/?de=une")).status_code == 404


def test_a_proposal_goes_its_way_from_the_page(coordinator: PageClient, plan: Plan, draft: Proposal) -> None:
    address = plan.url(f"propositions/{draft.pk}/rubriques/objectives/")
    assert "le plan ne change pas avant la décision" in text_of(coordinator.get(address))
    coordinator.post(address, {"lines": "Douze places\nOuvrir tôt", "do": "save"})
    assert "Devant le COTECH" in turn(coordinator, plan, draft, "submit")
    assert "Favorable, le 12 juin 2026" in turn(
        coordinator, plan, draft, "advise", advice="favorable", **MEETING
    )
    said = turn(coordinator, plan, draft, "decide", decision=ProposalState.ACCEPTED, **MEETING)
    assert "Acceptée le 12 juin 2026. Vote à main levée." in said
    assert "Ouvrir tôt" in text_of(coordinator.get(plan.fiche()))


def test_an_advice_left_out_is_asked_again(coordinator: PageClient, plan: Plan, draft: Proposal) -> None:
    Proposal.objects.filter(pk=draft.pk).update(state=ProposalState.SUBMITTED)
    said = turn(coordinator, plan, draft, "advise", on="2026-06-12", note="À chiffrer d’abord")
    assert "Notez l’avis du COTECH." in said
    assert "À chiffrer d’abord" in said


def test_an_empty_draft_is_not_submitted(coordinator: PageClient, plan: Plan, draft: Proposal) -> None:
    assert "ne change encore rien" in turn(coordinator, plan, draft, "submit")


def test_a_section_is_left_as_it_is(coordinator: PageClient, plan: Plan, draft: Proposal) -> None:
    address = plan.url(f"propositions/{draft.pk}/rubriques/objectives/")
    coordinator.post(address, {"lines": "Douze places", "do": "save"})
    coordinator.post(address, {"do": "drop"})
    draft.refresh_from_db()
    assert draft.content["sections"] == {}


def test_a_new_action_is_proposed_with_its_first_lines(coordinator: PageClient, plan: Plan) -> None:
    data = {"title": "Former les accueillants", "node": "", "steps": "Choisir un formateur\nFixer les dates"}
    answer = coordinator.post(plan.url("propositions/nouvelle/nouvelle/"), data, follow=True)
    words = text_of(answer)
    assert "Ce que dirait sa fiche" in words
    assert "Fixer les dates" in words


def test_a_merge_needs_something_to_merge(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(plan.url("propositions/nouvelle/fusionner/"), {"action": plan.full.pk})
    assert answer.status_code == 422
    assert "Choisissez au moins une action" in text_of(answer)


def test_the_amendment_shows_what_changes_and_who_decided(
    coordinator: PageClient, plan: Plan, signed: PlanVersion, draft: Proposal
) -> None:
    address = plan.url(f"propositions/{draft.pk}/rubriques/objectives/")
    coordinator.post(address, {"lines": "Douze places", "do": "save"})
    turn(coordinator, plan, draft, "submit")
    turn(coordinator, plan, draft, "decide", decision=ProposalState.ACCEPTED, **MEETING)
    answer = coordinator.get(plan.url(f"versions/{signed.pk}/avenant.docx"))
    assert 'attachment; filename="avenant-1-' in answer.headers["Content-Disposition"]
    document = Document(BytesIO(answer.content))
    assert document.core_properties.language == "fr-FR"
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert "Article 2. Actions modifiées" in headings
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"Action modifiée", "acceptée le 12\u00a0juin 2026", "Douze places"} <= set(cells)


def test_an_amendment_of_nothing_says_so(coordinator: PageClient, plan: Plan, signed: PlanVersion) -> None:
    answer = coordinator.get(plan.url(f"versions/{signed.pk}/avenant.docx"))
    words = " ".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "cet avenant est sans objet" in words
