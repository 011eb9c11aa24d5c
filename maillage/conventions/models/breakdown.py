"""What the values of an indicator are told apart by: communes, age groups, sex…"""

from __future__ import annotations

from django.db import models

from maillage.conventions.enums import BreakdownKind
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet


class Breakdown(models.Model):
    """A set of categories. ``categories``: ``[{"code", "label", "retired"}]``, in order.

    A category is never removed once it is in use: it is retired, and its values stay.
    For communes, the codes are those of the official geography.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="breakdowns")
    kind = models.CharField("nature", max_length=10, choices=BreakdownKind.choices)
    name = models.CharField("nom", max_length=80)
    categories = models.JSONField("catégories", default=list)

    objects = ScopedQuerySet["Breakdown"].as_manager()

    class Meta:
        verbose_name = "ventilation"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["convention", "name"], name="breakdown_once")]

    def __str__(self) -> str:
        return self.name
