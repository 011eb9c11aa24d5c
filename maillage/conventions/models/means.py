"""Who works on what, and the money: nothing here was not typed by somebody."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Organisation
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention, Theme
from maillage.conventions.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

_EUROS: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True}


class Post(models.Model):
    """A post of the convention, as chargée de coopération: how much of a full time, from when to when."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField("poste", max_length=200)
    employer = models.CharField("employeur", max_length=200, blank=True)
    etp: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "ETP", max_digits=5, decimal_places=2, null=True, blank=True
    )
    start_on: models.DateField[date | None, date | None] = models.DateField("du", null=True, blank=True)
    end_on: models.DateField[date | None, date | None] = models.DateField("au", null=True, blank=True)
    note = models.TextField("note", blank=True)

    objects = ScopedQuerySet["Post"].as_manager()

    class Meta:
        verbose_name = "poste"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="post_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(etp__isnull=True) | Q(etp__gte=0), name="post_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title


class StaffShare(models.Model):
    """A part of somebody's time: « responsable du RPE, 0,4 ETP sur l’axe 1, de 2024 à 2026 »."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="staff")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="shares")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="staff")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    function = models.CharField("fonction", max_length=200)
    etp: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "ETP", max_digits=5, decimal_places=2, null=True, blank=True
    )
    start_on: models.DateField[date | None, date | None] = models.DateField("du", null=True, blank=True)
    end_on: models.DateField[date | None, date | None] = models.DateField("au", null=True, blank=True)
    note = models.TextField("note", blank=True)

    objects = ScopedQuerySet["StaffShare"].as_manager()

    class Meta:
        verbose_name = "temps de travail"
        ordering = ["function", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="share_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(etp__isnull=True) | Q(etp__gte=0), name="share_not_negative"),
        ]

    def __str__(self) -> str:
        return self.function


class BudgetLine(models.Model):
    """Money of an action, or of a post, by funder and year; an amount nobody typed is empty, not zero."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="budget")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="budget")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="funding")
    funder = models.CharField("financeur", max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    year = models.PositiveSmallIntegerField("année")
    planned: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField("prévu", **_EUROS)
    requested: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField("demandé", **_EUROS)
    obtained: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField("obtenu", **_EUROS)
    spent: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField("dépensé", **_EUROS)
    note = models.CharField("note", max_length=300, blank=True)

    objects = ScopedQuerySet["BudgetLine"].as_manager()

    class Meta:
        verbose_name = "ligne de budget"
        ordering = ["year", "funder", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, post__isnull=True)
                | Q(action__isnull=True, post__isnull=False),
                name="budget_of_action_or_post",
            )
        ]

    def __str__(self) -> str:
        return f"{self.funder} {self.year}"


class Rate(models.Model):
    """A dated amount that a territory wrote down: « bonus territoire, 3 000 € par place, 2025 »."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="rates")
    name = models.CharField("barème", max_length=200)
    unit = models.CharField("unité", max_length=60, blank=True)
    amount: models.DecimalField[Decimal, Decimal] = models.DecimalField(
        "montant", max_digits=12, decimal_places=4
    )
    start_on: models.DateField[date, date] = models.DateField("à partir du")
    end_on: models.DateField[date | None, date | None] = models.DateField("jusqu’au", null=True, blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet["Rate"].as_manager()

    class Meta:
        verbose_name = "barème"
        ordering = ["name", "-start_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")), name="rate_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name
