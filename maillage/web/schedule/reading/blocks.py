"""What stands under a heading of the drawing: a plan, and in it an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from maillage.web.components.periods.scale import Mark
    from maillage.web.schedule.reading.lines import Line

NOTHING = SafeString()


@dataclass(slots=True)
class Group:
    """An axis: its mark, its name, its lines with a bar; ``html`` is these lines drawn.

    ``sheet`` is the head of the printed sheet that it begins, if it does.
    """

    mark: str
    title: str
    lines: list[Line]
    html: SafeString = NOTHING
    sheet: SafeString = NOTHING


@dataclass(slots=True)
class Block:
    """One plan. ``heading`` is empty when it is alone; ``undated``: how many of its actions have no date.

    ``sheet`` is the head of the printed sheet that it begins, if it does.
    """

    heading: str
    url: str
    groups: list[Group]
    marks: list[Mark]
    undated: str
    sheet: SafeString = NOTHING
