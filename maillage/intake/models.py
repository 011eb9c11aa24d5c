"""An import: the deposited file, what was understood, what was decided."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.accounts.models import User
from maillage.conventions.models import Convention
from maillage.conventions.querysets import PlanQuerySet
from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState

if TYPE_CHECKING:
    from datetime import datetime

UNDO_DAYS = 30


class Import(models.Model):
    """One reading of one file.

    ``document`` is the plan document (see ``recognition.document``), ``lines`` the source
    as lines to show. ``decisions`` keeps what the reviewer chose between visits. ``batch``
    marks every row that the acceptance wrote.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)
    document = models.JSONField(null=True)
    lines = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    batch: models.UUIDField[uuid.UUID, uuid.UUID] = models.UUIDField(default=uuid.uuid4, editable=False)
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    accepted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    undone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="import_progress_percent"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
        ]

    def __str__(self) -> str:
        return self.file.name

    @property
    def can_still_be_undone(self) -> bool:
        """Whether it was accepted less than 30 days ago."""
        return (
            self.state == ImportState.ACCEPTED
            and self.accepted_at is not None
            and timezone.now() < self.accepted_at + timedelta(days=UNDO_DAYS)
        )
