"""The files that nobody needs any more are deleted."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from maillage.files.operations import remove
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations.pages import forget_pages
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.intake.querysets import ImportQuerySet

log = logging.getLogger(__name__)

KEPT_DAYS = 30


def clean_imports() -> int:
    """Delete the files of imports refused, or set aside or undone for thirty days; how many.

    What was read and decided stays: such an import can still be taken up when it was read.
    """
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    deleted = sum(_forget(pk, limit) for pk in _unneeded(limit).values_list("pk", flat=True))
    if deleted:
        log.info("Deleted the files of %d imports.", deleted)
    return deleted


def _unneeded(limit: datetime) -> ImportQuerySet:
    dropped = Entry.objects.filter(verb="import.dropped", subject_type="import", subject_id=OuterRef("pk"))
    aside_since = Subquery(dropped.order_by("-pk").values("at")[:1])
    return (
        Import.objects.filter(file__isnull=False)
        .annotate(aside_since=aside_since)
        .filter(
            Q(state=ImportState.FAILED)
            | Q(state=ImportState.UNDONE, undone_at__lt=limit)
            | Q(state=ImportState.DROPPED, aside_since__lt=limit)
        )
    )


@transaction.atomic
def _forget(pk: int, limit: datetime) -> bool:
    """Delete one file, unless somebody took its import up meanwhile."""
    locked = Import.objects.select_for_update().filter(pk=pk).light().first()
    import_ = _unneeded(limit).filter(pk=pk).light().first() if locked else None
    if import_ is None or import_.file is None:
        return False
    stored = import_.file
    forget_pages(import_)
    Import.objects.filter(pk=pk).update(file=None)
    remove(stored)
    return True
