"""What comes after an action, as links say, and what a move of it sets at odds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.conventions.selectors.schedule.review import too_early

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.selectors.schedule.rows import ScheduleRow


def pushed_by(rows: Sequence[ScheduleRow], pk: int) -> list[ScheduleRow]:
    """The open actions to move along with ``pk``: those that now start before its end, and all that suppose
    them in turn. Empty when the dates still follow one another, or when ``pk`` is not of ``rows``.
    """
    known = {row.pk: row for row in rows}
    after: dict[int, list[ScheduleRow]] = defaultdict(list)
    for row in rows:
        for first in row.after:
            if row.is_open and (row.period.start or row.period.end):
                after[first].append(row)
    if pk not in known:
        return []
    pushed = {row.pk for row in after[pk] if too_early(row, known[pk])}
    waiting = list(pushed)
    while waiting:
        for row in after[waiting.pop()]:
            if row.pk not in pushed and row.pk != pk:
                pushed.add(row.pk)
                waiting.append(row.pk)
    return [row for row in rows if row.pk in pushed]
