"""Where a sheet of A3 ends: a long échéancier is printed sheet by sheet, each under its own years.

Heights are pixels of the page, which the stylesheet prints at 72 %: a landscape A3 within its margins holds
1,430 of them. What stands above the drawing takes its part of the first sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.web.schedule.reading.blocks import Block, Group

HEAD, PLAN, AXIS, LINE = 66, 52, 46, 30
"""Of the years, of the name of a plan, of that of an axis, of a line: the stylesheet has the same."""
FIRST, SHEET = 1130, 1400
_TOGETHER = 2
"""So many lines of an axis stay under its name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of a line: its sheet, and how far below the top of it."""

    sheet: int
    y: float


@dataclass(slots=True)
class Paper:
    """The lines laid on sheets, from zero.

    ``spots``: the place of each action. ``bottoms``: where each sheet stops. ``begun``: the first action of
    each sheet but the first; ``inside``: those of them that an axis goes on with.
    """

    spots: dict[int, Spot] = field(default_factory=dict)
    bottoms: list[float] = field(default_factory=list)
    begun: dict[int, int] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    _y: float = HEAD

    def lay(self, blocks: Iterable[Block]) -> Paper:
        """Every line of these plans, in order."""
        for block in blocks:
            above = PLAN if block.heading else 0
            for group in block.groups:
                self._group(group, above)
                above = 0
        self.bottoms.append(self._y)
        return self

    def _group(self, group: Group, above: int) -> None:
        height = above + AXIS
        if self._turns(height + LINE * min(_TOGETHER, len(group.lines))):
            self.begun[group.lines[0].pk] = len(self.bottoms)
        self._y += height
        for line in group.lines:
            if self._turns(LINE):
                self.begun[line.pk] = len(self.bottoms)
                self.inside.add(line.pk)
                self._y += AXIS
            self.spots[line.pk] = Spot(len(self.bottoms), self._y + LINE / 2)
            self._y += LINE

    def _turns(self, height: float) -> bool:
        """Whether that much does not fit any more: the next sheet is begun, under its years."""
        if self._y + height <= (SHEET if self.bottoms else FIRST):
            return False
        self.bottoms.append(self._y)
        self._y = HEAD
        return True
