"""An import: the deposited file, what was understood, what was decided."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.accounts.models import User
from maillage.conventions.models import Convention
from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState, PagesState
from maillage.intake.querysets import ImportQuerySet, WorkbookReturnQuerySet

if TYPE_CHECKING:
    from datetime import datetime

UNDO_DAYS = 30
#: A reading tells that it is alive every few seconds; silent for this long, its worker is dead.
SILENCE = timedelta(seconds=60)

#: Images that did not come in this time do not come any more.
PATIENCE = timedelta(minutes=15)


class Import(models.Model):
    """One reading of one file.

    ``name``, ``size`` and ``sha256`` are the file's, and outlive it: a refused file is not
    kept. ``summary`` counts what was read, then what was accepted:
    ``{"actions", "doubts", "written", "open"}``. ``document`` is the plan document (see
    ``recognition.document``), ``lines`` the source as lines to show, ``leaves`` its pages:
    ``[{"label", "first", "last"}]``. ``decisions`` keeps what the reviewer chose (see
    ``proposal.decisions``) and ``history`` the last acts of the review (see
    ``operations.acts``). ``pages_state`` tells whether images of the pages are there, and
    ``marks`` where each line and each doubt stands on them (see ``reading.pages``):
    ``{"lines": {"12": [[page, left, top, right, bottom], …]}, "doubts": {"0": […]}}`` in
    thousandths of the page. ``batch`` marks every row that the acceptance wrote and
    ``before`` what it changed or replaced. ``attempt`` numbers the readings, so that a
    worker given up for dead writes nothing.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("fichier", max_length=255)
    size = models.PositiveBigIntegerField("taille", default=0)
    sha256 = models.CharField("empreinte", max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=100, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    alive_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, editable=False
    )
    error = models.TextField(blank=True)
    summary = models.JSONField(default=dict)
    document = models.JSONField(null=True)
    lines = models.JSONField(default=list)
    leaves = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    history = models.JSONField(default=list)
    pages_state = models.CharField(
        max_length=10, choices=PagesState.choices, default=PagesState.NONE, blank=True
    )
    marks = models.JSONField(default=dict)
    batch: models.UUIDField[uuid.UUID, uuid.UUID] = models.UUIDField(default=uuid.uuid4, editable=False)
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    undone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="import_progress_percent"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ImportState.READY) | Q(document__isnull=False),
                name="import_ready_has_document",
            ),
            models.CheckConstraint(
                condition=Q(pages_state__in=PagesState.values), name="import_pages_state_known"
            ),
        ]
        indexes = [models.Index(fields=["convention", "sha256"], name="import_same_file")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pending(self) -> bool:
        """Whether its reading is still to come or under way."""
        return self.state in {ImportState.WAITING, ImportState.READING}

    @property
    def is_silent(self) -> bool:
        """Whether the reading under way has stopped giving signs of life."""
        if self.state != ImportState.READING or self.alive_at is None:
            return False
        return timezone.now() - self.alive_at > SILENCE

    @property
    def awaits_pages(self) -> bool:
        """Whether images of its pages are to come; not when their worker must have died."""
        if self.pages_state != PagesState.WAITING or self.alive_at is None:
            return False
        return timezone.now() - self.alive_at < PATIENCE

    @property
    def written(self) -> int:
        """How many actions its acceptance wrote."""
        return int(self.summary.get("written", self.summary.get("actions", 0)))

    @property
    def undo_until(self) -> datetime | None:
        """The moment after which the acceptance can no longer be taken back."""
        return self.accepted_at + timedelta(days=UNDO_DAYS) if self.accepted_at else None

    @property
    def can_still_be_undone(self) -> bool:
        """Whether it was accepted less than 30 days ago, and not undone."""
        limit = self.undo_until
        return self.state == ImportState.ACCEPTED and limit is not None and timezone.now() < limit


class ImportPage(models.Model):
    """The image of one page of the source, numbered from 1, in pixels. Its file goes with it."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    image = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "page d’un import"
        verbose_name_plural = "pages d’un import"
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="import_page_once"),
        ]

    def __str__(self) -> str:
        return f"page {self.number}"


class WorkbookReturn(models.Model):
    """A workbook of the plan that came back, whole or in part.

    What it changes is computed from the file each time, against the plan as it is. ``summary``
    counts what was applied; ``entry_id`` is the « plan.edited » entry that takes it all back.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="workbook_returns")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("fichier", max_length=255)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READY)
    summary = models.JSONField(default=dict)
    batch: models.UUIDField[uuid.UUID, uuid.UUID] = models.UUIDField(default=uuid.uuid4, editable=False)
    entry_id = models.BigIntegerField(null=True, editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    applied_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = WorkbookReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "classeur revenu"
        verbose_name_plural = "classeurs revenus"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
