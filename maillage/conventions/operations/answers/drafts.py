"""What is being typed and not sent yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.models import Asked
from maillage.conventions.operations.links import locked_recipient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Recipient

LONGEST_DRAFT = 4000


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
