"""From draft to decision: submitted, advised by the COTECH, decided by the COPIL, written in the plan."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.enums import Advice, ProposalState
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.operations.batches import apply_edits
from maillage.conventions.operations.common import require
from maillage.conventions.operations.proposals.applying import edits_of
from maillage.conventions.operations.proposals.writing import locked_proposal, save, tell
from maillage.conventions.operations.undo import undo
from maillage.conventions.permissions import can_decide, can_edit_proposal
from maillage.conventions.sections.base import choice
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from datetime import date

    from maillage.accounts.models import User
    from maillage.conventions.models import Proposal

DECISIONS = (ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.POSTPONED)
WAITING = (ProposalState.SUBMITTED, ProposalState.ADVISED, ProposalState.POSTPONED)


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Put a draft before the COTECH. Raises InvalidValueError when it would change nothing."""
    locked = locked_proposal(proposal)
    require(can_edit_proposal(by, locked))
    _expect(locked, (ProposalState.DRAFT,))
    if not edits_of(locked):
        raise InvalidValueError("Cette proposition ne change encore rien : proposez au moins une rubrique.")
    return _turn(locked, ProposalState.SUBMITTED, "proposal.submitted", by)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Take a proposal back before it is decided; it stays in the list, marked."""
    locked = locked_proposal(proposal)
    require(can_edit_proposal(by, locked) or can_decide(by, locked.convention))
    _expect(locked, (ProposalState.DRAFT, *WAITING))
    return _turn(locked, ProposalState.WITHDRAWN, "proposal.withdrawn", by)


@transaction.atomic
def advise_proposal(*, proposal: Proposal, advice: str, note: str = "", on: date, by: User) -> Proposal:
    """Note what the COTECH thinks, and put the proposal before the COPIL."""
    locked = locked_proposal(proposal)
    require(can_decide(by, locked.convention))
    _expect(locked, (ProposalState.SUBMITTED, ProposalState.ADVISED, ProposalState.POSTPONED))
    locked.advice = choice(advice, Advice, "advice")
    if not locked.advice:
        raise InvalidValueError("Notez l’avis du COTECH.", "advice")
    locked.advice_note, locked.advised_on = note.strip(), on
    return _turn(locked, ProposalState.ADVISED, "proposal.advised", by)


@transaction.atomic
def decide_proposal(*, proposal: Proposal, decision: str, note: str = "", on: date, by: User) -> Proposal:
    """Note what the COPIL decides; accepted, it is written in the plan at once, whole or not at all.

    Raises InvalidValueError when a section changed since it was proposed.
    """
    locked = locked_proposal(proposal)
    require(can_decide(by, locked.convention))
    _expect(locked, WAITING)
    if decision not in DECISIONS:
        raise InvalidValueError("Notez ce que le COPIL décide.", "decision")
    locked.decision_note, locked.decided_on = note.strip(), on
    if decision == ProposalState.ACCEPTED:
        locked.batch = uuid.uuid4()
        details = {"proposal": locked.pk, "title": locked.title}
        edits = edits_of(locked, fresh=True)
        entry = apply_edits(
            convention=locked.convention, edits=edits, batch=locked.batch, details=details, by=by
        )
        created = entry.details["created"] if entry else {}
        locked.action_id = next(iter(created), locked.action_id)
    return _turn(locked, ProposalState(decision), "proposal.decided", by)


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Take a decision back: what it wrote in the plan is undone, the proposal waits for the COPIL again.

    Raises NotUndoableError when the plan changed since.
    """
    locked = locked_proposal(proposal)
    require(can_decide(by, locked.convention))
    _expect(locked, (*DECISIONS, ProposalState.WITHDRAWN))
    if locked.batch is not None:
        _undo_batch(locked, by)
        locked.refresh_from_db()
    locked.batch = None
    locked.decided_on, locked.decision_note = None, ""
    before = ProposalState.ADVISED if locked.advice else ProposalState.SUBMITTED
    return _turn(locked, before, "proposal.reopened", by)


def _undo_batch(proposal: Proposal, by: User) -> None:
    written = Entry.objects.filter(verb="plan.edited", convention_id=proposal.convention_id, undone_by=None)
    # The last: taken back and written again, a decision has several.
    entry = written.filter(details__batch=str(proposal.batch)).order_by("-pk").first()
    if entry is not None:
        try:
            undo(entry=entry, by=by)
        except NotUndoableError as refusal:
            raise NotUndoableError(f"La décision reste : {refusal}") from refusal


def _expect(proposal: Proposal, states: tuple[str, ...]) -> None:
    if proposal.state not in states:
        raise InvalidValueError("Cette proposition n’en est plus là. Rechargez la page.")


def _turn(proposal: Proposal, state: ProposalState, verb: str, by: User) -> Proposal:
    before, proposal.state = ProposalState(proposal.state), state
    save(proposal)
    tell(proposal, verb, by, {"proposal": [str(before.label), str(state.label)]})
    return proposal
