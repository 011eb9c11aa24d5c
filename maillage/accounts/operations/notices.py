"""Telling people, in the page, what concerns them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Notice
from maillage.accounts.selectors import own_notices, unread_notices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.accounts.models import User

AGAIN_AFTER = timedelta(hours=1)
KEPT = timedelta(days=180)
_LONGEST_TEXT = 500


@transaction.atomic
def notify(*, users: Iterable[User], workspace_id: int, kind: str, text: str, path: str = "") -> list[Notice]:
    """Leave ``text`` to each of ``users``, with the page it leads to; the notices written.

    ``kind`` groups them (at most 20 characters: « mention », « answer »…), ``path`` starts with a
    slash. Whoever has the same notice, still unread, from less than an hour ago gets no second
    one; closed accounts get none. Who is told is the caller's choice: nothing is checked here.
    """
    wanted = {user.pk: user for user in users if user.is_active}
    words = text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
    same = Notice.objects.filter(
        workspace_id=workspace_id, kind=kind, text=words, path=path, user_id__in=wanted.keys()
    )
    recent = same.filter(read_at=None, created_at__gt=timezone.now() - AGAIN_AFTER)
    told = set(recent.values_list("user_id", flat=True)) if wanted else set()
    rows = [
        Notice(user=user, workspace_id=workspace_id, kind=kind, text=words, path=path)
        for pk, user in wanted.items()
        if pk not in told
    ]
    return Notice.objects.bulk_create(rows)


def mark_read(*, notice: Notice, by: User) -> Notice:
    """Say that one's own notice was read; another's is left as it is."""
    own_notices(by).filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    notice.refresh_from_db()
    return notice


def mark_all_read(*, by: User) -> int:
    """Say that all of one's own notices were read; how many were not."""
    return unread_notices(by).update(read_at=timezone.now())


def clean_notices() -> int:
    """Delete the notices read more than 180 days ago; how many went. Run by the daily cleaning."""
    read = Notice.objects.filter(read_at__lt=timezone.now() - KEPT)
    return read.delete()[0]
