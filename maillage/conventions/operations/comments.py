"""Messages beside a fiche: written, changed, taken away; who is told of them.

The journal says that somebody wrote, never what: a name written by mistake can be taken away for good.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.accounts.operations import notify
from maillage.conventions.errors import InvalidValueError, NotUndoableError, TreeError
from maillage.conventions.models import Comment
from maillage.conventions.operations.common import action_fact, check_living, locked_action, require
from maillage.conventions.operations.indexing import index_comment
from maillage.conventions.permissions import can_comment, can_edit_comment, can_remove_comment
from maillage.conventions.selectors.comments import in_the_thread, mentioned_in, people_of
from maillage.journal.operations import record
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry

LONGEST = 4000
MOST_MESSAGES = 2000
_GONE = "Ce message n’est plus là. Rechargez la page."
_SEEN = 120
_SAME_WITHIN = timedelta(minutes=1)


@transaction.atomic
def add_comment(*, action: Action, text: str, by: User, tell: Iterable[int] = (), path: str = "") -> Comment:
    """Write beside a fiche; whoever is mentioned, the pilots and those who wrote there are told.

    A mention is an id of a person in ``tell`` or « @ » and a name in ``text``; ``path`` is where the
    notices lead. Raises InvalidValueError on an empty or endless text or somebody who is no
    member, TreeError when the fiche is deleted.
    """
    locked = locked_action(action.pk)
    require(can_comment(by, locked.convention))
    check_living(locked)
    words = _clean(text)
    mentioned = _mentioned(locked, words, tell)
    if (twin := _just_said(locked, words, by)) is not None:
        return twin
    if locked.comments.count() >= MOST_MESSAGES:
        raise InvalidValueError("Cette fiche a trop de messages pour en ajouter.", "text")
    comment = Comment.objects.create(
        convention=locked.convention,
        action=locked,
        author=by,
        author_name=by.get_full_name()[:200],
        text=words,
    )
    index_comment(comment)
    comment.mentioned.set(mentioned)
    record(action_fact(locked, "commented", details={"comment": comment.pk}), by=by)
    _tell_mentioned(comment, mentioned, by, path)
    others = [one for one in in_the_thread(locked).distinct() if one.pk != by.pk and one not in mentioned]
    _tell(
        comment, others, "message", f"{comment.author_name} a écrit dans «\u00a0{_name(locked)}\u00a0».", path
    )
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, by: User, path: str = "") -> Comment:
    """Change one's own message; whoever it newly mentions is told. Raises as :func:`add_comment`."""
    locked = _locked(comment)
    require(can_edit_comment(by, locked))
    words = _clean(text)
    if words == locked.text:
        return locked
    before = set(locked.mentioned.all())
    named_before = set(mentioned_in(locked.text, before))
    mentioned = set(_mentioned(locked.action, words, ()))
    locked.text, locked.edited_at = words, timezone.now()
    locked.save(update_fields=["text", "edited_at"])
    index_comment(locked)
    locked.mentioned.set((before - named_before) | mentioned)
    record(action_fact(locked.action, "comment_edited", details={"comment": locked.pk}), by=by)
    _tell_mentioned(locked, mentioned - before, by, path)
    return locked


@transaction.atomic
def remove_comment(*, comment: Comment, by: User, undoes: Entry | None = None) -> Entry:
    """Take a message away; it can be put back."""
    locked = _locked(comment)
    require(can_remove_comment(by, locked))
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])
    index_comment(locked)
    fact = action_fact(locked.action, "comment_removed", details={"comment": locked.pk})
    return record(fact, by=by, undoes=undoes)


def _just_said(action: Action, words: str, by: User) -> Comment | None:
    """The same message by the same person a moment ago: a button pressed twice writes once."""
    recent = timezone.now() - _SAME_WITHIN
    return action.comments.filter(author=by, text=words, deleted_at=None, created_at__gt=recent).first()


def _clean(text: str) -> str:
    lines = [" ".join(printable(line).split()) for line in text.splitlines()]
    words = "\n".join(lines).strip()
    if not words:
        raise InvalidValueError("Écrivez votre message.", "text")
    if len(words) > LONGEST:
        raise InvalidValueError(
            f"Votre message compte {len(words)} caractères. Réduisez à {LONGEST} au plus.", "text"
        )
    return words


def _mentioned(action: Action, words: str, tell: Iterable[int]) -> list[User]:
    people = {person.pk: person for person in people_of(action.convention)}
    wanted = set(tell)
    if wanted - people.keys():
        raise InvalidValueError("Cette personne ne participe plus à la convention.", "tell")
    named = {person.pk for person in mentioned_in(words, people.values())}
    return [person for pk, person in people.items() if pk in named | wanted]


def _name(action: Action) -> str:
    name = str(action)
    return name if len(name) <= _SEEN else f"{name[:_SEEN]}…"


def _tell_mentioned(comment: Comment, people: Iterable[User], by: User, path: str) -> None:
    sentence = f"{by.get_full_name()} vous mentionne dans «\u00a0{_name(comment.action)}\u00a0»."
    _tell(comment, [person for person in people if person.pk != by.pk], "mention", sentence, path)


def _tell(comment: Comment, people: list[User], kind: str, sentence: str, path: str) -> None:
    if people:
        notify(users=people, workspace_id=comment.convention_id, kind=kind, text=sentence, path=path)


def _locked(comment: Comment, *, removed: bool = False) -> Comment:
    rows = Comment.objects.select_related("action__convention", "convention")
    locked: Comment = rows.select_for_update(of=("self",)).get(pk=comment.pk)
    check_living(locked.action)
    if (locked.deleted_at is not None) is not removed:
        raise TreeError(_GONE)
    return locked


def _of(entry: Entry) -> Comment:
    found = Comment.objects.filter(pk=entry.details["comment"], action_id=entry.subject_id).first()
    if found is None:
        raise NotUndoableError(_GONE)
    return found


def _unsay(entry: Entry, by: User) -> Entry:
    return remove_comment(comment=_of(entry), by=by, undoes=entry)


def _unremove(entry: Entry, by: User) -> Entry:
    locked = _locked(_of(entry), removed=True)
    require(can_remove_comment(by, locked))
    locked.deleted_at = None
    locked.save(update_fields=["deleted_at"])
    index_comment(locked)
    fact = action_fact(locked.action, "comment_restored", details={"comment": locked.pk})
    return record(fact, by=by, undoes=entry)


#: How each entry about a message is taken back.
TAKE_BACK: dict[str, Callable[[Entry, User], Entry | None]] = {
    "action.commented": _unsay,
    "action.comment_restored": _unsay,
    "action.comment_removed": _unremove,
}
