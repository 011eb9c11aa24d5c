"""Days as places on the axis, in shares of its width: the drawing stretches with the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maillage.kernel.fuzzy import months_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.selectors.schedule import Band, Milestone

MONTHLY = 500
"""Up to that many days, months are named rather than years."""
_NARROWEST_BAND = 9.0
_MONTHS = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()


def percent(share: float) -> str:
    """« 12.34% », as SVG reads it."""
    return f"{share:.2f}%"


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day starts, in hundredths of the width, kept on the axis."""
        return max(0.0, min(100.0, 100 * (day - self.first).days / self.days))

    def shows(self, day: date) -> bool:
        """Whether a day is on the axis."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis, and the name that stands at ``place`` when there is one.

    ``anchor`` is which part of the name stands there; ``spare``: it is left out where the axis is narrow.
    """

    x: str
    name: str
    place: str
    anchor: str
    strong: bool
    spare: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """A horizon above the years; ``name`` is left out where it would not fit."""

    x: str
    width: str
    name: str
    after: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: where, and what it is."""

    x: str
    said: str


def ticks(scale: Scale) -> list[Tick]:
    """Years with a fine line each quarter; months when there are few days."""
    monthly = scale.days <= MONTHLY
    found = []
    day = scale.first.replace(day=1)
    while day <= scale.last:
        middle = day + timedelta(days=182)
        x, name, place = percent(scale.at(day)), "", ""
        if monthly:
            name, place = _month_name(day), x
        elif day.month == 1 and scale.shows(middle):
            name, place = str(day.year), percent(scale.at(middle))
        anchor, spare = ("start", day.month % 3 != 1) if monthly else ("middle", False)
        found.append(Tick(x, name, place, anchor, strong=day.month == 1, spare=spare))
        day = months_later(day, 1 if monthly else 3)
    return found


def _month_name(day: date) -> str:
    """« févr. », and the year for January: both would run into February."""
    return str(day.year) if day.month == 1 else _MONTHS[day.month - 1]


def zones(scale: Scale, bands: Sequence[Band]) -> list[Zone]:
    """The horizons that the axis shows."""
    found = []
    for band in bands:
        last = band.last or scale.last
        if last < scale.first or band.first > scale.last:
            continue
        left, right = scale.at(band.first), scale.at(last + timedelta(days=1))
        after = band.last is None
        fits = right - left >= _NARROWEST_BAND
        name = "après" if after else str(band.term.label) if fits else ""
        found.append(Zone(percent(left), percent(max(right - left - 0.25, 0)), name, after))
    return found


def marks(scale: Scale, milestones: Sequence[Milestone], said: Sequence[str]) -> list[Mark]:
    """The milestones on the axis, each with its words."""
    pairs = zip(milestones, said, strict=True)
    return [Mark(percent(scale.at(one.on)), words) for one, words in pairs if scale.shows(one.on)]
