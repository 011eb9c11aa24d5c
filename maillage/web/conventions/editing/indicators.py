"""The editor of indicators: the essentials in sight, the definition and the rest folded."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django import forms

from maillage.conventions.enums import (
    Direction,
    Frequency,
    IndicatorKind,
    MeasureType,
    TargetOp,
    TargetPeriod,
)
from maillage.kernel.text import lines_of
from maillage.web.conventions.editing.base import NBSP, Json, Number, RowForm, SectionForm

_TARGET = ("op", "value", "value_max", "unit", "per", "baseline")
_FOLDED = (
    "definition", "direction", "targets", "target_year", "baseline_year", "cumulative", "numerator_label",
    "denominator_label", "source", "method", "responsible", "breakdown",
)  # fmt: skip
_STEP = re.compile(r"\s*(?P<year>[0-9]{4})\s*(?::|=|\s)\s*(?P<value>\S.*?)\s*")


class YearTargets(forms.CharField):
    """A target a line: « 2026 : 12 ». Its value is ``[{"year", "value"}]``."""

    def __init__(self) -> None:
        super().__init__(
            label="Cibles par année",
            help_text=f"Une par ligne{NBSP}: 2026{NBSP}: 12",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self, value: Any) -> Any:
        """Read each line, or say which one cannot be."""
        found = []
        for line in lines_of(super().clean(value)):
            step = _STEP.fullmatch(line)
            if step is None:
                raise forms.ValidationError(
                    f"«{NBSP}{line[:60]}{NBSP}» n’est pas une cible d’année. Écrivez 2026{NBSP}: 12."
                )
            found.append({"year": step["year"], "value": step["value"]})
        return found

    def prepare_value(self, value: Any) -> Any:
        """« 2026 : 12,5 » a line."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{one['year']} : {str(one['value']).replace('.', ',')}" for one in value)


def _year(label: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 5})
    return forms.CharField(label=label, required=False, max_length=4, widget=widget)


def _line(label: str, longest: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest)


def _text(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=4000, help_text=help_text, widget=widget)


class IndicatorRow(RowForm):
    """An indicator, how it is measured, its target; folded, what it is exactly."""

    label = forms.CharField(label="Indicateur", required=False, widget=forms.Textarea(attrs={"rows": 1}))
    measure = forms.ChoiceField(
        label="Mesure", choices=[("", "À choisir"), *MeasureType.choices], required=False
    )
    frequency = forms.ChoiceField(
        label="Fréquence", choices=[("", "À choisir"), *Frequency.choices], required=False
    )
    wish = forms.BooleanField(label="Laissé comme souhait, sans mesure", required=False)
    kind = forms.ChoiceField(label="Nature", choices=IndicatorKind.choices, required=False)
    op = forms.ChoiceField(label="Cible", choices=[("", "Pas de cible"), *TargetOp.choices], required=False)
    value = Number(label="Valeur visée")
    value_max = Number(label="et (pour « entre »)")
    unit = forms.CharField(label="Unité", required=False, max_length=200)
    per = forms.ChoiceField(
        label="Période", choices=[("", "Au total"), *TargetPeriod.choices], required=False
    )
    baseline = Number(label="Valeur de départ")
    definition = _text("Définition", "Ce que l’on compte, et comment on ne le compte pas deux fois.")
    direction = forms.ChoiceField(
        label="Sens", choices=[("", "Selon la cible"), *Direction.choices], required=False
    )
    targets = YearTargets()
    target_year = _year("Année de la cible")
    baseline_year = _year("Année de départ")
    cumulative = forms.BooleanField(label="Chaque valeur est le total depuis le début", required=False)
    numerator_label = _line("Numérateur d’un taux", 200)
    denominator_label = _line("Dénominateur", 200)
    source = _line("Source", 300)
    method = _text("Méthode de recueil")
    responsible = _line("Qui renseigne", 200)
    breakdown = forms.ChoiceField(label="Détaillé par", required=False)

    @property
    def says_more(self) -> bool:
        """Whether what is folded says anything, or has to be corrected."""
        return any(self[name].value() for name in _FOLDED) or any(name in self.errors for name in _FOLDED)

    def clean(self) -> dict[str, Any]:
        """A comparison needs its number, and « entre » needs two."""
        typed = self.cleaned_data
        if typed.get("op") and typed.get("value") is None and "value" not in self.errors:
            self.add_error("value", "Écrivez le nombre visé, ou choisissez « Pas de cible ».")
        if typed.get("op") == TargetOp.BETWEEN and typed.get("value_max") is None:
            self.add_error("value_max", "« Entre » attend deux nombres.")
        if typed.get("value") is not None and not typed.get("op"):
            self.add_error("op", "Choisissez comment comparer : au moins, au plus, égal à…")
        return typed


class IndicatorsForm(SectionForm):
    """Indicators in order."""

    row_form, row_name = IndicatorRow, "indicateur"
    template = "conventions/editors/indicators.html"

    @cached_property
    def breakdowns(self) -> list[tuple[str, str]]:
        """What values can be told apart by (one query)."""
        rows = self.action.convention.breakdowns.values_list("pk", "name")
        return [("", "Rien"), *((str(pk), name) for pk, name in rows)]

    def prepare_row(self, row: RowForm) -> None:
        row.fields["breakdown"].choices = self.breakdowns  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def from_value(_value: Json) -> dict[str, Any]:
        return {}

    @staticmethod
    def rows_from(value: Json) -> list[dict[str, Any]]:
        return [{**row, **(row["target"] or {}), "breakdown": str(row["breakdown"] or "")} for row in value]

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:
        """The rows; what the form does not show, such as the code of a usual indicator, stays."""
        kept = {row["key"]: row["standard"] for row in previous}
        found = []
        for row in rows:
            said = {name: text for name, text in row.items() if name not in _TARGET}
            target = {name: row[name] for name in _TARGET} if row["op"] else None
            alone = {} if target else {"unit": row["unit"], "baseline": row["baseline"]}
            found.append({**said, **alone, "target": target, "standard": kept.get(row["key"], "")})
        return found
