"""What is answered on one action, and who says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Status
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.conventions.models import Action

OFFERED = (Status.RUNNING, Status.DONE, Status.PAUSED, Status.BLOCKED)
"""The states that whoever holds a link may say; giving an action up is decided otherwise."""
_APART = frozenset({"sentence", "figures", "document"})


@dataclass(frozen=True, slots=True)
class Document:
    """A photo or a document that goes with an answer."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered on one action, as typed: checked when it is sent. ``figures``: by their key."""

    status: str
    sentence: str = ""
    progress: str = ""
    difficulty: str = ""
    difficulty_note: str = ""
    help_needed: str = ""
    next_step: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers: ``by`` is somebody with an account who writes down a paper answer."""

    name: str
    by: User | None = None


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


def state_of(action: Action, said: Said) -> Any:
    """The value of the section: the last news stay when there is no new sentence."""
    value = {one: getattr(said, one) for one in Said.__slots__ if one not in _APART}
    value["news"] = said.sentence.strip() or action.news
    return SECTIONS["state"].clean(action.convention, value)


def check_offered(action: Action, said: Said) -> None:
    """Refuse with InvalidValueError a state that a link does not offer, unless it is the present one."""
    if said.status not in {*OFFERED, action.status}:
        raise InvalidValueError("Choisissez où en est l’action.", "status")
