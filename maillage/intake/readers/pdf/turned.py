"""Coloured bands along the side of a page: a word on its side, and what it stands beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.grids import Grid
from maillage.intake.readers.pdf.lines import Line

_SLACK = 4.0
_MOST_WORDS = 2


class Beside(Protocol):
    """Anything that takes a rectangle of the page."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Band:
    """A filled strip and the text that stands on its side in it."""

    x1: float
    top: float
    bottom: float
    text: str
    size: float
    bold: bool

    @classmethod
    def around(cls, fragments: Sequence[Fragment], grid: Grid) -> Band:
        """The band whose edges are those of ``grid``."""
        first = fragments[0]
        text = " ".join(fragment.text for fragment in fragments)
        return cls(grid.xs[-1], grid.ys[0], grid.ys[-1], text, first.size, first.bold)

    @property
    def is_word(self) -> bool:
        """Whether it holds a word or two, which a page repeats of fiche in fiche, and no title or number."""
        return len(self.text.split()) <= _MOST_WORDS and not re.search(r"\d", self.text)

    def is_beside(self, unit: Beside) -> bool:
        """Whether ``unit`` stands at the right of the band, between its two ends."""
        inside = self.top - _SLACK <= unit.top and unit.bottom <= self.bottom + _SLACK
        return inside and unit.x0 >= self.x1 - _SLACK

    def line_above(self, units: Sequence[Beside]) -> Line:
        """Its text as a line that stands just above ``units``, where it is read."""
        left = min((unit.x0 for unit in units), default=self.x1)
        top = min((unit.top for unit in units), default=self.top)
        right = left + 0.5 * self.size * len(self.text)
        return Line(
            self.text, left, right, top - 0.25 * self.size, self.size, self.bold, self.bold, self.bold
        )
