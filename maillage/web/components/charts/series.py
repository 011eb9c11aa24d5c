"""What a chart is drawn from: points, a target, a starting level; and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillage.kernel.french import NBSP, number

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Sign(StrEnum):
    """How sure a point is, and how it is drawn."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    MASKED = "masked"
    UNAVAILABLE = "unavailable"
    MISSING = "missing"


SHORT = frozenset({"%", "‰", "€", "h", "km"})
"""Units that stand beside every number; longer ones are said once, by the title."""

WORDS = {
    Sign.MASKED: "secret",
    Sign.UNAVAILABLE: "non disponible",
    Sign.MISSING: "non renseigné",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One value. ``label``: its period or its category; ``at``: where it stands in time, when it does.

    ``short``: the label where room is scarce; ``cells``: what the table twin says more, one text for
    each of the series' ``columns``.
    """

    label: str
    value: Decimal | None = None
    sign: Sign = Sign.OBSERVED
    at: date | None = None
    cells: tuple[str, ...] = ()
    short: str = ""

    @property
    def drawn(self) -> bool:
        """Whether there is a number to draw."""
        return self.value is not None and self.sign in {Sign.OBSERVED, Sign.ESTIMATED}

    @property
    def state(self) -> Sign:
        """Its sign; a point without a number is missing unless it says why it has none."""
        if self.value is None and self.sign in {Sign.OBSERVED, Sign.ESTIMATED}:
            return Sign.MISSING
        return self.sign


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: one value, or a range when ``high`` is given. ``label``: when, as « 2028 »."""

    value: Decimal
    high: Decimal | None = None
    at: date | None = None
    label: str = ""
    word: str = "cible"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is aimed at by a day on the way, as « 75 fin 2026 »."""

    label: str
    value: Decimal
    at: date


@dataclass(frozen=True, slots=True)
class Series:
    """One chart. ``key`` is unique on its page; ``unit`` is « % », « /5 », « places » or nothing.

    ``goals``: targets on the way; ``columns`` heads the twin's extra cells; ``first``, its first column.
    """

    key: str
    name: str
    points: tuple[Point, ...]
    unit: str = ""
    target: Target | None = None
    baseline: Decimal | None = None
    baseline_label: str = ""
    goals: tuple[Goal, ...] = ()
    columns: tuple[str, ...] = ()
    first: str = "Période"

    @property
    def known(self) -> list[Point]:
        """The points that have a number."""
        return [point for point in self.points if point.drawn]

    @property
    def last(self) -> Point | None:
        """The newest point that has a number."""
        known = self.known
        return known[-1] if known else None

    def amount(self, value: Decimal) -> str:
        """« 69 », « 52 % », as it stands beside a point: short units only."""
        if self.unit.startswith("/"):
            return f"{number(value)}{self.unit}"
        return f"{number(value)}{NBSP}{self.unit}" if self.unit in SHORT else number(value)

    def told(self, point: Point) -> str:
        """A point in words: its amount, « ≈ 38 500 », « secret », « non renseigné »."""
        if point.value is None or not point.drawn:
            return WORDS[point.state]
        said = self.amount(point.value)
        return f"≈{NBSP}{said}" if point.sign is Sign.ESTIMATED else said

    @property
    def target_words(self) -> str:
        """« cible 80 », « cible 40 à 60 % », or nothing."""
        if self.target is None:
            return ""
        if self.target.high is not None:
            return f"{self.target.word} {number(self.target.value)} à {self.amount(self.target.high)}"
        return f"{self.target.word} {self.amount(self.target.value)}"

    @property
    def summary(self) -> str:
        """The whole chart in one sentence, for whoever does not see it."""
        known = self.known
        parts = []
        if len(known) > 1:
            first, last = known[0], known[-1]
            parts.append(f"De {self.told(first)} ({first.label}) à {self.told(last)} ({last.label})")
        elif known:
            parts.append(f"{self.told(known[0])} ({known[0].label})")
        else:
            parts.append("Aucune valeur connue")
        if self.target is not None:
            parts.append(f"{self.target_words} {self.target.label}".strip())
        if self.baseline is not None:
            parts.append(f"référence {self.baseline_label} : {self.amount(self.baseline)}".replace("  ", " "))
        holes = [f"{point.label} {self.told(point)}" for point in self.points if not point.drawn]
        return f"{', '.join([*parts, *holes])}."
