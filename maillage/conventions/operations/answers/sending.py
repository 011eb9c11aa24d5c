"""Sending an answer: by link, or written down from paper. It is in the plan at once, and kept as sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import CampaignError, ClosedLinkError, InvalidValueError, UnknownLinkError
from maillage.conventions.models import Action, ActionDocument, Answer, Asked
from maillage.conventions.models.campaign import LETTERS
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.answers.figures import (
    asked_figures,
    check_figures,
    count_figures,
    kept_figures,
)
from maillage.conventions.operations.answers.said import (
    Author,
    Document,
    Said,
    as_it_is,
    check_offered,
    state_of,
)
from maillage.conventions.operations.common import action_fact, locked_action, locked_convention, require
from maillage.conventions.operations.documents import attach_document
from maillage.conventions.operations.links import CLOSED, by_link, locked_recipient, tell_coordination
from maillage.conventions.permissions import can_answer, can_run_campaign
from maillage.conventions.sections import SECTIONS
from maillage.journal.operations import record
from maillage.kernel import mail
from maillage.kernel.errors import DomainError

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Recipient

MOST_FILES = 5
"""How many documents one person may leave on one action in a campaign."""
SAME_WITHIN = timedelta(hours=1)
_TEXTS = ("sentence", "difficulty_note", "help_needed", "next_step")


def _own_asked(recipient: Recipient, asked_id: int) -> Asked:
    """One action asked of this person. UnknownLinkError when it is not one of theirs."""
    rows = Asked.objects.select_for_update(of=("self",)).select_related("action")
    found = rows.filter(pk=asked_id, recipient=recipient).first()
    if found is None or found.action.deleted_at is not None:
        raise UnknownLinkError(CLOSED)
    return found


def permitted(recipient: Recipient, asked_id: int) -> tuple[Recipient, Asked]:
    """The person and the question, locked, when their link opens it; the refusals of the link otherwise."""
    # As the coordination's own writes do: the convention first, so that two writes never wait for each other.
    locked_convention(recipient.convention_id)
    locked = locked_recipient(recipient)
    asked = _own_asked(locked, asked_id)
    if not can_answer(locked, asked):
        raise ClosedLinkError(CLOSED)
    return locked, asked


def receive(*, recipient: Recipient, asked_id: int, said: Said) -> Answer:
    """Send an answer with its document, if any. Raises as :func:`send_answer`, with a document as
    InvalidValueError on the field « document »: nothing is written then.
    """
    if said.document is not None:
        _attach(recipient, asked_id, said, said.document)
    return send_answer(recipient=recipient, asked_id=asked_id, said=said)


def _attach(recipient: Recipient, asked_id: int, said: Said, document: Document) -> None:
    """Leave the document on the fiche, once the rest of the answer is known to be readable."""
    with transaction.atomic():
        locked, asked = permitted(recipient, asked_id)
        check_offered(asked.action, said)
        state_of(asked.action, said)
        check_figures(asked, said)
    name = by_link(locked)
    left = ActionDocument.objects.filter(action=asked.action, added_name=name)
    if left.filter(added_at__gte=locked.campaign.created_at).count() >= MOST_FILES:
        raise InvalidValueError("Vous avez déjà joint plusieurs documents\u00a0: c’est assez.", "document")
    try:
        attach_document(action=asked.action, data=document.data, name=document.name, by=None, added_name=name)
    except DomainError as refusal:
        raise InvalidValueError(str(refusal), "document") from refusal


@transaction.atomic
def send_answer(*, recipient: Recipient, asked_id: int, said: Said) -> Answer:
    """Write an answer in the plan at once, by link. Sending it again before the end replaces what it says.

    UnknownLinkError for an action that was not asked of them, ClosedLinkError once the link is closed,
    InvalidValueError, with the name of its field, on what cannot be read: nothing is written then.
    """
    locked, asked = permitted(recipient, asked_id)
    check_offered(asked.action, said)
    answer = _answer(asked, said, Author(by_link(locked)), locked.name)
    _tell(locked)
    return answer


@transaction.atomic
def send_unchanged(*, recipient: Recipient, asked_id: int) -> Answer:
    """« Rien de neuf »: everything stays, and the plan knows that somebody said so. A draft stays too."""
    locked, asked = permitted(recipient, asked_id)
    draft = asked.draft
    answer = _answer(asked, as_it_is(asked.action), Author(by_link(locked)), locked.name)
    asked.draft = draft
    asked.save(update_fields=["draft"])
    _tell(locked)
    return answer


@transaction.atomic
def enter_paper_answer(*, recipient: Recipient, asked_id: int, said: Said, by: User) -> Answer:
    """Write down what somebody answered on paper or by telephone; refusals as :func:`send_answer`."""
    convention = locked_convention(recipient.convention_id)
    require(can_run_campaign(by, convention))
    if recipient.campaign.state != CampaignState.OPEN:
        raise CampaignError("Cette campagne n’est pas ouverte.")
    asked = _own_asked(recipient, asked_id)
    return _answer(asked, said, Author("", by), f"{recipient.name}, sur papier")


def _answer(asked: Asked, said: Said, author: Author, name: str) -> Answer:
    action = locked_action(asked.action_id)
    figures = {one.key: one for one in asked_figures(asked) if one.key in said.figures}
    before, state = SECTIONS["state"].read(action), state_of(action, said)
    unchanged = not said.sentence.strip() and state == before and not said.figures
    answer = Answer(
        convention_id=asked.convention_id,
        asked=asked,
        action=action,
        author_name=name[:200],
        unchanged=unchanged,
        sentence=state["news"] if said.sentence.strip() else "",
        figures=kept_figures(figures, said),
        **{key: state[key] for key in state if key != "news"},
    )
    if state == before and (twin := _twin(asked, answer)) is not None:
        return twin
    answer.save()
    count_figures(answer, figures, said, author)
    _write(action, state, answer, author)
    asked.answered_at, asked.draft = timezone.now(), {}
    asked.save(update_fields=["answered_at", "draft"])
    if not Asked.objects.filter(recipient=asked.recipient_id, answered_at=None).exists():
        mail.cancel(kind=LETTERS, about=[asked.recipient_id])
    return answer


def _twin(asked: Asked, answer: Answer) -> Answer | None:
    """The last answer when it says the very same: a form sent twice is one answer."""
    last = asked.answers.filter(sent_at__gt=timezone.now() - SAME_WITHIN).first()
    if last is None:
        return None
    names = ("status", "progress", "difficulty", *_TEXTS)
    same = all(getattr(last, name) == getattr(answer, name) for name in names)
    # A figure already in place is not typed again.
    return last if same and answer.figures.items() <= last.figures.items() else None


def _write(action: Action, state: Any, answer: Answer, author: Author) -> None:
    details: dict[str, Any] = {"answer": answer.pk}
    told = action.told_at.isoformat() if action.told_at else None
    entry = write_section(
        action=action, section="state", value=state, by=author.by, details=details, actor_name=author.name
    )
    if entry is None:
        fact = action_fact(action, "confirmed", details={**details, "told_at": told})
        record(fact, by=author.by, actor_name=author.name)


def _tell(recipient: Recipient) -> None:
    """Let the coordination know, once for several actions in a row."""
    tell_coordination(recipient, f"{recipient.name} a répondu\u00a0: {recipient.campaign.name}.")


@transaction.atomic
def mark_answers_read(*, campaign_id: int, convention_id: int, by: User) -> int:
    """Say that the answers received so far were read; how many were not."""
    convention = locked_convention(convention_id)
    require(can_run_campaign(by, convention))
    rows = Answer.objects.filter(asked__recipient__campaign=campaign_id, convention=convention, read_at=None)
    return rows.update(read_at=timezone.now())
