"""Documents of a fiche: brought, renamed, opened to more or fewer people, taken away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.enums import Visibility
from maillage.conventions.errors import InvalidValueError, NotUndoableError, TreeError
from maillage.conventions.events import DocumentAttached
from maillage.conventions.models import ActionDocument
from maillage.conventions.operations.common import action_fact, check_living, locked_action, require
from maillage.conventions.operations.indexing import index_document
from maillage.conventions.permissions import can_attach_document, can_edit_document
from maillage.conventions.sections.base import choice, text
from maillage.files.operations import Examined, examine, keep
from maillage.journal.operations import record
from maillage.kernel.events import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry
    from maillage.journal.operations import Actor

LONGEST_TITLE = 200
MOST_DOCUMENTS = 200
MOST_TEXT_BYTES = 200_000
_GONE = "Ce document n’est plus sur la fiche. Rechargez la page."
_CHANGED_SINCE = "Ce document a changé depuis\u00a0: corrigez-le à la main."
_RESERVED = "Un document réservé à la coordination et aux pilotes"


@dataclass(frozen=True, slots=True)
class _Guest:
    """Somebody without an account, as the journal names them."""

    name: str
    pk: None = None

    def get_full_name(self) -> str:
        return self.name


def attach_document(
    *,
    action: Action,
    data: bytes,
    name: str,
    by: User | None,
    added_name: str = "",
    title: str = "",
    visibility: str = Visibility.MEMBERS,
) -> ActionDocument:
    """Leave a document on a fiche; ``name`` is that of the file.

    ``by=None`` is a person without an account, called ``added_name``, whose right to write on this
    action the caller has checked (the link of a campaign). Raises RefusedFileError when the file is
    not taken, TreeError when the fiche is deleted, InvalidValueError on a bad title or visibility.
    The file is examined before the transaction opens: do not call this inside another one.
    """
    if by is not None:
        require(can_attach_document(by, action))
    title = text(title, longest=LONGEST_TITLE, field="title")
    wanted = choice(visibility, Visibility, "visibility") or str(Visibility.MEMBERS)
    examined = examine(data=data, name=name)
    author: Actor = by or _Guest(added_name)
    document = ActionDocument(
        action=action,
        convention_id=action.convention_id,
        title=title,
        visibility=wanted,
        added_by=by,
        added_name=author.get_full_name()[:200],
    )
    return _attach(document, examined, author)


@transaction.atomic
def _attach(document: ActionDocument, examined: Examined, author: Actor) -> ActionDocument:
    action = locked_action(document.action_id)
    check_living(action)
    if document.added_by_id is None and (twin := _twin(document, examined)) is not None:
        return twin
    if action.documents.filter(deleted_at=None).count() >= MOST_DOCUMENTS:
        raise InvalidValueError(
            f"Cette fiche a déjà {MOST_DOCUMENTS} documents\u00a0: retirez-en avant d’en ajouter."
        )
    document.file = keep(examined, convention_id=action.convention_id, uploaded_by_id=document.added_by_id)
    document.save()
    index_document(document)
    changes = {"document": ("", _said(document))}
    record(action_fact(action, "document_added", changes, _details(document)), by=author)
    publish(DocumentAttached(document.pk))
    return document


def _twin(document: ActionDocument, examined: Examined) -> ActionDocument | None:
    """The same file, left by the same link: a form sent twice leaves one document."""
    same = ActionDocument.objects.filter(
        action_id=document.action_id, deleted_at=None, added_by=None, added_name=document.added_name
    )
    return same.filter(file__sha256=hashlib.sha256(examined.data).hexdigest()).first()


@transaction.atomic
def edit_document(
    *, document: ActionDocument, title: str, visibility: str, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Rename a document, or open it to more or fewer people; None when nothing changed."""
    locked = _locked(document, by)
    before = {"title": locked.title, "visibility": locked.visibility}
    was_said = _said(locked)
    locked.title = text(title, longest=LONGEST_TITLE, field="title")
    locked.visibility = choice(visibility, Visibility, "visibility") or locked.visibility
    after = {"title": locked.title, "visibility": locked.visibility}
    if before == after:
        return None
    locked.save(update_fields=["title", "visibility"])
    index_document(locked)
    changes: dict[str, tuple[Any, Any]] = {"document": (was_said, _said(locked))}
    if before["visibility"] != after["visibility"]:
        changes["visibility"] = (_label(before["visibility"]), _label(after["visibility"]))
    details = {**_details(locked), "before": before, "after": after}
    return record(action_fact(locked.action, "document_changed", changes, details), by=by, undoes=undoes)


@transaction.atomic
def remove_document(*, document: ActionDocument, by: User, undoes: Entry | None = None) -> Entry:
    """Take a document off its fiche; it can be put back."""
    locked = _locked(document, by)
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])
    index_document(locked)
    changes = {"document": (_said(locked), "")}
    fact = action_fact(locked.action, "document_removed", changes, _details(locked))
    return record(fact, by=by, undoes=undoes)


@transaction.atomic
def keep_text(*, document_id: int, words: str) -> None:
    """Keep what could be read of a document, for the search; for the reader of documents, not for people."""
    cut = words.encode()[:MOST_TEXT_BYTES].decode("utf-8", "ignore")
    rows = ActionDocument.objects.select_related("action", "file")
    document = rows.filter(pk=document_id).first()
    if document is not None and document.text != cut:
        document.text = cut
        document.save(update_fields=["text"])
        index_document(document)


def _locked(document: ActionDocument, by: User, *, removed: bool = False) -> ActionDocument:
    rows = ActionDocument.objects.select_related("action__convention", "convention", "file")
    locked = rows.select_for_update(of=("self",)).get(pk=document.pk)
    require(can_edit_document(by, locked))
    check_living(locked.action)
    if (locked.deleted_at is not None) is not removed:
        raise TreeError(_GONE)
    return locked


def _label(visibility: str) -> str:
    return str(Visibility(visibility).label)


def _said(document: ActionDocument) -> str:
    """Its name where every member may read the journal, which tells nothing of the reserved ones."""
    return str(document) if document.visibility == Visibility.MEMBERS else _RESERVED


def _details(document: ActionDocument) -> dict[str, Any]:
    return {"document": document.pk}


def _of(entry: Entry) -> ActionDocument:
    found = ActionDocument.objects.filter(pk=entry.details["document"], action_id=entry.subject_id).first()
    if found is None:
        raise NotUndoableError(_GONE)
    return found


def _unadd(entry: Entry, by: User) -> Entry:
    return remove_document(document=_of(entry), by=by, undoes=entry)


def _unremove(entry: Entry, by: User) -> Entry:
    locked = _locked(_of(entry), by, removed=True)
    locked.deleted_at = None
    locked.save(update_fields=["deleted_at"])
    index_document(locked)
    changes = {"document": ("", _said(locked))}
    fact = action_fact(locked.action, "document_restored", changes, _details(locked))
    return record(fact, by=by, undoes=entry)


def _unedit(entry: Entry, by: User) -> Entry | None:
    document, after = _of(entry), entry.details["after"]
    if {"title": document.title, "visibility": document.visibility} != after:
        raise NotUndoableError(_CHANGED_SINCE)
    return edit_document(document=document, by=by, undoes=entry, **entry.details["before"])


#: How each entry about a document is taken back.
TAKE_BACK: dict[str, Callable[[Entry, User], Entry | None]] = {
    "action.document_added": _unadd,
    "action.document_restored": _unadd,
    "action.document_removed": _unremove,
    "action.document_changed": _unedit,
}
