"""What tells whether an action moves."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from maillage.conventions.enums import (
    Direction,
    Frequency,
    IndicatorKind,
    MeasureType,
    TargetOp,
    TargetPeriod,
)
from maillage.conventions.models.action import Action, ActionRow
from maillage.conventions.models.breakdown import Breakdown


class Indicator(ActionRow):
    """An indicator in the document's words; its target when the words give a number.

    ``target_value_max`` goes with « entre » only; ``target_baseline`` is the starting level.
    ``measure`` and ``frequency`` say how and how often it is noted, once someone chose;
    a ``wish`` is kept in words and is not counted. ``targets`` are the targets of given years:
    ``[{"year": 2026, "value": "12"}]``; the target above is the final one. ``cumulative`` says that
    each value is the total since the start, and not what its period alone brought.
    ``standard`` is the code of the official definition that it follows, if any.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="indicators")
    label = models.TextField("indicateur")
    kind = models.CharField("nature", max_length=12, choices=IndicatorKind.choices, blank=True)
    measure = models.CharField("mesure", max_length=12, choices=MeasureType.choices, blank=True)
    frequency = models.CharField("fréquence", max_length=10, choices=Frequency.choices, blank=True)
    wish = models.BooleanField("laissé comme souhait", default=False)
    target_op = models.CharField("comparaison", max_length=8, choices=TargetOp.choices, blank=True)
    target_value: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "cible", max_digits=14, decimal_places=4, null=True, blank=True
    )
    target_value_max: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "cible haute", max_digits=14, decimal_places=4, null=True, blank=True
    )
    target_unit = models.CharField("unité", max_length=200, blank=True)
    target_per = models.CharField("par", max_length=10, choices=TargetPeriod.choices, blank=True)
    target_year = models.PositiveSmallIntegerField("année de la cible", null=True, blank=True)
    targets = models.JSONField("cibles par année", default=list, blank=True)
    baseline_year = models.PositiveSmallIntegerField("année de départ", null=True, blank=True)
    direction = models.CharField("sens", max_length=8, choices=Direction.choices, blank=True)
    cumulative = models.BooleanField("valeurs cumulées depuis le début", default=False)
    definition = models.TextField("définition", blank=True)
    numerator_label = models.CharField("numérateur", max_length=200, blank=True)
    denominator_label = models.CharField("dénominateur", max_length=200, blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    method = models.TextField("méthode de recueil", blank=True)
    responsible = models.CharField("qui renseigne", max_length=200, blank=True)
    breakdown = models.ForeignKey(
        Breakdown, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    standard = models.CharField("indicateur de référence", max_length=40, blank=True)
    target_baseline: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        "départ", max_digits=14, decimal_places=4, null=True, blank=True
    )

    class Meta(ActionRow.Meta):
        verbose_name = "indicateur"
        constraints = [
            *ActionRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(target_op="", target_value__isnull=True)
                | (~Q(target_op="") & Q(target_value__isnull=False)),
                name="indicator_target_whole",
            ),
            models.CheckConstraint(
                condition=Q(target_value_max__isnull=True) | Q(target_op=TargetOp.BETWEEN),
                name="indicator_range_only_between",
            ),
        ]

    def __str__(self) -> str:
        return self.label
