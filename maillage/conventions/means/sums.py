"""Totals that say what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sum:
    """``amount`` over the ``known`` lines out of ``lines``; None, and not zero, when none is known."""

    amount: Decimal | None
    known: int
    lines: int

    @property
    def whole(self) -> bool:
        """Whether every line counts in it."""
        return self.known == self.lines


def total(values: Iterable[Decimal | None]) -> Sum:
    """Add up what is known."""
    held = list(values)
    known = [value for value in held if value is not None]
    return Sum(sum(known, Decimal(0)) if known else None, len(known), len(held))


def days_of(year: int) -> int:
    """365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def days_within(year: int, start: date | None, end: date | None) -> int:
    """How many days of ``year`` a period holds; an open side goes on without end."""
    first = max(start or date.min, date(year, 1, 1))
    last = min(end or date.max - _DAY, date(year, 12, 31))
    return max((last - first).days + 1, 0)


def over_year(etp: Decimal | None, year: int, start: date | None, end: date | None) -> Decimal | None:
    """``etp`` over ``year``, in proportion to the days worked; None when nobody said how much."""
    return None if etp is None else etp * days_within(year, start, end) / days_of(year)
