"""Periods as they are known: bounds that may fall anywhere in an interval, and the horizons of a CTG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status, Term
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from maillage.conventions.models import Convention

CRISP = frozenset({fuzzy.DAY, fuzzy.MONTH})
ONGOING = frozenset({Status.RUNNING, Status.PAUSED, Status.BLOCKED})


@dataclass(frozen=True, slots=True)
class Bound:
    """A start or an end: it falls between ``earliest`` and ``latest``, both included.

    ``on`` and ``precision`` are what the fiche holds.
    """

    on: date
    precision: str
    earliest: date
    latest: date

    @property
    def words(self) -> str:
        """« automne 2026 », no more precise than what is known."""
        return fuzzy.show(self.on, self.precision)

    @property
    def when(self) -> str:
        """« à l’automne 2026 »."""
        return fuzzy.at(self.on, self.precision)

    @property
    def is_fuzzy(self) -> bool:
        """Whether the plan leaves more than a month open."""
        return self.precision not in CRISP


def bound(on: date | None, precision: str) -> Bound | None:
    """The bound that a fiche or a step holds; None where it holds no date."""
    if on is None:
        return None
    earliest, latest = fuzzy.span(on, precision)
    return Bound(on, precision, earliest, latest)


@dataclass(frozen=True, slots=True)
class Period:
    """When an action runs, as far as its fiche says; either bound may be missing."""

    start: Bound | None
    end: Bound | None

    @property
    def words(self) -> str:
        """« printemps 2024 à fin 2028 », « dès 2025 », « jusqu’en juin 2026 », or nothing."""
        if self.start and self.end:
            start, end = self.start.words, self.end.words
            return start if start == end else f"{start} à {end}"
        if self.start:
            return fuzzy.since(self.start.on, self.start.precision)
        return fuzzy.until(self.end.on, self.end.precision) if self.end else ""

    def reach(self, status: str, today: date) -> tuple[date, date] | None:
        """The first and last day that it may touch; what runs without an end reaches today."""
        if self.start and self.end:
            return self.start.earliest, max(self.end.latest, self.start.latest)
        if self.start:
            last = self.start.latest
            return self.start.earliest, max(last, today) if status in ONGOING else last
        return (self.end.earliest, self.end.latest) if self.end else None


@dataclass(frozen=True, slots=True)
class Band:
    """A horizon of a convention, as whole years; the next CTG has no last day."""

    term: Term
    first: date
    last: date | None


def bands_of(convention: Convention) -> list[Band]:
    """Court, moyen, long terme over the years of the convention, then the next one.

    The years are shared in three, the first horizons taking those left over: 2, 2 and 1 for five years.
    Empty for a convention without years.
    """
    first, last = convention.start_year, convention.end_year
    if not first or not last:
        return []
    years = last - first + 1
    short = -(-years // 3)
    medium = -(-(years - short) // 2)
    lengths = ((Term.SHORT, short), (Term.MEDIUM, medium), (Term.LONG, years - short - medium))
    bands, year = [], first
    for term, length in lengths:
        if length:
            bands.append(Band(term, date(year, 1, 1), date(year + length - 1, 12, 31)))
            year += length
    return [*bands, Band(Term.NEXT, date(last + 1, 1, 1), None)]


def horizon_of(term: str, period: Period, bands: list[Band]) -> Term | None:
    """The horizon that the plan gives, else that of the end, else that of the start; None without any."""
    if term:
        return Term(term)
    known = period.end or period.start
    if known is None:
        return None
    for band in bands:
        if band.last is None or known.latest <= band.last:
            return band.term
    return None
