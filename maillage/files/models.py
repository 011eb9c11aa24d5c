"""A stored file and its fingerprint."""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import models

from maillage.files.scanning import is_scanning

if TYPE_CHECKING:
    from datetime import datetime


def storage_path(instance: StoredFile, filename: str) -> str:
    """Where a file is kept: by convention, under a random name, with its extension only."""
    extension = PurePath(filename).suffix.lower()[:10]
    return f"{instance.convention_id}/{uuid.uuid4().hex}{extension}"


class StoredFile(models.Model):
    """A deposited file; ``name`` is the one it came with, never used as a path.

    ``content_type`` is told from the content, not from the name. ``infected`` names what a scan found;
    such a file is never given out. ``scanned_at`` is empty where no scanner is set up.
    """

    convention_id = models.BigIntegerField(db_index=True)
    content = models.FileField(upload_to=storage_path, max_length=255)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100, blank=True)
    scanned_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    infected = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "fichier"
        verbose_name_plural = "fichiers"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_readable(self) -> bool:
        """Whether it may be given to anybody: clean, or never scanned where no scanner is set up."""
        return not self.infected and (self.scanned_at is not None or not is_scanning())
