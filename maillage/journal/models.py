"""The entry, written once and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    Pair = tuple[Any, Any]


class Entry(models.Model):
    """One write. ``changes`` maps a field to ``[before, after]``, both plain JSON values."""

    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=200, blank=True)
    convention_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by", editable=False
    )

    class Meta:
        verbose_name = "écriture du journal"
        verbose_name_plural = "écritures du journal"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["convention_id", "-at"], name="journal_by_convention"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_by_subject"),
            # The unique index of ``undoes`` is nearly all NULL: SQLite, told so by ANALYZE, reads the whole
            # table rather than use it, once for each entry of which it is asked what took it back.
            models.Index(
                fields=["undoes"], condition=models.Q(undoes__isnull=False), name="journal_by_undone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"

    def save(self, *args: Any, **options: Any) -> None:
        """Write the entry; raises TypeError once it is written."""
        if not self._state.adding:
            raise TypeError("An entry of the journal is never changed.")
        super().save(*args, **options)
