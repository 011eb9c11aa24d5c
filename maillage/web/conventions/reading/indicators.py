"""Indicators and their targets, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Frequency, IndicatorKind, MeasureType, TargetOp, TargetPeriod
from maillage.kernel.french import number

if TYPE_CHECKING:
    from maillage.conventions.models import Action

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator: its words, its kind, its measure, its target and its starting level, or nothing."""

    label: str
    kind: str
    measure: str
    target: str
    baseline: str


def _amount(value: str | None, unit: str) -> str:
    if not value:
        return ""
    figure = number(Decimal(value))
    return f"{figure}{NBSP}{unit}" if unit else figure


def target_words(target: dict[str, Any] | None) -> str:
    """« au moins 80 places par an », « entre 10 et 12 % »; nothing without a target."""
    if not target:
        return ""
    operator, unit = TargetOp(target["op"]), target["unit"]
    value = _amount(target["value"], "" if operator == TargetOp.BETWEEN else unit)
    if operator == TargetOp.BETWEEN:
        value = f"{value} et {_amount(target['value_max'], unit)}"
    words = {TargetOp.EQUAL: "", TargetOp.CHANGE: "évolution de "}.get(operator, f"{operator.label} ")
    per = f" {TargetPeriod(target['per']).label}" if target["per"] else ""
    return f"{words}{value}{per}"


def measure_words(row: dict[str, Any]) -> str:
    """« Nombre, chaque année », « souhait, sans mesure »; nothing until someone chose.

    Values of the journal older than measures have none of it.
    """
    if row.get("wish"):
        return "souhait, sans mesure"
    measure, frequency = row.get("measure"), row.get("frequency")
    words = [str(MeasureType(measure).label)] if measure else []
    words += [str(Frequency(frequency).label)] if frequency else []
    return ", ".join(words)


def show_indicators(value: Any, _action: Action) -> list[Shown]:
    """The indicators in the order of the fiche."""
    return [
        Shown(
            label=row["label"],
            kind=str(IndicatorKind(row["kind"]).label) if row["kind"] else "",
            measure=measure_words(row),
            target=target_words(row["target"]),
            baseline=_amount(row["target"]["baseline"], row["target"]["unit"]) if row["target"] else "",
        )
        for row in value
    ]
