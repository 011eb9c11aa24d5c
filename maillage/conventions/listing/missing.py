"""« Ce qui manque »: how full the fiches are, axis by axis, and what is most useful to fill there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.listing.columns import OUTSIDE, filled_of
from maillage.conventions.listing.gaps import KNOWN, NEEDS, facts_of_row, gaps_of
from maillage.conventions.listing.rows import Row, load_rows

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

FIRST = ("pilote", "nouvelles", "echeance", "indicateur", "mesure", "etapes")
"""The gaps that have a column of their own: those that keep the plan from being run."""


@dataclass(slots=True)
class Axis:
    """An axis, or the whole plan. ``filled`` out of ``rubrics``, added up over its ``count`` fiches.

    ``gaps`` counts the fiches that miss each thing; ``next`` says what is most useful to fill in how many.
    """

    code: str
    words: str
    count: int = 0
    filled: int = 0
    rubrics: int = 0
    gaps: Counter[str] = field(default_factory=Counter)
    next: Counter[str] = field(default_factory=Counter)

    @property
    def most_useful(self) -> str:
        """What most of its fiches should fill next, in words; nothing when nothing is missing."""
        return KNOWN[min(self.next, key=self._rank)] if self.next else ""

    def _rank(self, key: str) -> tuple[int, int]:
        return -self.next[key], list(KNOWN).index(key)

    def add(self, row: Row) -> None:
        """Count a fiche in."""
        found = [gap.key for gap in gaps_of(facts_of_row(row))]
        self.count += 1
        self.filled += filled_of(row)
        self.rubrics += len(row.rubrics)
        self.gaps.update(found)
        self.next.update(found[:1])


def what_is_missing(convention: Convention, user: Viewer) -> tuple[list[Axis], Axis]:
    """The axes in plan order, and the whole; five queries whatever the size of the plan."""
    axes: dict[str, Axis] = {}
    whole = Axis("", "Tout le plan")
    for row in load_rows([convention], user, NEEDS):
        code, words = row.trail[0] if row.trail else OUTSIDE
        axes.setdefault(code, Axis(code, words)).add(row)
        whole.add(row)
    return list(axes.values()), whole
