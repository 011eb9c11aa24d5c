"""Letters waiting to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime


class LetterState(models.TextChoices):
    """What became of a letter."""

    WAITING = "attente", "En attente"
    SENT = "envoyee", "Envoyée"
    FAILED = "echec", "Abandonnée après plusieurs essais"
    BOUNCED = "rejetee", "Rejetée par le destinataire"
    CANCELLED = "annulee", "Annulée"


class Letter(models.Model):
    """An e-mail in the queue, or sent. ``kind`` and ``about`` say for whom it was written
    (« campaign », the id of a recipient): the domain asks for its letters by them.
    """

    to = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte")
    headers = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    about = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(default=timezone.now)
    error = models.TextField("dernière erreur", blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    sent_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="letter_to_send"),
            models.Index(fields=["kind", "about"], name="letter_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
