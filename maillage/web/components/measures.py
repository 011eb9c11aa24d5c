"""The fields that say how an indicator is measured, on the plan and in an import alike."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.enums import Frequency, MeasureType, TargetOp, TargetPeriod

if TYPE_CHECKING:
    from collections.abc import Mapping

TARGET = ("op", "value", "value_max", "unit", "per", "baseline")
"""The fields that make a target."""
_NUMBERS = ("value", "value_max", "baseline")


class MeasureFields(forms.Form):
    """Measure, frequency, target; whoever inherits says what is shown first and what is chosen."""

    measure = forms.ChoiceField(
        label="Mesure",
        choices=[("", "Choisir une mesure"), *MeasureType.choices],
        error_messages={"required": "Choisissez une mesure."},
    )
    frequency = forms.ChoiceField(
        label="Fréquence", choices=[("", "À choisir"), *Frequency.choices], required=False
    )
    op = forms.ChoiceField(label="Cible", choices=[("", "Pas de cible"), *TargetOp.choices], required=False)
    value = forms.CharField(label="Valeur visée", required=False, max_length=30)
    value_max = forms.CharField(label="et (pour « entre »)", required=False, max_length=30)
    unit = forms.CharField(label="Unité", required=False, max_length=200)
    per = forms.ChoiceField(
        label="Période", choices=[("", "Au total"), *TargetPeriod.choices], required=False
    )
    baseline = forms.CharField(label="Valeur de départ", required=False, max_length=30)

    @property
    def typed_target(self) -> dict[str, Any] | None:
        """The target as typed, None without a comparison; on a valid form."""
        typed = self.cleaned_data
        return {name: typed[name] for name in TARGET} if typed["op"] else None


def as_typed(target: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a target puts in the fields: « 45,5 » and « 40 », as a person types them."""
    told = {name: value for name, value in (target or {}).items() if value is not None}
    return told | {name: _figures(told[name]) for name in _NUMBERS if name in told}


def _figures(value: object) -> str:
    return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
