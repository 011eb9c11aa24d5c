"""Indicators of a fiche: those that are followed as figures, the others in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import IndicatorKind
from maillage.conventions.selectors.followed import assembled
from maillage.conventions.wording import amount_words, measure_words, target_words
from maillage.web.components.figures.figure import Figure, figure_of

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


@dataclass(frozen=True, slots=True)
class Indicators:
    """``figures``: the followed ones with their values; ``others``: those that nobody measures yet."""

    figures: list[Figure]
    others: list[Shown]


def show_indicators(value: Any, action: Action) -> Indicators:
    """The indicators in the order of the fiche, charts before rows (one query for all their values)."""
    measured = [row for row in action.indicators.all() if row.measure and not row.wish]
    last_year = action.convention.end_year
    figures = [figure_of(one, last_year) for one in assembled(measured)] if measured else []
    figures.sort(key=lambda figure: not figure.is_chart)
    return Indicators(figures, [_shown(row) for row in value if not row.get("measure") or row.get("wish")])


def _shown(row: dict[str, Any]) -> Shown:
    target = row["target"]
    return Shown(
        label=row["label"],
        kind=str(IndicatorKind(row["kind"]).label) if row["kind"] else "",
        measure=measure_words(row),
        target=target_words(target),
        baseline=amount_words(target["baseline"], target["unit"]) if target else "",
    )
