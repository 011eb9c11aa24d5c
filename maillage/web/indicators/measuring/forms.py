"""Another measure than the one proposed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.enums import Frequency, MeasureType, TargetOp, TargetPeriod
from maillage.conventions.operations.measures import Choice

if TYPE_CHECKING:
    from django.http import QueryDict

_NUMBERS = ("value", "value_max", "baseline")
_TARGET = ("op", "value", "value_max", "unit", "per", "baseline")


class MeasureForm(forms.Form):
    """How an indicator is measured; its target."""

    use_required_attribute = False
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

    def __init__(self, pk: int, shown: dict[str, Any], data: QueryDict | None = None) -> None:
        target = {name: value for name, value in (shown["target"] or {}).items() if value is not None}
        figures = {name: _figures(target[name]) for name in _NUMBERS if name in target}
        said = {"measure": shown["measure"], "frequency": shown["frequency"], "unit": shown["unit"]}
        super().__init__(data, initial=said | target | figures, prefix=f"m-{pk}")

    def choice(self) -> Choice:
        """What was typed."""
        typed = self.cleaned_data
        alone = {"target": None, "unit": typed["unit"], "baseline": typed["baseline"]}
        details = {"target": {name: typed[name] for name in _TARGET}} if typed["op"] else alone
        return Choice(typed["measure"], typed["frequency"], details=details)


def _figures(value: str) -> str:
    """« 45,5 » and « 40 », as a person types them."""
    return f"{Decimal(value).normalize():f}".replace(".", ",")
