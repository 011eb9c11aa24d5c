"""The actions that follow one that moved: where they stand, where they would go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.schedule import shifted
from maillage.conventions.selectors.schedule import Period, bound
from maillage.kernel.fuzzy import FuzzyDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.selectors.schedule import Bound, ScheduleRow


@dataclass(frozen=True, slots=True)
class Follower:
    """An action, its period now and once moved; ``after`` is empty when it cannot go there."""

    pk: int
    name: str
    before: str
    after: str


def _later(one: Bound | None, months: int) -> Bound | None:
    moved = shifted(FuzzyDate(one.on, one.precision), months) if one else None
    return bound(moved.on, moved.precision) if moved else None


def followers_of(rows: Sequence[ScheduleRow], months: int) -> list[Follower]:
    """Each action of ``rows`` with what ``months`` would make of its period."""
    found = []
    for row in rows:
        try:
            period = Period(_later(row.period.start, months), _later(row.period.end, months))
        except InvalidValueError:
            period = Period(None, None)
        found.append(Follower(row.pk, row.name, row.period.words, period.words))
    return found
