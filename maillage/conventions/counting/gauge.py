"""An indicator as it is counted: what is asked of it, and its values period by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.conventions.counting.periods import Period, cut
from maillage.conventions.counting.values import Asked, Reading, base_of
from maillage.conventions.enums import Direction, Frequency, MeasureType, TargetOp


@dataclass(frozen=True, slots=True)
class Target:
    """What has to be reached in the end, in ``year`` if known; ``per`` is a TargetPeriod or empty.

    ``top`` goes with « entre »; ``value`` is the move itself with « évolution de », a percentage of
    the start when it is ``relative``.
    """

    op: str
    value: Decimal
    top: Decimal | None = None
    per: str = ""
    year: int | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Gauge:
    """What is counted, and towards what. ``last_year`` is the end of the convention, when known."""

    measure: str = MeasureType.NUMBER
    unit: str = ""
    frequency: str = Frequency.YEAR
    direction: str = ""
    target: Target | None = None
    by_year: Mapping[int, Decimal] = field(default_factory=dict)
    baseline: Decimal | None = None
    baseline_year: int | None = None
    cumulative: bool = False
    unlimited: bool = False
    """Whether a rate may pass 100 % by its definition."""
    index: bool = False
    """Whether its numbers are levels, as an index has, which have no sum."""

    @property
    def asked(self) -> Asked:
        """What its cells expect."""
        known = [self.baseline, *self.by_year.values()]
        if self.target is not None and self.target.op != TargetOp.CHANGE:
            known += [self.target.value, self.target.top]
        most = base_of(self.unit)
        beyond = self.unlimited or any(one is not None and one > most for one in known)
        return Asked(self.measure, self.unit, None if beyond else most)

    @property
    def way(self) -> Direction | None:
        """Which way it gets better: as said, else as its target tells; None when nothing tells."""
        if self.direction:
            return Direction(self.direction)
        if self.target is None:
            return Direction.UP if self.by_year else None
        if self.target.op in _WAYS:
            return _WAYS[self.target.op]
        if self.target.op == TargetOp.CHANGE:
            return Direction.DOWN if self.target.value < 0 else Direction.UP
        falls = self.baseline is not None and self.baseline > self.target.value
        return Direction.DOWN if falls else Direction.UP

    @property
    def is_counted(self) -> bool:
        """Whether its values are numbers at all."""
        return self.measure != MeasureType.VERBATIM

    @property
    def adds_up(self) -> bool:
        """Whether its values have a sum: neither notes, nor words, nor an index, nor bare percentages."""
        if self.measure == MeasureType.NUMBER:
            return not self.index and "%" not in self.unit and "‰" not in self.unit
        return self.measure in {MeasureType.RATE, MeasureType.MILESTONE}


_WAYS: dict[str, Direction] = {
    TargetOp.AT_LEAST: Direction.UP,
    TargetOp.AT_MOST: Direction.DOWN,
    TargetOp.BETWEEN: Direction.BETWEEN,
}


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one period, for the whole or for one category."""

    period: Period
    reading: Reading
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A gauge and its points in the order of time; ``categories``: those of each category, by code."""

    gauge: Gauge
    points: tuple[Point, ...] = ()
    categories: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)

    def at(self, period: Period, category: str = "") -> Point | None:
        """The point of a period."""
        points = self.categories.get(category, ()) if category else self.points
        return next((one for one in points if one.period == period), None)

    def before(self, period: Period) -> Point | None:
        """The last point that comes before a period, of the same length."""
        earlier = [one for one in self.points if one.period.last < period.first]
        same = [one for one in earlier if one.period.frequency == period.frequency]
        return same[-1] if same else None

    @property
    def latest(self) -> Point | None:
        """The last point that says a number, else the last one."""
        known = [one for one in self.points if one.reading.is_known]
        last = known or list(self.points)
        return last[-1] if last else None

    @property
    def frequency(self) -> Frequency:
        """How its periods cut the year."""
        return cut(self.gauge.frequency)
