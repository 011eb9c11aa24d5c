"""Plans frozen, compared, changed by proposals that are advised and decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import Advice, ProposalKind, ProposalState, Status, Term, VersionKind
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, Convention, PlanVersion, Proposal
from maillage.conventions.operations import create_action, save_section, undo
from maillage.conventions.operations.proposals import (
    advise_proposal,
    decide_proposal,
    propose,
    propose_section,
    reopen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from maillage.conventions.operations.versions import freeze_version, remove_version
from maillage.conventions.sections import SECTIONS
from maillage.conventions.versioning.comparing import Difference, compare_contents
from maillage.conventions.versioning.content import content_of
from maillage.journal.models import Entry
from tests.factories.conventions import ConventionFactory, NodeFactory, member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


@pytest.fixture
def convention() -> Convention:
    return ConventionFactory.create(section_labels={"context": "Éléments de diagnostic"})


@pytest.fixture
def coordinator(convention: Convention) -> User:
    return member(convention, Role.COORDINATION)


@pytest.fixture
def action(convention: Convention, coordinator: User) -> Action:
    node = NodeFactory.create(convention=convention, ref="1", title="Accueillir")
    return create_action(
        convention=convention, node=node, title="Ouvrir un guichet", ref="1.1", by=coordinator
    )


def write(action: Action, section: str, value: Any, by: User) -> None:
    save_section(action=action, section=section, value=value, version=None, by=by)


def freeze(convention: Convention, by: User, kind: str = VersionKind.SIGNED) -> PlanVersion:
    return freeze_version(convention=convention, kind=kind, name="CTG signée", dated_on=TODAY, by=by)


def since(version: PlanVersion, **options: Any) -> Difference:
    return compare_contents(version.content, content_of(version.convention), **options)


def modification(action: Action, by: User, lines: list[str]) -> Proposal:
    proposal = propose(convention=action.convention, kind=ProposalKind.MODIFY, action=action, by=by)
    return propose_section(proposal=proposal, section="objectives", value=lines, version=None, by=by)


def decided(proposal: Proposal, by: User, decision: str = ProposalState.ACCEPTED) -> Proposal:
    submit_proposal(proposal=proposal, by=by)
    advise_proposal(proposal=proposal, advice=Advice.FAVOURABLE, on=TODAY, by=by)
    return decide_proposal(proposal=proposal, decision=decision, note="Vote à main levée.", on=TODAY, by=by)


def test_a_plan_compared_with_itself_says_nothing(action: Action, coordinator: User) -> None:
    version = freeze(action.convention, coordinator)
    assert since(version).nothing


def test_a_frozen_plan_keeps_its_words_whatever_becomes_of_the_plan(
    action: Action, coordinator: User
) -> None:
    write(action, "context", ["Les familles appellent dix numéros."], coordinator)
    version = freeze(action.convention, coordinator)
    write(action, "context", ["Les familles appellent un numéro."], coordinator)
    version.refresh_from_db()
    assert version.content["actions"][0]["words"]["context"] == ["Les familles appellent dix numéros."]


def test_what_is_only_told_in_other_words_since_is_no_difference(action: Action, coordinator: User) -> None:
    target = {"op": "change", "value": "20", "unit": "%"}
    write(action, "indicators", [{"label": "Demandes", "target": target}], coordinator)
    version = freeze(action.convention, coordinator)
    version.content["actions"][0]["words"]["indicators"] = ["Demandes : évolution de 20 %"]
    version.save()
    version.refresh_from_db()
    assert since(version).nothing
    write(action, "indicators", [{"label": "Demandes", "target": {**target, "value": "30"}}], coordinator)
    [change] = since(version).actions
    assert [section.key for section in change.sections] == ["indicators"]


def test_a_rubrique_that_was_hidden_when_the_plan_was_signed_is_told_once_shown(
    action: Action, coordinator: User
) -> None:
    write(action, "context", ["Les familles appellent un numéro."], coordinator)
    Convention.objects.filter(pk=action.convention_id).update(hidden_sections=["context"])
    action.convention.refresh_from_db()
    version = freeze(action.convention, coordinator)
    Convention.objects.filter(pk=action.convention_id).update(hidden_sections=[])
    version.convention.refresh_from_db()
    assert [one.key for change in since(version).actions for one in change.sections] == ["context"]


def test_a_difference_names_the_section_as_the_convention_does(action: Action, coordinator: User) -> None:
    version = freeze(action.convention, coordinator)
    write(action, "context", ["Les familles appellent un numéro."], coordinator)
    [change] = since(version).actions
    assert (change.name, change.kind) == ("1.1 Ouvrir un guichet", "changed")
    assert [section.label for section in change.sections] == ["Éléments de diagnostic"]


def test_new_and_removed_actions_are_told(action: Action, coordinator: User) -> None:
    version = freeze(action.convention, coordinator)
    create_action(convention=action.convention, node=action.node, title="Créer un relais", by=coordinator)
    Action.everything.filter(pk=action.pk).update(deleted_at="2026-01-01T00:00:00Z")
    found = since(version)
    assert [one.name for one in found.of("new")] == ["Créer un relais"]
    assert [one.name for one in found.of("removed")] == ["1.1 Ouvrir un guichet"]


def test_the_follow_up_is_no_part_of_an_amendment(action: Action, coordinator: User) -> None:
    version = freeze(action.convention, coordinator)
    write(action, "state", {"status": Status.RUNNING, "progress": 20, "news": "Lancé."}, coordinator)
    assert not since(version).nothing
    assert since(version, with_follow_up=False).nothing


def test_whoever_only_reads_freezes_and_proposes_nothing(action: Action) -> None:
    reader = member(action.convention, Role.READING)
    with pytest.raises(PermissionDenied):
        freeze(action.convention, reader)
    with pytest.raises(PermissionDenied):
        propose(convention=action.convention, kind=ProposalKind.ABANDON, action=action, by=reader)


def test_a_signed_version_stays(action: Action, coordinator: User) -> None:
    signed = freeze(action.convention, coordinator)
    draft = freeze(action.convention, coordinator, VersionKind.COMMITTEE)
    with pytest.raises(InvalidValueError):
        remove_version(version=signed, by=coordinator)
    remove_version(version=draft, by=coordinator)
    assert list(PlanVersion.objects.all()) == [signed]


def test_a_proposal_goes_from_draft_to_the_plan(action: Action, coordinator: User) -> None:
    pilot = member(action.convention, Role.PILOT)
    proposal = modification(action, pilot, ["Répondre en dix jours."])
    submit_proposal(proposal=proposal, by=pilot)
    advise_proposal(proposal=proposal, advice=Advice.RESERVED, note="À chiffrer.", on=TODAY, by=coordinator)
    assert SECTIONS["objectives"].read(action) == []
    decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, on=TODAY, by=coordinator)
    action.refresh_from_db()
    assert SECTIONS["objectives"].read(action) == ["Répondre en dix jours."]


def test_a_pilot_neither_advises_nor_decides(action: Action) -> None:
    pilot = member(action.convention, Role.PILOT)
    proposal = modification(action, pilot, ["Répondre en dix jours."])
    submit_proposal(proposal=proposal, by=pilot)
    with pytest.raises(PermissionDenied):
        advise_proposal(proposal=proposal, advice=Advice.FAVOURABLE, on=TODAY, by=pilot)
    with pytest.raises(PermissionDenied):
        decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, on=TODAY, by=pilot)


def test_a_refused_proposal_writes_nothing(action: Action, coordinator: User) -> None:
    decided(modification(action, coordinator, ["Répondre."]), coordinator, ProposalState.REFUSED)
    action.refresh_from_db()
    assert SECTIONS["objectives"].read(action) == []


def test_a_section_that_changed_since_is_not_overwritten(action: Action, coordinator: User) -> None:
    proposal = modification(action, coordinator, ["Répondre en dix jours."])
    write(action, "objectives", ["Répondre en cinq jours."], coordinator)
    with pytest.raises(InvalidValueError, match="a changé depuis"):
        decided(proposal, coordinator)
    action.refresh_from_db()
    assert SECTIONS["objectives"].read(action) == ["Répondre en cinq jours."]


def test_a_proposal_that_changes_nothing_is_not_submitted(action: Action, coordinator: User) -> None:
    proposal = propose(convention=action.convention, kind=ProposalKind.MODIFY, action=action, by=coordinator)
    with pytest.raises(InvalidValueError):
        submit_proposal(proposal=proposal, by=coordinator)


def test_a_new_action_enters_the_plan_once_decided(action: Action, coordinator: User) -> None:
    proposal = propose(
        convention=action.convention, kind=ProposalKind.NEW, title="Former les accueillants",
        node=action.node, sections={"objectives": ["Deux journées par an."]}, by=coordinator,
    )  # fmt: skip
    assert not Action.objects.filter(title="Former les accueillants").exists()
    decided(proposal, coordinator)
    added = Action.objects.get(title="Former les accueillants")
    assert (added.node, added.objectives) == (action.node, "Deux journées par an.")


def test_abandoned_and_carried_over_actions_say_so(action: Action, coordinator: User) -> None:
    version = freeze(action.convention, coordinator)
    other = create_action(
        convention=action.convention, node=action.node, title="Créer un relais", by=coordinator
    )
    later = freeze(action.convention, coordinator)
    for kind, about in ((ProposalKind.ABANDON, action), (ProposalKind.CARRY, other)):
        decided(
            propose(
                convention=about.convention, kind=kind, action=about, reason="Sans porteur.", by=coordinator
            ),
            coordinator,
        )
    action.refresh_from_db()
    other.refresh_from_db()
    assert (action.status, action.news, other.term) == (Status.ABANDONED, "Sans porteur.", Term.NEXT)
    found = since(later, with_follow_up=False)
    assert [one.id for one in found.of("abandoned")] == [action.pk]
    assert [one.id for one in found.of("carried")] == [other.pk]
    assert [one.id for one in since(version, with_follow_up=False).of("new")] == [other.pk]


def test_a_merge_gathers_lines_once_each(action: Action, coordinator: User) -> None:
    other = create_action(
        convention=action.convention, node=action.node, title="Créer un accueil", by=coordinator
    )
    write(action, "steps", [{"text": "Recruter"}], coordinator)
    write(other, "steps", [{"text": "recruter"}, {"text": "Ouvrir le samedi"}], coordinator)
    write(other, "people", {"pilots": [{"label": "Service petite enfance"}], "partners": []}, coordinator)
    proposal = propose(
        convention=action.convention, kind=ProposalKind.MERGE, action=action, merged=[other], by=coordinator
    )
    decided(proposal, coordinator)
    action, other = (Action.objects.get(pk=one.pk) for one in (action, other))
    assert [step["text"] for step in SECTIONS["steps"].read(action)] == ["Recruter", "Ouvrir le samedi"]
    assert [pilot.label for pilot in action.pilots.all()] == ["Service petite enfance"]
    assert other.status == Status.ABANDONED
    assert "Fusionnée avec" in other.news


def test_a_decision_is_taken_back_whole(action: Action, coordinator: User) -> None:
    proposal = decided(modification(action, coordinator, ["Répondre en dix jours."]), coordinator)
    reopened = reopen_proposal(proposal=proposal, by=coordinator)
    action.refresh_from_db()
    assert (action.objectives, reopened.state, reopened.batch) == ("", ProposalState.ADVISED, None)


def test_a_decision_undone_from_the_history_waits_again(action: Action, coordinator: User) -> None:
    proposal = decided(modification(action, coordinator, ["Répondre en dix jours."]), coordinator)
    undo(entry=Entry.objects.get(verb="plan.edited"), by=coordinator)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.batch) == (ProposalState.ADVISED, None)


def test_a_decision_undone_then_done_again_is_a_decision(action: Action, coordinator: User) -> None:
    proposal = decided(modification(action, coordinator, ["Répondre en dix jours."]), coordinator)
    undone = undo(entry=Entry.objects.get(verb="plan.edited"), by=coordinator)
    undo(entry=undone, by=coordinator)
    proposal.refresh_from_db()
    action.refresh_from_db()
    assert (proposal.state, proposal.decided_on) == (ProposalState.ACCEPTED, TODAY)
    assert action.objectives == "Répondre en dix jours."
    reopen_proposal(proposal=proposal, by=coordinator)
    action.refresh_from_db()
    assert action.objectives == ""


def test_a_decision_taken_otherwise_meanwhile_is_not_done_again(action: Action, coordinator: User) -> None:
    proposal = decided(modification(action, coordinator, ["Répondre en dix jours."]), coordinator)
    undone = undo(entry=Entry.objects.get(verb="plan.edited"), by=coordinator)
    decide_proposal(proposal=proposal, decision=ProposalState.REFUSED, on=TODAY, by=coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=undone, by=coordinator)
    action.refresh_from_db()
    assert action.objectives == ""


def test_a_decision_stays_when_the_plan_changed_since(action: Action, coordinator: User) -> None:
    proposal = decided(modification(action, coordinator, ["Répondre en dix jours."]), coordinator)
    write(action, "objectives", ["Répondre en cinq jours."], coordinator)
    with pytest.raises(NotUndoableError):
        reopen_proposal(proposal=proposal, by=coordinator)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED


def test_a_withdrawn_proposal_is_decided_no_more(action: Action, coordinator: User) -> None:
    proposal = modification(action, coordinator, ["Répondre."])
    withdraw_proposal(proposal=proposal, by=coordinator)
    with pytest.raises(InvalidValueError):
        decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, on=TODAY, by=coordinator)
