"""The period of an action: words, and a bar over the years of the convention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.enums import Term
from maillage.conventions.wording import moment_words
from maillage.kernel import fuzzy
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention

WIDTH = 640.0
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the axis: where it starts, where its figure stands."""

    name: str
    x: str
    middle: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Positions in a drawing 640 wide. ``done``: width of what is past; ``today``: nothing when outside."""

    years: list[Year]
    x: str
    width: str
    done: str
    today: str
    said: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The document's words, the period in words, the horizon, and the bar when there is a period."""

    phrases: list[str]
    period: str
    term: str
    bar: Bar | None


def period_words(start: str, end: str) -> str:
    """« printemps 2024 à fin 2028 », or the one that is known."""
    if start and end:
        return start if start == end else f"{start} à {end}"
    return f"à partir de {start}" if start else f"jusqu’à {end}" if end else ""


def period_of(action: Action) -> str:
    """The period of an action, for the head of its fiche."""
    start = fuzzy.show(action.start_on, action.start_precision) if action.start_on else ""
    end = fuzzy.show(action.end_on, action.end_precision) if action.end_on else ""
    return period_words(start, end)


def _years(convention: Convention, start: date, end: date) -> tuple[int, int]:
    first = min(convention.start_year or start.year, start.year)
    return first, max(convention.end_year or end.year, end.year)


def _bar(convention: Convention, start: date, end: date, said: str) -> Bar | None:
    first, last = _years(convention, start, end)
    if last - first >= MOST_YEARS:
        return None
    origin, days = date(first, 1, 1), (date(last + 1, 1, 1) - date(first, 1, 1)).days

    def at(day: date) -> float:
        return WIDTH * (day - origin).days / days

    now = timezone.localdate()
    left, right = at(start), at(end)
    years = [
        Year(str(year), f"{at(date(year, 1, 1)):.1f}", f"{at(date(year, 7, 2)):.1f}")
        for year in range(first, last + 1)
    ]
    return Bar(
        years=years,
        x=f"{left:.1f}",
        width=f"{max(right - left, 3):.1f}",
        done=f"{max(0.0, min(at(now), right) - left):.1f}",
        today=f"{at(now):.1f}" if first <= now.year <= last else "",
        said=said,
    )


def show_calendar(value: Any, action: Action) -> Calendar:
    """What the fiche says of its dates."""
    start, end = moment_words(value["start"]), moment_words(value["end"])
    period = period_words(start, end)
    bar = None
    if action.start_on or action.end_on:
        convention = action.convention
        ends = date(convention.end_year, 12, 31) if convention.end_year else None
        begins = date(convention.start_year, 1, 1) if convention.start_year else None
        first, last = action.start_on or begins, action.end_on or ends
        if first and last and first <= last:
            bar = _bar(convention, first, last, period)
    term = str(Term(value["term"]).label) if value["term"] else ""
    told = any(fold(term) in fold(phrase) for phrase in value["phrases"])
    return Calendar(value["phrases"], period, "" if told else term, bar)
