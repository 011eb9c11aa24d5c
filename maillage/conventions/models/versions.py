"""Frozen states of a plan, and what is proposed to change in it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from maillage.accounts.models import User
from maillage.conventions.enums import Advice, ProposalKind, ProposalState, VersionKind
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime


class PlanVersion(models.Model):
    """A plan as it stood one day, whole and never changed. ``content`` is described in docs/plan.md."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField("nature", max_length=10, choices=VersionKind.choices)
    name = models.CharField("nom", max_length=120)
    note = models.TextField("note", blank=True)
    dated_on: models.DateField[date, date] = models.DateField("datée du")
    content = models.JSONField()
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    frozen_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["PlanVersion"].as_manager()

    class Meta:
        verbose_name = "version figée"
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=VersionKind.values), name="version_kind_known")
        ]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A change proposed to the plan, from draft to decision.

    ``action`` is what it changes, merges into, abandons or carries over; ``content`` holds the values of
    sections that it would write, with ``{"node": id}`` for a new action, ``{"merged": [ids]}`` for a merge.
    ``batch`` marks what its acceptance wrote.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField("nature", max_length=12, choices=ProposalKind.choices)
    state = models.CharField(
        "état", max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    title = models.CharField("objet", max_length=500)
    reason = models.TextField("motif", blank=True)
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    content = models.JSONField(default=dict, blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    advice = models.CharField("avis du COTECH", max_length=12, choices=Advice.choices, blank=True)
    advice_note = models.TextField("ce que dit le COTECH", blank=True)
    advised_on: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    decision_note = models.TextField("ce que décide le COPIL", blank=True)
    decided_on: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    batch: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet["Proposal"].as_manager()

    class Meta:
        verbose_name = "proposition"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
        ]

    def __str__(self) -> str:
        return self.title
