"""Entries of the journal that one gesture wrote together, told once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.journal.models import Entry

if TYPE_CHECKING:
    from maillage.conventions.models import Convention

MOST_BATCHES = 100


def told_with_their_batch(convention: Convention) -> set[int]:
    """Ids of the entries that the latest « plan.edited » of ``convention`` gather (one query)."""
    batches = Entry.objects.filter(convention_id=convention.pk, verb="plan.edited").order_by("-pk")
    details = batches.values_list("details", flat=True)[:MOST_BATCHES]
    return {pk for one in details for pk in one.get("entries", [])}
