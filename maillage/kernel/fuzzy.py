"""Dates as people know them: a season, a quarter, « rentrée 2024 », or the very day.

A fuzzy date is the first (or last) day of what is meant, with what is really known.
The words never decide alone: what cannot be read returns None and is kept as text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from maillage.kernel.french import MONTHS, day, month
from maillage.kernel.text import fold

YEAR, HALF, QUARTER, SEASON, MONTH, DAY = "annee", "semestre", "trimestre", "saison", "mois", "jour"

_MONTH_NUMBERS = {fold(name): index for index, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {
    "janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
# first and last month; each word has its own pair, so that what was typed is what is shown
_SEASONS = {
    "debut": (1, 3), "hiver": (2, 2), "printemps": (4, 6), "ete": (7, 8), "rentree": (9, 9),
    "automne": (10, 11), "fin": (12, 12),
}  # fmt: skip
_ACCENTED = {"debut": "début", "ete": "été", "rentree": "rentrée"}
# every month has its word: « hiver », the narrower, comes after « début » and wins February
_SEASON_OF = {
    number: _ACCENTED.get(word, word)
    for word, (first, last) in _SEASONS.items()
    for number in range(first, last + 1)
}
_ORDINALS = {"1er": 1, "premier": 1, "2e": 2, "2eme": 2, "second": 2, "deuxieme": 2, "3e": 3, "3eme": 3,
             "troisieme": 3, "4e": 4, "4eme": 4, "quatrieme": 4}  # fmt: skip
_EARLIEST, _LATEST = 1900, 2200


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """``on``: the first day meant, or the last for an end. ``precision``: what is known of it."""

    on: date
    precision: str


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date
    precision: str


def _months(year: int, first: int, last: int, precision: str) -> _Span | None:
    if not (_EARLIEST <= year <= _LATEST and 1 <= first <= last <= 12):
        return None
    return _Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def _day(year: int, month_number: int, day_number: int) -> _Span | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        on = date(year, month_number, day_number)
    except ValueError:
        return None
    return _Span(on, on, DAY)


def _quarter(year: int, quarter: int) -> _Span | None:
    return _months(year, 3 * quarter - 2, 3 * quarter, QUARTER)


def _half(year: int, half: int) -> _Span | None:
    return _months(year, 6 * half - 5, 6 * half, HALF)


def _month_word(match: re.Match[str]) -> _Span | None:
    number = _MONTH_NUMBERS.get(match["word"])
    return _months(int(match["year"]), number, number, MONTH) if number else None


def _day_word(match: re.Match[str]) -> _Span | None:
    number = _MONTH_NUMBERS.get(match["word"])
    return _day(int(match["year"]), number, int(match["day"])) if number else None


def _season(match: re.Match[str]) -> _Span | None:
    first, last = _SEASONS[match["word"]]
    return _months(int(match["year"]), first, last, SEASON)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Span | None]], ...] = (
    (
        re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"),
        lambda m: _day(int(m["y"]), int(m["m"]), int(m["d"])),
    ),
    (
        re.compile(r"(?P<d>\d\d?)[/.](?P<m>\d\d?)[/.](?P<y>\d{4})"),
        lambda m: _day(int(m["y"]), int(m["m"]), int(m["d"])),
    ),
    (re.compile(r"(?P<y>\d{4})-t(?P<q>[1-4])"), lambda m: _quarter(int(m["y"]), int(m["q"]))),
    (re.compile(r"t(?P<q>[1-4])[ /-]?(?P<y>\d{4})"), lambda m: _quarter(int(m["y"]), int(m["q"]))),
    (re.compile(r"(?P<y>\d{4})-s(?P<h>[12])"), lambda m: _half(int(m["y"]), int(m["h"]))),
    (re.compile(r"s(?P<h>[12])[ /-]?(?P<y>\d{4})"), lambda m: _half(int(m["y"]), int(m["h"]))),
    (
        re.compile(r"(?P<o>\w+) trimestre (?:de )?(?P<y>\d{4})"),
        lambda m: _quarter(int(m["y"]), _ORDINALS.get(m["o"], 0)),
    ),
    (
        re.compile(r"(?P<o>\w+) semestre (?:de )?(?P<y>\d{4})"),
        lambda m: _half(int(m["y"]), _ORDINALS.get(m["o"], 0)),
    ),
    (
        re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)"),
        lambda m: _months(int(m["y"]), int(m["m"]), int(m["m"]), MONTH),
    ),
    (
        re.compile(r"(?P<m>\d\d?)/(?P<y>\d{4})"),
        lambda m: _months(int(m["y"]), int(m["m"]), int(m["m"]), MONTH),
    ),
    (re.compile(r"(?P<day>\d\d?)(?:er)? (?P<word>[a-z]+)\.? (?P<year>\d{4})"), _day_word),
    (re.compile(rf"(?P<word>{'|'.join(_SEASONS)})(?: de)?(?: l'annee)? (?P<year>\d{{4}})"), _season),
    (re.compile(r"(?P<word>[a-z]+)\.? (?P<year>\d{4})"), _month_word),
    (re.compile(r"(?:en |annee )?(?P<y>\d{4})"), lambda m: _months(int(m["y"]), 1, 12, YEAR)),
)


def parse(text: str, *, end: bool = False) -> FuzzyDate | None:
    """Read a date typed in words or figures; None when it is not one.

    ``end`` asks for the last day of what is meant rather than the first.
    """
    folded = fold(text)
    for pattern, build in _PATTERNS:
        if match := pattern.fullmatch(folded):
            span = build(match)
            if span is not None:
                return FuzzyDate(span.last if end else span.first, span.precision)
    return None


def show(on: date, precision: str) -> str:
    """The date back in words, no more precise than what is known: « printemps 2024 », « T2 2026 »."""
    if precision == YEAR:
        return str(on.year)
    if precision == HALF:
        return f"S{1 if on.month <= 6 else 2} {on.year}"
    if precision == QUARTER:
        return f"T{(on.month + 2) // 3} {on.year}"
    if precision == SEASON:
        name = _SEASON_OF[on.month]
        return f"{name} {on.year}"
    return month(on) if precision == MONTH else day(on)


# how many months a unit has, where it starts again every so many months of the year
_LENGTHS = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1}


def months_later(on: date, months: int) -> date:
    """The same day ``months`` later (or earlier, below zero); the last of the month stays the last.

    Raises ValueError outside the years that dates have here.
    """
    index = on.year * 12 + on.month - 1 + months
    year, month_index = divmod(index, 12)
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(f"{year} is out of reach")
    last = monthrange(year, month_index + 1)[1]
    is_last = on.day == monthrange(on.year, on.month)[1]
    return date(year, month_index + 1, last if is_last else min(on.day, last))


def span(on: date, precision: str) -> tuple[date, date]:
    """The first and the last day that a fuzzy date may mean: all of 2026, of its autumn, of a month."""
    if precision == SEASON:
        first, last = _SEASONS[fold(_SEASON_OF[on.month])]
    elif precision in _LENGTHS:
        length = _LENGTHS[precision]
        first = (on.month - 1) // length * length + 1
        last = first + length - 1
    else:
        return on, on
    return date(on.year, first, 1), date(on.year, last, monthrange(on.year, last)[1])


def shift(moment: FuzzyDate, months: int) -> FuzzyDate:
    """The date ``months`` later, as precise as it can stay: a year moved by a year is a year, else a month.

    Raises ValueError outside the years that dates have here.
    """
    kept = 12 if moment.precision == SEASON else _LENGTHS.get(moment.precision, 1)
    precision = moment.precision if months % kept == 0 else MONTH
    return FuzzyDate(months_later(moment.on, months), precision)


# « à la rentrée », « vers la rentrée »: each word with its own preposition
_AT = {"hiver": "à l’hiver", "printemps": "au printemps", "été": "à l’été", "rentrée": "à la rentrée",
       "automne": "à l’automne", "début": "début", "fin": "fin"}  # fmt: skip
_ABOUT = {"hiver": "l’hiver", "printemps": "le printemps", "été": "l’été", "rentrée": "la rentrée",
          "automne": "l’automne", "début": "le début de", "fin": "la fin de"}  # fmt: skip


def at(on: date, precision: str) -> str:
    """When something happens, in a sentence: « à l’automne 2026 », « en mars 2026 », « le 3 mars 2026 »."""
    words = show(on, precision)
    if precision == SEASON:
        return f"{_AT[_SEASON_OF[on.month]]} {on.year}"
    if precision in {HALF, QUARTER}:
        return f"au {words}"
    return f"en {words}" if precision in {MONTH, YEAR} else f"le {words}"


def about(on: date, precision: str) -> str:
    """« vers l’automne 2026 », « vers 2026 »; the day alone when it is known."""
    words = show(on, precision)
    if precision == SEASON:
        return f"vers {_ABOUT[_SEASON_OF[on.month]]} {on.year}"
    if precision in {HALF, QUARTER}:
        return f"vers le {words}"
    return f"vers {words}" if precision in {MONTH, YEAR} else words


_UNTIL = {"hiver": "à l’hiver", "printemps": "au printemps", "été": "à l’été", "rentrée": "à la rentrée",
          "automne": "à l’automne", "début": "au début de", "fin": "à la fin de"}  # fmt: skip


def since(on: date, precision: str) -> str:
    """« dès le printemps 2026 », « dès mars 2026 », « dès le 3 mars 2026 »."""
    if precision == SEASON:
        return f"dès {_ABOUT[_SEASON_OF[on.month]]} {on.year}"
    words = show(on, precision)
    return f"dès {words}" if precision in {MONTH, YEAR} else f"dès le {words}"


def until(on: date, precision: str) -> str:
    """« jusqu’au printemps 2026 », « jusqu’en mars 2026 », « jusqu’au 3 mars 2026 »."""
    if precision == SEASON:
        return f"jusqu’{_UNTIL[_SEASON_OF[on.month]]} {on.year}"
    words = show(on, precision)
    return f"jusqu’en {words}" if precision in {MONTH, YEAR} else f"jusqu’au {words}"
