"""The values of an indicator, period by period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from maillage.accounts.models import User
from maillage.conventions.enums import ValueSource, ValueStatus
from maillage.conventions.models.convention import Convention
from maillage.conventions.models.indicator import Indicator
from maillage.conventions.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import datetime

_NUMBER: dict[str, Any] = {"max_digits": 14, "decimal_places": 4, "null": True, "blank": True}


class IndicatorValue(models.Model):
    """What was found over one period, for the whole (``category`` empty) or for one category.

    ``period`` is « 2025 », « 2025-S1 », « 2025-T3 » or « 2025-04 ». A number or a rate has its
    ``number`` (a rate in percent); a rate whose two parts are known has ``numerator`` and
    ``denominator`` too. A milestone is 1 or 0; an appreciation is a note, with its words in
    ``words``; a verbatim is words alone. Secret and unavailable values have no number.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    period = models.CharField("période", max_length=8)
    category = models.CharField("catégorie", max_length=40, blank=True)
    status = models.CharField(
        "nature", max_length=8, choices=ValueStatus.choices, default=ValueStatus.OBSERVED
    )
    number: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField("valeur", **_NUMBER)
    numerator: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "numérateur", **_NUMBER
    )
    denominator: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "dénominateur", **_NUMBER
    )
    words = models.TextField("en mots", blank=True)
    comment = models.TextField("commentaire", blank=True)
    source = models.CharField(max_length=8, choices=ValueSource.choices, default=ValueSource.GRID)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_name = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet["IndicatorValue"].as_manager()

    class Meta:
        verbose_name = "valeur"
        ordering = ["period", "category"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period", "category"], name="value_once_a_period"),
            models.CheckConstraint(condition=Q(status__in=ValueStatus.values), name="value_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[ValueStatus.SECRET, ValueStatus.UNAVAILABLE])
                | Q(number__isnull=True, numerator__isnull=True, denominator__isnull=True),
                name="value_masked_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="value_denominator_positive",
            ),
        ]
        indexes = [models.Index(fields=["convention", "period"], name="value_by_convention")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.category}".strip()
