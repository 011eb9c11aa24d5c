"""The same series as a table, for whoever wants the numbers or does not see the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.web.components.charts.series import SHORT, Series, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``known`` is false where there is no number."""

    label: str
    cells: tuple[str, ...]
    said: str
    known: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class Twin:
    """The whole table; ``foot`` holds the target and the starting level in words."""

    caption: str
    first: str
    columns: tuple[str, ...]
    name: str
    rows: tuple[Row, ...]
    foot: tuple[tuple[str, str], ...]


def twin_of(series: Series) -> Twin:
    """The table of a series: as many lines as it has points."""
    rows = tuple(
        Row(
            point.label,
            (*point.cells, *([""] * (len(series.columns) - len(point.cells)))),
            series.told(point),
            point.drawn,
            point.state is Sign.MASKED,
        )
        for point in series.points
    )
    beside = not series.unit or series.unit in SHORT or series.unit.startswith("/")
    unit = "" if beside else f" ({series.unit})"
    return Twin(series.name, series.first, series.columns, f"Valeur{unit}", rows, tuple(_foot(series)))


def _foot(series: Series) -> Iterator[tuple[str, str]]:
    if series.baseline is not None:
        yield f"Référence {series.baseline_label}".strip(), series.amount(series.baseline)
    for goal in series.goals:
        yield f"Cible {goal.label}", series.amount(goal.value)
    if series.target is not None:
        words = series.target_words.removeprefix(series.target.word).strip()
        yield f"{series.target.word.capitalize()} {series.target.label}".strip(), words
