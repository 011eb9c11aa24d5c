"""Three versions of a list put together: the former document, the plan as it is here, the new document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.intake.matching.wording import likeness
from maillage.kernel.text import fold

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the result: its words, and its place in each version where it is."""

    text: str
    base: int | None = None
    here: int | None = None
    new: int | None = None


def align(ones: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Which of ``others`` each of ``ones`` is: the same words first, then the nearest."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(others):
        waiting[fold(text)].append(at)
    for at, text in enumerate(ones):
        if same := waiting[fold(text)]:
            found[at] = same.pop(0)
    left = [at for at in range(len(ones)) if at not in found]
    free = sorted(set(range(len(others))) - set(found.values()))
    near = [(likeness(ones[a], others[b]), a, b) for a in left for b in free]
    taken = set(found.values())
    for alike, a, b in sorted(near, key=lambda each: (-each[0], each[1], each[2])):
        if alike >= _ALIKE and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def merge(base: Sequence[str] | None, here: Sequence[str], new: Sequence[str]) -> list[Kept]:
    """The rows of ``new`` in its order, with what was done here since ``base``.

    A row that the new document leaves as it was keeps the words that it has here; one taken out here
    stays out; one added here stays, after the row that it follows. Without ``base`` nothing tells
    what was done here: the rows are those of ``new``.
    """
    former = list(base or [])
    to_here = align(new, here)
    to_base = align(new, former)
    base_of = align(here, former)
    rows = []
    for at, text in enumerate(new):
        mine = to_here.get(at)
        theirs = base_of.get(mine) if mine is not None else to_base.get(at)
        unchanged = theirs is not None and former[theirs] == text
        if mine is None and unchanged:
            continue
        words = here[mine] if mine is not None and unchanged else text
        rows.append(Kept(words, theirs, mine, at))
    if base is not None:
        _put_back(rows, here, sorted(set(range(len(here))) - set(base_of) - set(to_here.values())))
    return rows


def _put_back(rows: list[Kept], here: Sequence[str], added: Sequence[int]) -> None:
    for at in added:
        before = [place for place, row in enumerate(rows) if row.here is not None and row.here < at]
        rows.insert(before[-1] + 1 if before else 0, Kept(here[at], here=at))
