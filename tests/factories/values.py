"""Measured indicators and their values, straight into the database."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.models import Indicator, IndicatorValue

if TYPE_CHECKING:
    from maillage.conventions.models import Action


def measured(action: Action, **fields: Any) -> Indicator:
    """A number followed each year, at least 80 by 2028, from 74 in 2023, unless said otherwise."""
    usual: dict[str, Any] = {
        "label": "Assistantes maternelles en exercice",
        "kind": "resultat",
        "measure": MeasureType.NUMBER,
        "frequency": "an",
        "target_op": ">=",
        "target_value": Decimal(80),
        "target_year": 2028,
        "target_unit": "",
        "target_baseline": Decimal(74),
        "baseline_year": 2023,
        "source": "PMI, liste des agréments",
        "position": Indicator.objects.filter(action=action).count(),
    }
    return Indicator.objects.create(action=action, convention=action.convention, **usual | fields)


def valued(indicator: Indicator, period: str, value: str = "", **fields: Any) -> IndicatorValue:
    """One value; « 36/69 » for the two numbers of a rate; nothing for a secret or an unavailable one."""
    over, _, under = value.partition("/")
    known: dict[str, Any] = {"number": Decimal(value)} if value and not under else {}
    if under:
        known = {
            "number": (Decimal(over) / Decimal(under) * 100).quantize(Decimal("0.0001")),
            "numerator": Decimal(over),
            "denominator": Decimal(under),
        }
    usual = {"status": ValueStatus.OBSERVED, "entered_name": "Responsable du RPE"}
    return IndicatorValue.objects.create(
        convention=indicator.convention, indicator=indicator, period=period, **usual | known | fields
    )
