"""A finding of the diagnosis."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

from maillage.accounts.models import Workspace
from maillage.accounts.permissions import is_platform_admin, roles_of
from maillage.diagnosis.enums import FindingKind

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def visible_to(self, user: User | AnonymousUser) -> FindingQuerySet:
        """Those of the workspaces that ``user`` may enter."""
        if is_platform_admin(user):
            return self
        return self.filter(workspace_id__in=roles_of(user).keys())


class Finding(models.Model):
    """What was found, with its source. ``origin`` says where an import read it; ``batch``, which import."""

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, related_name="findings", db_column="convention_id"
    )
    kind = models.CharField("nature", max_length=12, choices=FindingKind.choices)
    theme = models.CharField("thème", max_length=120, blank=True)
    text = models.TextField("constat")
    source = models.CharField("source", max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    origin = models.JSONField(default=dict, blank=True, editable=False)
    batch: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, editable=False
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "constat"
        ordering = ["theme", "position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
