"""How far the way to a target is done; never over a value that is missing, secret or unavailable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from maillage.conventions.counting.values import quantity
from maillage.conventions.enums import Direction, MeasureType, TargetOp, TargetPeriod, ValueStatus
from maillage.kernel.french import NBSP, number, plural

if TYPE_CHECKING:
    from maillage.conventions.counting.gauge import Gauge, Series, Target
    from maillage.conventions.counting.periods import Period
    from maillage.conventions.counting.values import Reading

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


@dataclass(frozen=True, slots=True)
class Achievement:
    """``share``: the part of the way that is done, from 0 to 1, None where no honest share exists.

    ``words`` say it whole, share or not. ``reached``: None where there is nothing to reach or
    nothing known. ``away``: it went the wrong way since the start. ``estimated``: the value was.
    ``over``: « 3 trimestres sur 4 » when the value adds up several periods, some missing.
    """

    words: str
    share: Decimal | None = None
    reached: bool | None = None
    away: bool = False
    estimated: bool = False
    over: str = ""

    @property
    def percent(self) -> int | None:
        """The share as a whole percentage, never rounded up to 100."""
        return None if self.share is None else int((self.share * HUNDRED).to_integral_value(ROUND_FLOOR))


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where to go: ``low`` and ``high`` are the same but for a range."""

    way: Direction
    low: Decimal
    high: Decimal

    def reached_by(self, value: Decimal) -> bool:
        """Whether ``value`` is there."""
        if self.way == Direction.UP:
            return value >= self.low
        if self.way == Direction.DOWN:
            return value <= self.high
        return self.low <= value <= self.high


def aim_of(gauge: Gauge, year: int | None = None) -> _Aim | None:
    """The final target, or that of ``year`` when one is given for it; None without any."""
    way = gauge.way
    if year is not None and year in gauge.by_year and way is not None:
        value = gauge.by_year[year]
        return _Aim(Direction.UP if way == Direction.BETWEEN else way, value, value)
    if gauge.target is None:
        return aim_of(gauge, max(gauge.by_year)) if gauge.by_year else None
    if way is None:
        return None
    low, high = gauge.target.value, gauge.target.top
    if gauge.target.op == TargetOp.CHANGE:
        moved = _moved(gauge, gauge.target)
        return _Aim(way, moved, moved) if moved is not None else None
    return _Aim(way, low, low if high is None else high)


def _moved(gauge: Gauge, target: Target) -> Decimal | None:
    """The level that an « évolution de » asks for; None without a start."""
    if gauge.baseline is None:
        return None
    if target.relative:
        return gauge.baseline * (ONE + target.value / HUNDRED)
    return gauge.baseline + target.value


def achieve(gauge: Gauge, reading: Reading | None, *, year: int | None = None) -> Achievement:
    """How far ``reading`` is on the way, towards the target of ``year`` if it has one, else the final one."""
    if reading is None:
        return Achievement("à saisir")
    if reading.is_masked:
        return Achievement(str(reading.status.label).lower())
    if not gauge.is_counted or reading.number is None:
        return Achievement("dit en mots")
    estimated = reading.status == ValueStatus.ESTIMATED
    return replace(_way_done(gauge, reading.number, year), estimated=estimated)


def _way_done(gauge: Gauge, value: Decimal, year: int | None) -> Achievement:
    if gauge.measure == MeasureType.MILESTONE:
        return (
            Achievement("fait", ONE, reached=True)
            if value
            else Achievement("pas encore", ZERO, reached=False)
        )
    aim = aim_of(gauge, year)
    if aim is None:
        lacks_start = gauge.target is not None and gauge.target.op == TargetOp.CHANGE
        return Achievement("sans valeur de départ" if lacks_start else "sans cible")
    if aim.reached_by(value):
        return Achievement(_reached_words(aim, value), ONE, reached=True)
    return _not_yet(gauge, aim, value)


def _reached_words(aim: _Aim, value: Decimal) -> str:
    if aim.way == Direction.BETWEEN or value == aim.low:
        return "cible atteinte"
    return "cible dépassée" if aim.way == Direction.UP else "cible tenue"


def _not_yet(gauge: Gauge, aim: _Aim, value: Decimal) -> Achievement:
    goal = aim.low if value < aim.low else aim.high
    start = gauge.baseline
    if start is None:
        return _without_start(gauge, aim, value, goal)
    if (value - start) * (goal - start) < 0:
        return Achievement(f"s’éloigne, {_gap(gauge, value - start)}", reached=False, away=True)
    if start == goal or (goal - start > 0) != (goal - value > 0):
        return Achievement(_missing(gauge, value, goal), reached=False, away=value != start)
    share = (value - start) / (goal - start)
    return Achievement(f"{_percent(share)} du chemin", share, reached=False)


def _without_start(gauge: Gauge, aim: _Aim, value: Decimal, goal: Decimal) -> Achievement:
    """Only what rises from nothing has a share without a start: a share of the target."""
    if aim.way == Direction.UP and goal > 0 and value >= 0:
        share = value / goal
        return Achievement(f"{_percent(share)} de la cible", share, reached=False)
    return Achievement(_missing(gauge, value, goal), reached=False)


def _percent(share: Decimal) -> str:
    return f"{int((share * HUNDRED).to_integral_value(ROUND_FLOOR))}{NBSP}%"


def _gap(gauge: Gauge, move: Decimal) -> str:
    points = f"{NBSP}points" if gauge.measure == MeasureType.RATE and abs(move) >= 2 else ""
    points = points or (f"{NBSP}point" if gauge.measure == MeasureType.RATE else "")
    return f"{number(round(abs(move), 1))}{points} de {'moins' if move < 0 else 'plus'}"


def _missing(gauge: Gauge, value: Decimal, goal: Decimal) -> str:
    left = _without_unit(gauge, abs(goal - value))
    return f"encore {left} pour la cible" if value < goal else f"{left} de trop pour la cible"


def _without_unit(gauge: Gauge, value: Decimal) -> str:
    """A number alone, a rate with its sign."""
    return quantity(value, gauge.measure, gauge.unit) if gauge.measure == MeasureType.RATE else number(value)


def achieve_over(series: Series, period: Period, *, year: int | None = None) -> Achievement:
    """How far the value of ``period`` is; a target « par an » adds up what is known of the year so far."""
    gauge, point = series.gauge, series.at(period)
    reading = point.reading if point else None
    if reading is None or reading.number is None or not _adds_up(gauge, period):
        return achieve(gauge, reading, year=year)
    so_far = [one for one in series.points if _is_so_far(one.period, period)]
    known = [one.reading for one in so_far if one.reading.number is not None]
    total = sum((one.number or ZERO for one in known), ZERO)
    estimated = any(one.status == ValueStatus.ESTIMATED for one in known)
    parts = 12 // period.months
    over = "" if len(known) == parts else f"{plural(len(known), 'période')} sur {parts}"
    found = achieve(gauge, replace(reading, number=total), year=year)
    return replace(found, estimated=estimated, over=over)


def _adds_up(gauge: Gauge, period: Period) -> bool:
    yearly = gauge.target is not None and gauge.target.per == TargetPeriod.YEAR
    return yearly and period.months < 12 and not gauge.cumulative and gauge.measure == MeasureType.NUMBER


def _is_so_far(one: Period, period: Period) -> bool:
    """Whether ``one`` is a part of the same year, as long as ``period`` and not after it."""
    return one.year == period.year and one.months == period.months and one.last <= period.last
