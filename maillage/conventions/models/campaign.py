"""A round of news: who was asked about which actions, and what they answered."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.accounts.models import Membership, User
from maillage.conventions.enums import CampaignState, Difficulty, Status
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime


LETTERS = "campaign"
"""The kind of the letters of campaigns; each is about the id of a recipient."""


def by_link_words(name: str) -> str:
    """How the journal and the documents name who wrote without an account."""
    return f"{name}, par son lien"


def new_nonce() -> str:
    """What a link is signed with besides its number; a new one revokes the links made before."""
    return secrets.token_hex(8)


class Campaign(models.Model):
    """``period``: that of the figures asked (« 2025 »); ``remind_before``: days before ``due_on``."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="campaigns")
    name = models.CharField("nom", max_length=120)
    message = models.TextField("message", blank=True)
    period = models.CharField("période des chiffres", max_length=8, blank=True)
    due_on: models.DateField[date, date] = models.DateField("réponse attendue le")
    remind_before = models.JSONField("rappels, en jours avant", default=list)
    state = models.CharField(max_length=12, choices=CampaignState.choices, default=CampaignState.DRAFT)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    opened_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ScopedQuerySet["Campaign"].as_manager()

    class Meta:
        verbose_name = "campagne"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="campaign_state_known")
        ]

    def __str__(self) -> str:
        return self.name


class Recipient(models.Model):
    """One person asked in a campaign, with one link. ``on_paper``: asked without e-mail."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    member = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField("nom", max_length=200)
    email = models.EmailField("adresse e-mail", blank=True)
    on_paper = models.BooleanField("sur papier", default=False)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    expires_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    revoked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    declined_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    muted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    written_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    reminded_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    opened_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = ScopedQuerySet["Recipient"].as_manager()

    class Meta:
        verbose_name = "personne sollicitée"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "email"], condition=~Q(email=""), name="recipient_once_a_campaign"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the link still opens the page."""
        return self.revoked_at is None and self.declined_at is None and self.expires_at > timezone.now()


class Asked(models.Model):
    """One action asked of one person. ``draft`` is what was typed and not sent yet."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="asked")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="asked")
    draft = models.JSONField(default=dict, blank=True)
    saved_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = ScopedQuerySet["Asked"].as_manager()

    class Meta:
        verbose_name = "action demandée"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "action"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.action_id}"


class Answer(models.Model):
    """What a pilot sent about one action, kept as sent. ``unchanged``: « rien de neuf »."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Asked, null=True, on_delete=models.SET_NULL, related_name="answers")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="answers")
    author_name = models.CharField(max_length=200)
    unchanged = models.BooleanField("rien de neuf", default=False)
    status = models.CharField("état", max_length=12, choices=Status.choices)
    progress = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.TextField("en une phrase", blank=True)
    difficulty = models.CharField("difficulté", max_length=15, choices=Difficulty.choices, blank=True)
    difficulty_note = models.TextField(blank=True)
    help_needed = models.TextField("aide attendue", blank=True)
    next_step = models.TextField("prochaine étape", blank=True)
    figures = models.JSONField(default=dict, blank=True)
    sent_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    read_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = ScopedQuerySet["Answer"].as_manager()

    class Meta:
        verbose_name = "réponse"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="answer_status_known"),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100), name="answer_progress_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name} {self.sent_at:%Y-%m-%d}"
