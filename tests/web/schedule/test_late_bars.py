"""Where the drawing says that an end has passed."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.conventions.enums import Status
from maillage.conventions.selectors.schedule import ScheduleRow
from maillage.conventions.selectors.schedule.periods import Period, bound
from maillage.web.components.periods.bars import bar_of
from maillage.web.components.periods.scale import Scale
from maillage.web.schedule.reading.lines import Line
from maillage.web.schedule.reading.markup import lines_html

YEAR = Scale(date(2026, 1, 1), date(2026, 12, 31))


def drawn(end: date) -> str:
    """The line of an action that ended on ``end`` and still runs, on 20 December 2026."""
    period = Period(bound(date(2026, 1, 1), "jour"), bound(end, "jour"))
    row = ScheduleRow(1, 1, "1.1", "Crèche", Status.RUNNING, None, "", "", period, 1)
    bar = bar_of(row, [], YEAR, date(2026, 12, 20))
    words = {"ref": "1.1", "title": "Crèche", "name": "1.1 Crèche", "url": "/", "move_url": "", "css": ""}
    line = Line(
        pk=1, status="en_cours", word="En cours", said="", bar=bar, fill="", start="", end="", version=1,
        after="", calendar="", dates_url="", **words,
    )  # fmt: skip
    return str(lines_html([line], "", {}))


@pytest.mark.parametrize(
    ("end", "place"),
    [(date(2026, 6, 30), 'dx="8" y'), (date(2026, 11, 30), 'dx="-8" text-anchor="end" y')],
)
def test_it_is_said_beside_the_bar_or_on_it_where_the_axis_ends(end: date, place: str) -> None:
    assert f'{place}="15.5">échéance passée</text>' in drawn(end)
