"""Indicators and their targets, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import IndicatorKind
from maillage.conventions.wording import amount_words, measure_words, target_words

if TYPE_CHECKING:
    from maillage.conventions.models import Action


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator: its words, its kind, its measure, its target and its starting level, or nothing."""

    label: str
    kind: str
    measure: str
    target: str
    baseline: str


def show_indicators(value: Any, _action: Action) -> list[Shown]:
    """The indicators in the order of the fiche."""
    return [
        Shown(
            label=row["label"],
            kind=str(IndicatorKind(row["kind"]).label) if row["kind"] else "",
            measure=measure_words(row),
            target=target_words(row["target"]),
            baseline=amount_words(row["target"]["baseline"], row["target"]["unit"]) if row["target"] else "",
        )
        for row in value
    ]
