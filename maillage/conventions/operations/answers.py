"""What a pilot answers: kept as typed, written in the plan as soon as it is sent, kept as sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.operations.notices import notify
from maillage.accounts.selectors import users_with_role
from maillage.conventions.counting.values import read_value
from maillage.conventions.enums import CampaignState, ValueSource
from maillage.conventions.errors import (
    CampaignError,
    ClosedLinkError,
    InvalidFieldsError,
    InvalidValueError,
    UnknownLinkError,
)
from maillage.conventions.models import Action, ActionDocument, Answer, Asked, Campaign
from maillage.conventions.models.campaign import LETTERS
from maillage.conventions.notifications import campaign_path
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.common import (
    action_fact,
    locked_action,
    locked_convention,
    require,
)
from maillage.conventions.operations.documents import attach_document
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.links import CLOSED, by_link, locked_recipient
from maillage.conventions.permissions import can_answer, can_run_campaign
from maillage.conventions.sections import SECTIONS
from maillage.conventions.selectors.figures import Figure, figures_of
from maillage.conventions.selectors.followed import gauge_of
from maillage.journal.operations import record
from maillage.kernel import mail
from maillage.kernel.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.conventions.models import Recipient

LONGEST_DRAFT = 4000
TEXTS = ("sentence", "difficulty_note", "help_needed", "next_step")
MOST_FILES = 5
"""How many documents one person may leave on one action of a campaign."""


@dataclass(frozen=True, slots=True)
class Document:
    """A photo or a document that goes with an answer."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered on one action, as typed: checked when it is sent. ``figures``: by indicator."""

    status: str
    sentence: str = ""
    progress: str = ""
    difficulty: str = ""
    difficulty_note: str = ""
    help_needed: str = ""
    next_step: str = ""
    figures: Mapping[int, str] = field(default_factory=dict)
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers: ``by`` is somebody with an account who writes down a paper answer."""

    name: str
    by: User | None = None


def own_asked(recipient: Recipient, asked_id: int) -> Asked:
    """One action asked of this person. UnknownLinkError when it is not one of theirs."""
    rows = Asked.objects.select_for_update(of=("self",)).select_related("action")
    found = rows.filter(pk=asked_id, recipient=recipient).first()
    if found is None or found.action.deleted_at is not None:
        raise UnknownLinkError(CLOSED)
    return found


def _permitted(recipient: Recipient, asked_id: int) -> tuple[Recipient, Asked]:
    # As the coordination's own writes do: the convention first, so that two writes never wait for each other.
    locked_convention(recipient.convention_id)
    locked = locked_recipient(recipient)
    asked = own_asked(locked, asked_id)
    if not can_answer(locked, asked):
        raise ClosedLinkError(CLOSED)
    return locked, asked


@transaction.atomic
def save_drafts(*, recipient: Recipient, typed: Mapping[int, Mapping[str, str]]) -> int:
    """Keep what is being typed, by action asked; how many changed. Nothing is checked: it may be half a word.

    What is not one of their actions is left aside. ClosedLinkError once the link is closed.
    """
    locked = locked_recipient(recipient)
    changed = []
    for asked in Asked.objects.select_for_update(of=("self",)).filter(recipient=locked, pk__in=typed):
        draft = {name: str(text)[:LONGEST_DRAFT] for name, text in typed[asked.pk].items()}
        if draft != asked.draft:
            asked.draft, asked.saved_at = draft, timezone.now()
            changed.append(asked)
    Asked.objects.bulk_update(changed, ["draft", "saved_at"])
    return len(changed)


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
        locked, asked = _permitted(recipient, asked_id)
        _state(asked.action, said)
        _check_figures(asked, said)
    name = by_link(locked)
    if ActionDocument.objects.filter(action=asked.action, added_name=name).count() >= MOST_FILES:
        raise InvalidValueError("Vous avez déjà joint plusieurs documents\u00a0: c’est assez.", "document")
    try:
        attach_document(action=asked.action, data=document.data, name=document.name, by=None, added_name=name)
    except DomainError as refusal:
        raise InvalidValueError(str(refusal), "document") from refusal


def _check_figures(asked: Asked, said: Said) -> None:
    wrong = {}
    for one in _asked_figures(asked):
        try:
            read_value(said.figures.get(one.indicator.pk, ""), gauge_of(one.indicator).asked)
        except InvalidValueError as refusal:
            wrong[f"figure-{one.indicator.pk}"] = str(refusal)
    if wrong:
        raise InvalidFieldsError(wrong)


@transaction.atomic
def send_answer(*, recipient: Recipient, asked_id: int, said: Said) -> Answer:
    """Write an answer in the plan at once, by link. Sending it again before the end replaces what it says.

    UnknownLinkError for an action that was not asked of them, ClosedLinkError once the link is closed,
    InvalidValueError, with the name of its field, on what cannot be read: nothing is written then.
    """
    locked, asked = _permitted(recipient, asked_id)
    answer = _answer(asked, said, Author(by_link(locked)), locked.name)
    _tell(locked)
    return answer


@transaction.atomic
def send_unchanged(*, recipient: Recipient, asked_id: int) -> Answer:
    """« Rien de neuf »: everything stays, and the plan knows that somebody said so."""
    locked, asked = _permitted(recipient, asked_id)
    answer = _answer(asked, as_it_is(asked.action), Author(by_link(locked)), locked.name)
    _tell(locked)
    return answer


@transaction.atomic
def enter_paper_answer(*, recipient: Recipient, asked_id: int, said: Said, by: User) -> Answer:
    """Write down what somebody answered on paper or by telephone; refusals as :func:`send_answer`."""
    convention = locked_convention(recipient.convention_id)
    require(can_run_campaign(by, convention))
    if recipient.campaign.state != CampaignState.OPEN:
        raise CampaignError("Cette campagne n’est pas ouverte.")
    asked = own_asked(recipient, asked_id)
    return _answer(asked, said, Author("", by), f"{recipient.name}, sur papier")


def as_it_is(action: Action) -> Said:
    """What an answer says when nothing changed."""
    return Said(
        status=action.status,
        progress="" if action.progress is None else str(action.progress),
        difficulty=action.difficulty,
        difficulty_note=action.difficulty_note,
        help_needed=action.help_needed,
        next_step=action.next_step,
    )


_APART = frozenset({"sentence", "figures", "document"})


def _state(action: Action, said: Said) -> Any:
    """The value of the section: the last news stay when there is no new sentence."""
    value = {one: getattr(said, one) for one in Said.__slots__ if one not in _APART}
    value["news"] = said.sentence.strip() or action.news
    return SECTIONS["state"].clean(action.convention, value)


def _answer(asked: Asked, said: Said, author: Author, name: str) -> Answer:
    action = locked_action(asked.action_id)
    figures = {one.indicator.pk: one for one in _asked_figures(asked) if one.indicator.pk in said.figures}
    before, state = SECTIONS["state"].read(action), _state(action, said)
    unchanged = not said.sentence.strip() and state == before and not said.figures
    answer = Answer(
        convention_id=asked.convention_id,
        asked=asked,
        action=action,
        author_name=name[:200],
        unchanged=unchanged,
        sentence=state["news"] if said.sentence.strip() else "",
        figures=_kept_figures(figures, said),
        **{key: state[key] for key in state if key != "news"},
    )
    if (twin := _twin(asked, answer)) is not None:
        return twin
    answer.save()
    _count(answer, figures, said, author)
    _write(action, state, answer, author)
    asked.answered_at, asked.draft = timezone.now(), {}
    asked.save(update_fields=["answered_at", "draft"])
    if not Asked.objects.filter(recipient=asked.recipient_id, answered_at=None).exists():
        mail.cancel(kind=LETTERS, about=[asked.recipient_id])
    return answer


def _twin(asked: Asked, answer: Answer) -> Answer | None:
    """The last answer when it says the very same: a form sent twice is one answer."""
    last = asked.answers.first()
    if last is None:
        return None
    names = ("status", "progress", "difficulty", *TEXTS)
    same = all(getattr(last, name) == getattr(answer, name) for name in names)
    # A figure already in place is not typed again.
    return last if same and answer.figures.items() <= last.figures.items() else None


def _asked_figures(asked: Asked) -> list[Figure]:
    code = Campaign.objects.values_list("period", flat=True).get(recipients=asked.recipient_id)
    return figures_of([asked.action_id], code).get(asked.action_id, [])


def _kept_figures(figures: Mapping[int, Figure], said: Said) -> dict[str, Any]:
    """The figures as they were sent, with what they were called then."""
    return {
        str(pk): {
            "label": one.indicator.label,
            "period": one.period.code,
            "text": said.figures[pk][:LONGEST_DRAFT],
        }
        for pk, one in figures.items()
    }


def _count(answer: Answer, figures: Mapping[int, Figure], said: Said, author: Author) -> None:
    """Put the figures in the grid. InvalidFieldsError, field by field, when some cannot be read."""
    cells = [Cell(pk, one.period.code, said.figures[pk]) for pk, one in figures.items()]
    if not cells:
        return
    outcome = set_values(
        convention=answer.action.convention,
        cells=cells,
        by=author.by,
        author=author.name,
        actions={answer.action_id},
        source=ValueSource.GRID if author.by else ValueSource.LINK,
        details={"answer": answer.pk},
    )
    if outcome.refused:
        raise InvalidFieldsError({f"figure-{one.cell.indicator}": one.reason for one in outcome.refused})


def _write(action: Action, state: Any, answer: Answer, author: Author) -> None:
    details = {"answer": answer.pk}
    entry = write_section(
        action=action, section="state", value=state, by=author.by, details=details, actor_name=author.name
    )
    if entry is None:
        record(action_fact(action, "confirmed", details=details), by=author.by, actor_name=author.name)


def _tell(recipient: Recipient) -> None:
    """Let the coordination know, once for several actions in a row."""
    notify(
        users=users_with_role(recipient.convention_id, [Role.COORDINATION]),
        workspace_id=recipient.convention_id,
        kind="answer",
        text=f"{recipient.name} a répondu\u00a0: {recipient.campaign.name}.",
        path=campaign_path(recipient.convention_id, recipient.campaign_id),
    )


@transaction.atomic
def mark_answers_read(*, campaign_id: int, convention_id: int, by: User) -> int:
    """Say that the answers received so far were read; how many were not."""
    convention = locked_convention(convention_id)
    require(can_run_campaign(by, convention))
    rows = Answer.objects.filter(asked__recipient__campaign=campaign_id, convention=convention, read_at=None)
    return rows.update(read_at=timezone.now())
