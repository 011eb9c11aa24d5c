"""What is said beside a fiche, and who may be told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillage.accounts.models import User
from maillage.conventions.models import Comment
from maillage.journal.models import Entry
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from maillage.conventions.models import Action, Convention
    from maillage.conventions.querysets import ScopedQuerySet, Viewer


def comments_of(action: Action, user: Viewer) -> ScopedQuerySet[Comment]:
    """The messages of a fiche that were not taken away, the oldest first, with their authors."""
    rows = Comment.objects.seen_in(action.convention, user).filter(action=action, deleted_at=None)
    return rows.select_related("author")


def writing_of(comment: Comment) -> Entry | None:
    """The entry that tells the writing of a message: what « Annuler » takes back."""
    wrote = Entry.objects.filter(verb="action.commented", subject_type="action", subject_id=comment.action_id)
    return wrote.filter(details__comment=comment.pk).first()


def people_of(convention: Convention) -> QuerySet[User]:
    """The members with an open account, by name: whom a message may mention."""
    members = User.objects.filter(is_active=True, memberships__workspace_id=convention.pk)
    return members.order_by("full_name", "email")


def mentioned_in(text: str, people: Iterable[User]) -> list[User]:
    """Those of ``people`` whose name follows an « @ » in ``text``, accents and capitals aside.

    « @Karim Belloc » is not also a mention of somebody called « Karim ».
    """
    left, found = fold(text), []
    by_length = sorted(people, key=lambda one: len(one.get_full_name()), reverse=True)
    taken: set[str] = set()
    for person in by_length:
        name = fold(person.get_full_name())
        pattern = rf"@{re.escape(name)}(?!\w)"
        if name in taken or re.search(pattern, left):
            found.append(person)
            taken.add(name)
            left = re.sub(pattern, " ", left)
    return found


def in_the_thread(action: Action) -> QuerySet[User]:
    """Its pilots who have an account, and whoever wrote there, members still."""
    pilots = User.objects.filter(memberships__piloted__action=action)
    authors = User.objects.filter(pk__in=action.comments.filter(deleted_at=None).values("author_id"))
    here = User.objects.filter(memberships__workspace_id=action.convention_id, is_active=True)
    return here.filter(pk__in=pilots.values("pk")) | here.filter(pk__in=authors.values("pk"))
