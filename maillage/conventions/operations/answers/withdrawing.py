"""Taking an answer back, by whoever sent it: the plan says again what it said before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.counting.values import typed
from maillage.conventions.enums import ValueSource
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Indicator, IndicatorValue
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.answers.sending import permitted
from maillage.conventions.operations.common import action_fact, locked_action
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.links import by_link
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.kept_values import fill_value, plain_value
from maillage.conventions.selectors.followed import reading_of
from maillage.journal.models import Entry
from maillage.journal.operations import record

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Answer, Asked, Recipient

CHANGED_SINCE = "Le plan a changé depuis\u00a0: corrigez plutôt votre réponse."


@transaction.atomic
def take_back(*, recipient: Recipient, asked_id: int) -> Asked:
    """Take the last answer on one action back; what it said is a draft again.

    The journal keeps both. NotUndoableError when somebody wrote on the same things since; refusals of
    the link as :func:`send_answer`.
    """
    locked, asked = permitted(recipient, asked_id)
    answer = asked.answers.first()
    if answer is None or asked.answered_at is None:
        raise NotUndoableError("Cette réponse est déjà annulée.")
    action = locked_action(asked.action_id)
    written = Entry.objects.filter(convention_id=locked.convention_id, details__answer=answer.pk)
    for entry in written.filter(undone_by=None).order_by("-pk"):
        _undo(entry, action, by_link(locked), asked.answered_at)
    asked.draft = _draft(answer)
    asked.answered_at = None
    asked.save(update_fields=["draft", "answered_at"])
    answer.delete()
    return asked


def _undo(entry: Entry, action: Action, name: str, answered_at: datetime) -> None:
    if entry.verb == "action.updated":
        _restore_state(entry, action, name)
    elif entry.verb == "indicator.values":
        _restore_figures(entry, action, name)
    elif entry.verb == "action.confirmed":
        _unconfirm(entry, action, name, answered_at)


def _unconfirm(entry: Entry, action: Action, name: str, answered_at: datetime) -> None:
    """Nobody said that all stays, after all: unless somebody else spoke since, the news are old again."""
    if "told_at" in entry.details and action.told_at and action.told_at <= answered_at:
        former = entry.details["told_at"]
        action.told_at = datetime.fromisoformat(former) if former else None
        action.save(update_fields=["told_at"])
    record(action_fact(action, "confirmed"), by=None, undoes=entry, actor_name=name)


def _restore_state(entry: Entry, action: Action, name: str) -> None:
    part = SECTIONS["state"]
    before, after = entry.changes["state"]
    if part.said(part.read(action)) != part.said(after):
        raise NotUndoableError(CHANGED_SINCE)
    write_section(action=action, section="state", value=before, by=None, undoes=entry, actor_name=name)


def _restore_figures(entry: Entry, action: Action, name: str) -> None:
    """Type again what stood in each cell; refuse when it no longer says what the answer said."""
    cells = []
    for row in entry.details["values"]:
        indicator = Indicator.objects.filter(key=row["indicator"], action=action).first()
        value = IndicatorValue.objects.filter(
            indicator=indicator, period=row["period"], category=row["category"]
        ).first()
        if indicator is None or (plain_value(value) if value else None) != row["after"]:
            raise NotUndoableError(CHANGED_SINCE)
        cells.append(Cell(indicator.pk, row["period"], _typed(row["before"], indicator), row["category"]))
    outcome = set_values(
        convention=action.convention,
        cells=cells,
        by=None,
        author=name,
        actions={action.pk},
        source=ValueSource.LINK,
    )
    if outcome.refused:
        raise NotUndoableError(CHANGED_SINCE)


def _typed(plain: Any, indicator: Indicator) -> str:
    if plain is None:
        return ""
    value = IndicatorValue()
    fill_value(value, plain, ())
    return typed(reading_of(value), indicator.measure)


def _draft(answer: Answer) -> dict[str, str]:
    """What was sent, as it was typed."""
    figures = {f"figure-{pk}": one["text"] for pk, one in answer.figures.items()}
    said = {
        name: getattr(answer, name)
        for name in ("sentence", "difficulty", "difficulty_note", "help_needed", "next_step")
        if getattr(answer, name)
    }
    progress = {} if answer.progress is None else {"progress": str(answer.progress)}
    return {} if answer.unchanged else {"status": answer.status, **said, **progress, **figures}
