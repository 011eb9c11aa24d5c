"""What stands around a fiche: its messages, its documents, where each commune is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Visibility
from maillage.conventions.permissions import can_comment, can_edit_plan, can_propose
from maillage.conventions.selectors.comments import comments_of, people_of
from maillage.conventions.selectors.communes import CommuneBoard, commune_board
from maillage.conventions.selectors.documents import documents_of
from maillage.files.kinds import kind_of
from maillage.kernel.french import NBSP, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, ActionDocument, Comment

SHOWN = 6
_SAID = ("text", "created_at", "edited_at", "author", "author_name", "author__full_name", "author__email")
_KILO = 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a message; a mention stands out."""

    text: str
    mention: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message. ``editable``, ``removable``: by the person who reads."""

    pk: int
    author: str
    initials: str
    at: datetime
    edited: bool
    pieces: list[Piece]
    editable: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class Deposited:
    """One document. ``state``: why it cannot be opened, or nothing."""

    pk: int
    name: str
    caption: str
    state: str
    is_image: bool
    reserved: bool
    editable: bool


def initials_of(name: str) -> str:
    """« CF » for « Conseillère CAF », « M » for « Maillage »."""
    words = [word for word in re.split(r"[\s’'-]+", name) if word[:1].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


def size_words(size: int) -> str:
    """« 48 ko », « 1,2 Mo »."""
    if size < _KILO * _KILO:
        return f"{number(max(1, round(size / _KILO)))}{NBSP}ko"
    return f"{number(round(size / _KILO / _KILO, 1))}{NBSP}Mo"


def read_exchanges(user: User, action: Action, *, whole: bool = False) -> dict[str, Any]:
    """The messages, the last ones only unless ``whole``, and whom one may tell."""
    messages = comments_of(action, user)
    latest = messages.reverse().prefetch_related("mentioned").only(*_SAID)
    kept = list(latest if whole else latest[:SHOWN])[::-1]
    total = len(kept) if whole or len(kept) < SHOWN else messages.count()
    may_write = can_comment(user, action.convention)
    coordinates = can_edit_plan(user, action.convention)
    return {
        "comments": [_said(comment, user, may_write, coordinates) for comment in kept],
        "message_count": total,
        "earlier": total - len(kept),
        "can_comment": may_write,
        "people": _others(user, action) if may_write else [],
    }


def _others(user: User, action: Action) -> list[User]:
    people = people_of(action.convention).order_by().only("full_name", "email")
    return sorted((one for one in people if one != user), key=lambda one: (one.full_name, one.email))


def _said(comment: Comment, user: User, may_write: bool, coordinates: bool) -> Said:
    author = comment.author.get_full_name() if comment.author else comment.author_name
    own = may_write and comment.author_id == user.pk
    return Said(
        pk=comment.pk,
        author=author,
        initials=initials_of(author),
        at=comment.created_at,
        edited=comment.edited_at is not None,
        pieces=list(_pieces(comment.text, [person.get_full_name() for person in comment.mentioned.all()])),
        editable=own,
        removable=own or coordinates,
    )


def _pieces(text: str, names: Iterable[str]) -> Iterable[Piece]:
    known = sorted((re.escape(name) for name in names), key=len, reverse=True)
    runs = re.split(rf"(@(?:{'|'.join(known)})(?!\w))", text, flags=re.IGNORECASE) if known else [text]
    return (Piece(run, mention=index % 2 == 1) for index, run in enumerate(runs) if run)


def read_documents(user: User, action: Action, *, may_edit: bool) -> dict[str, Any]:
    """The documents that the person may read. ``may_edit``: the person edits the fiche."""
    rows = sorted(documents_of(action, user).order_by(), key=lambda row: (row.added_at, row.pk))
    may_attach = can_comment(user, action.convention)
    return {
        "documents": [
            deposited(row, may_edit or (may_attach and row.added_by_id == user.pk)) for row in rows
        ],
        "can_attach": may_attach,
    }


def deposited(document: ActionDocument, editable: bool) -> Deposited:
    """One document, as the margin shows it."""
    file = document.file
    kind = kind_of(file.content_type)
    state = ""
    if file.infected:
        state = "Écarté par l’antivirus"
    elif not file.is_readable:
        state = "L’antivirus ne l’a pas encore vérifié"
    return Deposited(
        pk=document.pk,
        name=str(document),
        caption=f"{kind.label}, {size_words(file.size)}",
        state=state,
        is_image=kind.is_image and not state,
        reserved=document.visibility != Visibility.MEMBERS,
        editable=editable,
    )


def board_sentence(board: CommuneBoard) -> str:
    """« 3 communes sur 9 ont commencé. »"""
    total = len(board.rows)
    if not board.told:
        return f"Aucune des {number(total)} communes n’a encore dit où elle en est."
    if board.started == 0:
        return f"Aucune des {number(total)} communes n’a commencé."
    if board.started == total:
        return f"Les {number(total)} communes ont commencé."
    said = "commune" if board.started == 1 else "communes"
    verb = "a" if board.started == 1 else "ont"
    return f"{number(board.started)} {said} sur {number(total)} {verb} commencé."


def read_communes(action: Action) -> dict[str, Any]:
    """Where each commune stands, when several share the fiche."""
    board = commune_board(action)
    return {
        "board": board,
        "board_sentence": board_sentence(board) if board.is_shared else "",
    }


def read_side(user: User, action: Action, *, may_edit: bool) -> dict[str, Any]:
    """All of it, for the page of the fiche. ``may_edit``: the person edits it."""
    documents = read_documents(user, action, may_edit=may_edit)
    proposing = {"can_propose": can_propose(user, action.convention)}
    return {**read_exchanges(user, action), **documents, **read_communes(action), **proposing}
