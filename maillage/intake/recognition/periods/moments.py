"""The moments that a phrase quotes: « rentrée 2024 », « T3 2023 », « 12 mars 2025 », a year.

A moment has its first and last day and what is really known of it, in the words of the plan
(jour, mois, trimestre, saison, semestre, annee). Seasons have the days that the rest of the
application gives them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from maillage.intake.recognition.quantities.phrase import Phrase

YEAR, HALF, QUARTER, SEASON, MONTH, DAY = "annee", "semestre", "trimestre", "saison", "mois", "jour"

_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    "janv fevr mars avr mai juin juil aout sept oct nov dec".split(),
)
_MONTH_NUMBERS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)} | {"fev": 2}
#: First and last month.
_SEASONS = {
    "debut": (1, 3),
    "hiver": (2, 2),
    "printemps": (4, 6),
    "ete": (7, 8),
    "rentree": (9, 9),
    "automne": (10, 11),
    "fin": (12, 12),
}
_ORDINALS = {
    "1er": 1,
    "premier": 1,
    "2nd": 2,
    "second": 2,
    "deuxieme": 2,
    "troisieme": 3,
    "quatrieme": 4,
    "dernier": 0,
}
_EARLIEST, _LATEST = 1900, 2099

_Y = r"(?P<{}>(?:19|20)[0-9]{{2}})(?![0-9])"
_OF = r"(?: de)?(?: l')?(?: ?annee)?(?: scolaire)? ?(?:de )?"
_MONTH = f"(?:{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_NAMED = f"(?:{'|'.join(_SEASONS)})"


@dataclass(frozen=True, slots=True)
class Moment:
    """From ``first`` to ``last``, read at ``start`` to ``end`` of the phrase.

    ``dated`` is False where the phrase gives no year: the days then bear the year 1900.
    """

    first: date
    last: date
    precision: str
    start: int
    end: int
    dated: bool = True

    @property
    def year(self) -> int:
        """Of its first day."""
        return self.first.year

    def in_year(self, year: int) -> Moment:
        """The same moment of another year."""
        last_day = monthrange(year, self.last.month)[1]
        return Moment(
            self.first.replace(year=year, day=min(self.first.day, last_day)),
            self.last.replace(
                year=year, day=min(self.last.day, last_day) if self.precision == DAY else last_day
            ),
            self.precision,
            self.start,
            self.end,
        )


_Days = tuple[date, date, str] | None


def _months(year: int, first: int, last: int, precision: str) -> _Days:
    if not (_EARLIEST <= year <= _LATEST and 1 <= first <= last <= 12):
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision


def _day(match: re.Match[str]) -> _Days:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    try:
        on = date(_year(match), number, int(re.sub(r"\D", "", match["day"])))
    except ValueError:
        return None
    return on, on, DAY


def _year(match: re.Match[str]) -> int:
    return int(match["year"]) if match["year"] else _EARLIEST


def _month(match: re.Match[str]) -> _Days:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    return _months(_year(match), number, number, MONTH)


def _part(match: re.Match[str]) -> _Days:
    """A quarter or a half."""
    written = match["ordinal"]
    size, precision = (3, QUARTER) if match["part"].startswith("t") else (6, HALF)
    ordinal = _ORDINALS.get(written)
    if ordinal is None:
        ordinal = int(re.sub(r"\D", "", written))
    ordinal = ordinal or 12 // size
    return _months(_year(match), size * (ordinal - 1) + 1, size * ordinal, precision)


def _season(match: re.Match[str]) -> _Days:
    return _months(_year(match), *_SEASONS[match["season"]], SEASON)


def _school_year(match: re.Match[str]) -> _Days:
    first = int(match["year"])
    last = first + 1
    if int(match["next"]) % 100 != last % 100:
        return None
    return date(first, 9, 1), date(last, 7, 31), SEASON


_ORDINAL = r"(?P<ordinal>1er|2nd|premier|second|deuxieme|troisieme|quatrieme|dernier|[1-4](?:e|eme|nd)?)"
_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], _Days]], ...] = (
    (rf"{_Y.format('year')}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b", _day),
    (rf"\b(?P<day>[0-9]{{1,2}})[/.](?P<month>[0-9]{{1,2}})[/.]{_Y.format('year')}", _day),
    (rf"\b(?P<month>[0-9]{{1,2}})/{_Y.format('year')}", _month),
    (
        rf"\bannees? scolaires? ?:? ?{_Y.format('year')} ?[-–/] ?(?P<next>[0-9]{{4}}|[0-9]{{2}})\b",
        _school_year,
    ),
    (rf"\b(?P<day>1er|[0-9]{{1,2}}) (?P<month>{_MONTH})\b\.?(?: {_Y.format('year')})?", _day),
    (rf"\b{_ORDINAL} (?P<part>trimestre|semestre)(?:{_OF}{_Y.format('year')})?", _part),
    (rf"{_Y.format('year')} ?[-/ ] ?(?P<part>[ts])(?P<ordinal>[1-4])\b", _part),
    (rf"\b(?P<part>[ts])(?P<ordinal>[1-4])(?:[ /-]{{1,3}}{_Y.format('year')})?\b", _part),
    (
        (
            rf"\b(?:(?:debut|fin|mi|courant|rentree)[ -](?:de )?)?(?P<month>{_MONTH})\b\.?"
            rf"(?:(?: de)? ?{_Y.format('year')})?"
        ),
        _month,
    ),
    (rf"\b(?P<season>{_NAMED})\b(?:(?: d'annee)?{_OF}{_Y.format('year')})?", _season),
    (rf"\b(?:mi-)?{_Y.format('year')}", lambda m: _months(_year(m), 1, 12, YEAR)),
)
_COMPILED = tuple((re.compile(shape), build) for shape, build in _SHAPES)
#: Without a year, these say when only beside another month: « sept » is a number first.
_BARE_WORDS = frozenset({"mai", "mars", "dec", "oct", "nov", "sept", "avr", "janv", "juil", "fev", "fevr"})
_PARTS_OF_ANY = frozenset({"debut", "fin"})
_ANOTHER_MONTH = re.compile(r" ?(?:-|–|a|au|et|,|/) ?" + _MONTH)
_BARE_SEASON = re.compile(r"(?:\b(?:l'|cet |en |pour |chaque |a l'|au )|^)$")


def moments_in(phrase: Phrase) -> list[Moment]:
    """The moments of a phrase, in order; where two shapes read the same words, the more telling wins."""
    found: list[Moment] = []
    read = bytearray(len(phrase.folded) + 1)
    for moment in _found(phrase.folded):
        if not any(read[moment.start : moment.end]):
            read[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
            found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def _found(text: str) -> Iterator[Moment]:
    for pattern, build in _COMPILED:
        for match in pattern.finditer(text):
            days = build(match)
            if days is None:
                continue
            dated = bool(match["year"])
            if dated or _stands_alone(text, match):
                yield Moment(*days, match.start(), match.end(), dated)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether words without year name a moment: « à l’automne », and not « fin de vie »."""
    written = match[0].strip(" .")
    if written in _PARTS_OF_ANY:
        return False
    if written in _BARE_WORDS:
        return bool(_ANOTHER_MONTH.match(text, match.end()))
    if match.groupdict().get("season"):
        return bool(_BARE_SEASON.search(text[max(0, match.start() - 8) : match.start()]))
    return True
