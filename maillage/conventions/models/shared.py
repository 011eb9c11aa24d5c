"""A fiche that several communes share: where each one stands, and who to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from maillage.conventions.enums import Status
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from datetime import datetime


class CommuneProgress(models.Model):
    """The progress and the contact of one commune on an action that it shares with others."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="commune_progress")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    status = models.CharField("état", max_length=12, choices=Status.choices, default=Status.TO_COME)
    progress = models.PositiveSmallIntegerField("avancement (%)", null=True, blank=True)
    news = models.TextField("dernière nouvelle", blank=True)
    contact = models.CharField("contact", max_length=200, blank=True)
    contact_email = models.EmailField("adresse du contact", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet["CommuneProgress"].as_manager()

    class Meta:
        verbose_name = "avancement d’une commune"
        ordering = ["commune__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "commune"], name="commune_progress_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="commune_status_known"),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100), name="commune_progress_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.status}"
