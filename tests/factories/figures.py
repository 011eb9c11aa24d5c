"""Indicators that are followed, and their values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from maillage.conventions.enums import BreakdownKind, MeasureType
from maillage.conventions.models import Action, Breakdown, Convention, Indicator, IndicatorValue
from tests.factories.conventions import IndicatorFactory


def counted(action: Action, label: str = "Places ouvertes", **fields: Any) -> Indicator:
    """An indicator that is followed: a yearly number unless told otherwise."""
    return IndicatorFactory.create(
        action=action, label=label, **{"measure": MeasureType.NUMBER, "frequency": "an", **fields}
    )


def value_of(indicator: Indicator, period: str, number: str | None = None, **fields: Any) -> IndicatorValue:
    """A value entered in the grid."""
    return IndicatorValue.objects.create(
        convention=indicator.convention,
        indicator=indicator,
        period=period,
        number=None if number is None else Decimal(number),
        **{"entered_name": "Inès Morvan", **fields},
    )


def sexes(convention: Convention) -> Breakdown:
    """A breakdown in two, with a third category that is no longer used."""
    categories = [
        {"code": "f", "label": "Femmes", "retired": False},
        {"code": "h", "label": "Hommes", "retired": False},
        {"code": "x", "label": "Non précisé", "retired": True},
    ]
    return Breakdown.objects.create(
        convention=convention, kind=BreakdownKind.SEX, name="Sexe", categories=categories
    )
