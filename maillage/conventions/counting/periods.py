"""Periods: « 2025 », « 2025-S1 », « 2025-T3 », « 2025-04 »."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from maillage.conventions.enums import Frequency
from maillage.kernel.french import MONTHS, NBSP

FIRST_YEAR, LAST_YEAR = 2000, 2100
_CODE = re.compile(
    r"(?P<year>2[01][0-9]{2})(?:-(?:S(?P<half>[12])|T(?P<quarter>[1-4])|(?P<month>[01][0-9])))?"
)
_PARTS = {Frequency.YEAR: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}
_GROUPS = {"half": Frequency.HALF, "quarter": Frequency.QUARTER, "month": Frequency.MONTH}
_NAMES = {Frequency.HALF: "semestre", Frequency.QUARTER: "trimestre"}


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or its ``part`` (from 1) when ``frequency`` cuts it in halves, quarters or months."""

    year: int
    frequency: Frequency = Frequency.YEAR
    part: int = 1

    @property
    def code(self) -> str:
        """What is kept: « 2025-T3 »."""
        marks = {
            Frequency.HALF: f"-S{self.part}",
            Frequency.QUARTER: f"-T{self.part}",
            Frequency.MONTH: f"-{self.part:02d}",
        }
        return f"{self.year}{marks.get(self.frequency, '')}"

    @property
    def label(self) -> str:
        """What people read: « 2025 », « 1er semestre 2025 », « avril 2025 »."""
        if self.frequency == Frequency.MONTH:
            return f"{MONTHS[self.part - 1]} {self.year}"
        rank = "1er" if self.part == 1 else f"{self.part}e"
        name = _NAMES.get(self.frequency)
        return f"{rank}{NBSP}{name} {self.year}" if name else str(self.year)

    @property
    def of(self) -> str:
        """« de 2025 », « du 1er semestre 2025 », « d’avril 2025 »."""
        if self.frequency in _NAMES:
            return f"du {self.label}"
        return f"d’{self.label}" if self.label[0] in "ao" else f"de {self.label}"

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return 12 // _PARTS[self.frequency]

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.part - 1) * self.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return _last(self.year, self.part * self.months)

    @property
    def order(self) -> tuple[date, int]:
        """To sort periods of every length: by their end, the shorter first."""
        return self.last, self.months

    def before(self) -> Period:
        """The period of the same length that ends where this one starts."""
        if self.part > 1:
            return Period(self.year, self.frequency, self.part - 1)
        return Period(self.year - 1, self.frequency, _PARTS[self.frequency])

    def parts(self, frequency: str) -> list[Period]:
        """The periods of ``frequency`` within this one; itself when they are not shorter."""
        found = of_year(self.year, frequency)
        inside = [one for one in found if self.first <= one.first and one.last <= self.last]
        return inside or [self]


def cut(frequency: str) -> Frequency:
    """How ``frequency`` cuts the year: what is noted once, or as nobody said, is noted by year."""
    return Frequency(frequency) if frequency in _PARTS else Frequency.YEAR


def parse(code: object) -> Period | None:
    """The period of a code, None for anything else."""
    return _parsed(code) if isinstance(code, str) else None


@lru_cache(maxsize=512)
def _parsed(code: str) -> Period | None:
    found = _CODE.fullmatch(code)
    if found is None or int(found["year"]) > LAST_YEAR:
        return None
    for name, frequency in _GROUPS.items():
        if found[name]:
            part = int(found[name])
            return Period(int(found["year"]), frequency, part) if 1 <= part <= _PARTS[frequency] else None
    return Period(int(found["year"]))


@lru_cache(maxsize=512)
def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def of_year(year: int, frequency: str) -> list[Period]:
    """The periods that ``frequency`` cuts ``year`` in."""
    kind = cut(frequency)
    return [Period(year, kind, part) for part in range(1, _PARTS[kind] + 1)]


def sequence(frequency: str, first_year: int, last_year: int) -> list[Period]:
    """Every period of ``frequency`` from a year to another, both included."""
    return [one for year in range(first_year, last_year + 1) for one in of_year(year, frequency)]


def years_of(start_year: int | None, end_year: int | None, today: date) -> tuple[int, int]:
    """The years that a convention runs over; those around ``today`` stand for what nobody wrote."""
    first = start_year or min(end_year or today.year, today.year)
    return first, max(end_year or max(first, today.year), first)


def is_due(period: Period, frequency: str, on: date, *, last_year: int) -> bool:
    """Whether a value can be expected on that day: the period is over, or is the year that runs.

    What is noted once is expected in ``last_year`` only, the year of its target.
    """
    if frequency == Frequency.ONCE and period.year < last_year:
        return False
    return period.last <= on or (period.months == 12 and period.first <= on)


def due(frequency: str, first_year: int, last_year: int, on: date) -> list[Period]:
    """The periods whose values can be expected on that day."""
    every = sequence(frequency, first_year, last_year)
    return [one for one in every if is_due(one, frequency, on, last_year=last_year)]
