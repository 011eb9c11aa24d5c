"""Indicators and what they have to reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from maillage.conventions.enums import IndicatorKind, TargetOp, TargetPeriod
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Indicator
from maillage.conventions.sections.base import Json, Section, choice, rows, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Action, Convention

_LARGEST = Decimal(10) ** 10
_STEP = Decimal("0.0001")


def _number(value: Json, field: str) -> str | None:
    """A number as a plain decimal string; French commas and spaces are read too."""
    if value is None or value == "":
        return None
    written = "".join(str(value).split()).replace(",", ".")
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise InvalidValueError(f"« {value} » n’est pas un nombre. Écrivez 12 ou 45,5.", field)
    return f"{number.quantize(_STEP).normalize():f}"


def _target(value: Mapping[str, Json] | None) -> dict[str, Json] | None:
    """A whole target or None; a range without its top is refused."""
    if not value or not value.get("op"):
        return None
    operator = choice(value["op"], TargetOp, "op")
    number = _number(value.get("value"), "value")
    if number is None:
        raise InvalidValueError("Une cible attend un nombre. Écrivez-le ou retirez la comparaison.", "value")
    top = _number(value.get("value_max"), "value_max") if operator == TargetOp.BETWEEN else None
    if operator == TargetOp.BETWEEN and top is None:
        raise InvalidValueError("« Entre » attend deux nombres.", "value_max")
    return {
        "op": operator,
        "value": number,
        "value_max": top,
        "unit": text(value.get("unit"), longest=200, field="unit"),
        "per": choice(value.get("per"), TargetPeriod, "per"),
        "baseline": _number(value.get("baseline"), "baseline"),
    }


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def build_indicators(action: Action, value: Json) -> list[Indicator]:
    """The rows of a clean value, not saved."""
    built = []
    for index, row in enumerate(value):
        target = row["target"] or {}
        built.append(
            Indicator(
                action=action,
                convention_id=action.convention_id,
                position=index,
                label=row["label"],
                kind=row["kind"],
                target_op=target.get("op", ""),
                target_value=_decimal(target.get("value")),
                target_value_max=_decimal(target.get("value_max")),
                target_unit=target.get("unit", ""),
                target_per=target.get("per", ""),
                target_baseline=_decimal(target.get("baseline")),
            )
        )
    return built


def _shown(indicator: Indicator) -> dict[str, Json]:
    target = {
        "op": indicator.target_op,
        "value": indicator.target_value,
        "value_max": indicator.target_value_max,
        "unit": indicator.target_unit,
        "per": indicator.target_per,
        "baseline": indicator.target_baseline,
    }
    return {"label": indicator.label, "kind": indicator.kind, "target": _target(target)}


@dataclass(frozen=True)
class IndicatorsSection(Section):
    """A list of ``{"label", "kind", "target"}``; numbers of a target are decimal strings."""

    def read(self, action: Action) -> Json:
        return [_shown(indicator) for indicator in action.indicators.all()]

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        cleaned = [
            {
                "label": text(row.get("label"), longest=2000, field="label"),
                "kind": choice(row.get("kind"), IndicatorKind, "kind"),
                "target": _target(row.get("target")),
            }
            for row in rows(value)
        ]
        return [row for row in cleaned if row["label"]]

    def write(self, action: Action, value: Json) -> None:
        action.indicators.all().delete()
        Indicator.objects.bulk_create(build_indicators(action, value))
