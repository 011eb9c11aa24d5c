"""What became of letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min

from maillage.kernel.models import Letter, LetterState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def letters_of(kind: str, about_ids: Iterable[int]) -> dict[int, list[Letter]]:
    """The letters of ``kind`` about each of these ids, oldest first, without their texts (one query).

    An id without a letter is absent. ``state`` says what became of a letter, ``error`` in which words
    the server refused it, ``next_try_at`` when a waiting one is tried again.
    """
    found: dict[int, list[Letter]] = {}
    for letter in Letter.objects.filter(kind=kind, about__in=list(about_ids)).defer("body", "headers"):
        found.setdefault(letter.about or 0, []).append(letter)
    return found


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many letters are in each state, and since when the oldest of those that wait does."""

    counts: Counter[str]
    oldest: datetime | None

    @property
    def waiting(self) -> int:
        """Those that have not left yet."""
        return self.counts[LetterState.WAITING]


def queue_state() -> QueueState:
    """The state of the whole queue (one query)."""
    rows = Letter.objects.order_by().values_list("state").annotate(Count("pk"), Min("created_at"))
    found = {state: (number, since) for state, number, since in rows}
    oldest = found.get(LetterState.WAITING, (0, None))[1]
    return QueueState(Counter({state: number for state, (number, _) in found.items()}), oldest)
