"""Totals over categories, communes or conventions: sums of parts, never means of rates, gaps said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.conventions.counting.values import Reading, base_of
from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.kernel.french import NBSP, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.counting.gauge import Gauge

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over ``expected`` parts of which ``counted`` could be added up.

    ``reading`` is None when nothing could be. ``secret``: how many are masked; ``halves``: rates
    without their two numbers, which cannot be added up. A milestone counts those that are done.
    """

    reading: Reading | None
    counted: int
    expected: int
    secret: int = 0
    halves: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every part is in it."""
        return self.counted == self.expected

    def over(self, noun: str, several: str | None = None) -> str:
        """« 7 communes sur 9, 1 secrète »: what is in the sum; nothing when all is."""
        if self.is_whole:
            return ""
        parts = [f"{plural(self.counted, noun, several)} sur {self.expected}"]
        parts += [f"{self.secret}{NBSP}sous secret"] if self.secret else []
        parts += [f"{self.halves}{NBSP}sans leurs deux nombres"] if self.halves else []
        return ", ".join(parts)


def total(parts: Mapping[str, Reading | None], gauge: Gauge) -> Total:
    """Add ``parts`` up, all counted as ``gauge`` is: numbers together, rates by their two numbers.

    Notes, words and indices have no total (``Gauge.adds_up``).
    """
    given = [one for one in parts.values() if one is not None]
    secret = sum(one.status == ValueStatus.SECRET for one in given)
    if not gauge.adds_up:
        return Total(None, 0, len(parts), secret)
    known = [one for one in given if one.number is not None]
    if gauge.measure == MeasureType.RATE:
        whole = [one for one in known if one.numerator is not None and one.denominator is not None]
        return Total(
            _rate(whole, base_of(gauge.unit)), len(whole), len(parts), secret, len(known) - len(whole)
        )
    summed = sum((one.number for one in known if one.number is not None), ZERO)
    return Total(Reading(_status(known), summed) if known else None, len(known), len(parts), secret)


def _status(readings: list[Reading]) -> ValueStatus:
    estimated = any(one.status == ValueStatus.ESTIMATED for one in readings)
    return ValueStatus.ESTIMATED if estimated else ValueStatus.OBSERVED


def _rate(readings: list[Reading], base: Decimal) -> Reading | None:
    over = sum((one.numerator for one in readings if one.numerator is not None), ZERO)
    under = sum((one.denominator for one in readings if one.denominator is not None), ZERO)
    if not readings or under <= 0:
        return None
    return Reading(_status(readings), over / under * base, over, under)


def to_mask(whole: Reading | None, parts: Mapping[str, Reading | None]) -> frozenset[str]:
    """The parts to show as secret so that no secret can be worked out from the others.

    Those that are secret; and when one number alone is, be it a part or the total, with all the others
    known, the smallest of the known parts too. Nothing more where something else is missing: no sum
    and no subtraction then gives the secret away.
    """
    secret = {name for name, one in parts.items() if one is not None and one.status == ValueStatus.SECRET}
    masked_whole = whole is not None and whole.status == ValueStatus.SECRET
    if len(secret) + masked_whole != 1 or not (masked_whole or (whole is not None and whole.is_known)):
        return frozenset(secret)
    others = {name: one for name, one in parts.items() if name not in secret}
    if not others or any(one is None or not one.is_known for one in others.values()):
        return frozenset(secret)
    return frozenset({*secret, min(others, key=lambda name: (_weight(others[name]), name))})


def _weight(reading: Reading | None) -> Decimal:
    """How much of the total a part is: the numerator of a rate, else its number."""
    if reading is None:
        return ZERO
    return reading.numerator if reading.numerator is not None else reading.number or ZERO


def masked(whole: Reading | None, parts: Mapping[str, Reading | None]) -> dict[str, Reading | None]:
    """``parts`` as they can be shown to whoever does not enter them."""
    hidden = to_mask(whole, parts)
    return {name: Reading(ValueStatus.SECRET) if name in hidden else one for name, one in parts.items()}
