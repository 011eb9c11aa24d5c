"""Indicators of the library over several conventions: sums that say who is in them, and who is not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from maillage.conventions.counting import standard
from maillage.conventions.counting.aggregation import Total, total
from maillage.conventions.counting.periods import Period
from maillage.conventions.counting.values import base_of
from maillage.conventions.enums import Frequency, MeasureType
from maillage.conventions.models import Action, Convention, Indicator
from maillage.conventions.selectors.followed import assembled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.conventions.counting.standard import Standard
    from maillage.conventions.counting.values import Reading
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.followed import Followed


class Aside(StrEnum):
    """Why a figure is not in the sum."""

    NOTHING = "nothing"
    """Nobody noted it."""
    MASKED = "masked"
    """It is secret, or does not exist."""
    HALF = "half"
    """A rate without its two numbers."""
    OTHERWISE = "otherwise"
    """Measured in another way than the library says."""
    SINCE_START = "since_start"
    """A total since the start, among figures of one year."""
    RHYTHM = "rhythm"
    """Noted by quarters or months: no figure of the year."""
    DIFFERS = "differs"
    """Two fiches of one territory say two different things of it."""
    TWICE = "twice"
    """Another fiche of the territory says the same: counted once."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one fiche says of an indicator for the year. ``aside`` is None when it is in the sum."""

    followed: Followed
    reading: Reading | None
    aside: Aside | None

    @property
    def indicator(self) -> Indicator:
        """The indicator of that fiche."""
        return self.followed.indicator


@dataclass(frozen=True, slots=True)
class Together:
    """An indicator of the library over the conventions that follow it, for one year."""

    standard: Standard
    period: Period
    total: Total
    parts: list[Part]

    @property
    def conventions(self) -> int:
        """How many follow it."""
        return len({part.indicator.convention_id for part in self.parts})

    @property
    def answered(self) -> int:
        """How many have a figure in the sum."""
        return len({part.indicator.convention_id for part in self.parts if part.aside is None})


def conventions_of(user: Viewer) -> list[Convention]:
    """Those that ``user`` may enter, by name (one query)."""
    return list(Convention.objects.visible_to(user).order_by("name", "pk"))


def years_to_add_up(conventions: Iterable[Convention], today: date) -> list[int]:
    """The years that a figure can be of, the newest first."""
    starts = [one.start_year for one in conventions if one.start_year and one.start_year <= today.year]
    return list(range(today.year, min([*starts, today.year - 1]) - 1, -1))


def together(
    conventions: Iterable[Convention], user: Viewer, year: int, code: str = ""
) -> dict[str, Together]:
    """The indicators of the library that these conventions follow, by code: two queries.

    ``code``: that one only. What ``user`` may not see is not counted.
    """
    actions = Action.objects.visible_to(user).filter(convention__in=list(conventions))
    rows = Indicator.objects.filter(action__in=actions, wish=False).exclude(measure="").exclude(standard="")
    if code:
        rows = rows.filter(standard=code)
    shown = rows.select_related("action", "convention", "breakdown").order_by(
        "convention__name", "convention_id", "pk"
    )
    by_code: dict[str, list[Followed]] = defaultdict(list)
    for one in assembled(shown):
        by_code[one.indicator.standard].append(one)
    library = ((each, by_code.get(each.code)) for each in standard.LIBRARY.values())
    return {each.code: _together(each, found, Period(year)) for each, found in library if found}


def _together(one: Standard, found: list[Followed], period: Period) -> Together:
    yearly = not one.cumulative and any(not each.indicator.cumulative for each in found)
    parts = [_part(one, each, period, yearly=yearly) for each in found]
    parts = _once_a_territory(parts) if one.territory else parts
    summed = {
        str(part.indicator.pk): part.reading if part.aside in _HELD else None
        for part in parts
        if part.aside is not Aside.TWICE
    }
    return Together(one, period, total(summed, one.gauge), parts)


_HELD = frozenset({None, Aside.MASKED, Aside.HALF})


def _part(one: Standard, each: Followed, period: Period, *, yearly: bool) -> Part:
    point = each.series.at(period)
    reading = point.reading if point else None
    return Part(each, reading, _set_aside(one, each, reading, yearly=yearly))


def _set_aside(one: Standard, each: Followed, reading: Reading | None, *, yearly: bool) -> Aside | None:
    gauge, indicator = each.gauge, each.indicator
    if gauge.measure != one.measure or _unit_differs(one, gauge.unit):
        return Aside.OTHERWISE
    if one.cumulative and not indicator.cumulative:
        return Aside.OTHERWISE
    if indicator.cumulative and yearly:
        return Aside.SINCE_START
    if each.series.frequency != Frequency.YEAR:
        return Aside.RHYTHM
    if reading is None:
        return Aside.NOTHING
    if reading.is_masked:
        return Aside.MASKED
    halved = gauge.measure == MeasureType.RATE and (reading.numerator is None or reading.denominator is None)
    return Aside.HALF if halved else None


def _unit_differs(one: Standard, unit: str) -> bool:
    """Whether a rate is out of something else, or a number is a percentage."""
    if one.measure == MeasureType.RATE:
        return base_of(unit) != base_of(one.unit)
    return ("%" in unit or "‰" in unit) and unit != one.unit


def _once_a_territory(parts: list[Part]) -> list[Part]:
    """A figure of the whole territory counts once: none where two fiches disagree on it."""
    said: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    for part in parts:
        if part.aside is None:
            said[part.indicator.convention_id].add(_said(part))
    kept: dict[int, int] = {}
    for part in parts:
        if part.aside is None and len(said[part.indicator.convention_id]) == 1:
            kept.setdefault(part.indicator.convention_id, part.indicator.pk)
    return [
        replace(part, aside=_of_territory(part, kept.get(part.indicator.convention_id))) for part in parts
    ]


def _of_territory(part: Part, kept: int | None) -> Aside | None:
    if kept is not None:
        return None if part.indicator.pk == kept else Aside.TWICE
    return Aside.DIFFERS if part.aside is None else part.aside


def _said(part: Part) -> tuple[object, ...]:
    reading = part.reading
    return (reading.number, reading.numerator, reading.denominator) if reading else ()
