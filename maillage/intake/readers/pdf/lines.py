"""Fragments put together into printed lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.pdf.baseline import OnBaseline
from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.writing import clean, split_bullet

_JOIN = 1.25
_AFTER_BULLET = 5.0
_TAB = 1.6
_WIDEST_STRETCH = 6.0


@dataclass(slots=True)
class Line(OnBaseline):
    """A printed line, or the part of one that stands in one column.

    ``alone``: it comes back at the same place on many pages, a page number for
    instance, so nothing beside it belongs to it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    starts_bold: bool
    ends_bold: bool
    alone: bool = False

    @property
    def framed(self) -> bool:
        """Never: white is all that parts it from its neighbours."""
        return False

    @property
    def marker(self) -> str:
        """The bullet at its start, or the empty string."""
        return split_bullet(self.text)[0]


def lines_of(fragments: Iterable[Fragment]) -> list[Line]:
    """The lines that ``fragments`` make, top down then from left to right.

    Two runs far apart on one baseline stay two lines: columns are found later.
    """
    lines: list[Line] = []
    for row in _rows(fragments):
        run: list[Fragment] = []
        row.sort(key=lambda each: each.x0)
        stretched = _stretched(row)
        for position, fragment in enumerate(row):
            far = run and fragment.x0 - run[-1].x1 > _reach(run) * max(fragment.size, run[-1].size)
            if far and position not in stretched:
                lines.append(_line(run))
                run = []
            run.append(fragment)
        lines.append(_line(run))
    return [line for line in lines if line.text]


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Fragments grouped by baseline."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: each.base):
        if rows and fragment.base - rows[-1][0].base <= 0.3 * min(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _stretched(row: Sequence[Fragment]) -> set[int]:
    """Positions that a justified line merely stretched: words parted by equal gaps."""
    found: set[int] = set()
    for position in range(1, len(row) - 1):
        before, word, after = row[position - 1 : position + 2]
        gap, next_gap = word.x0 - before.x1, after.x0 - word.x1
        even = abs(gap - next_gap) < 0.04 * max(gap, next_gap)
        if even and " " not in word.text and 0 < gap < _WIDEST_STRETCH * word.size:
            found.update((position, position + 1))
    return found


def _reach(run: Sequence[Fragment]) -> float:
    """How far the next run of a line may stand, in its size: further after a bullet."""
    return _AFTER_BULLET if len(run) == 1 and _is_bullet(run[0]) else _JOIN


def _is_bullet(fragment: Fragment) -> bool:
    """Whether a run of its own is a bullet; « o » is one in the lists of word processors."""
    return fragment.text == "o" or bool(len(fragment.text) <= 2 and split_bullet(fragment.text + " x")[0])


def _line(run: Sequence[Fragment]) -> Line:
    hollow = run[0].text == "o" and len(run) > 1
    parts = ["◦ " if hollow else run[0].text]
    for before, fragment in itertools.pairwise(run):
        gap = (fragment.x0 - before.x1) / max(fragment.size, before.size)
        even = " " not in before.text or " " not in fragment.text
        glue = "\t" if gap > _TAB and not even and not _is_bullet(before) else " "
        parts.append((glue if gap > 0.12 else "") + fragment.text)
    weights = [fragment.bold for fragment in run if not _is_bullet(fragment)] or [False]
    widest = max(run, key=lambda each: len(each.text))
    return Line(
        text=clean("".join(parts)),
        x0=run[0].x0,
        x1=max(each.x1 for each in run),
        base=widest.base,
        size=widest.size,
        bold=all(weights),
        starts_bold=weights[0],
        ends_bold=weights[-1],
    )


def _level(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines row by row, each from left to right whatever the sizes of their letters."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda each: (each.base, each.x0)):
        if row and line.base - row[0].base > 0.3 * line.size:
            yield sorted(row, key=lambda each: each.x0)
            row = []
        row.append(line)
    yield sorted(row, key=lambda each: each.x0)


def side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column that share a baseline made one, parted by a tab."""
    result: list[Line] = []
    for line in itertools.chain.from_iterable(_level(lines)):
        last = result[-1] if result else None
        beside = last is not None and abs(line.base - last.base) <= 0.3 * line.size and line.x0 >= last.x1
        if last is not None and beside and not last.alone and not line.alone:
            result[-1] = Line(
                text=f"{last.text}\t{line.text}",
                x0=last.x0,
                x1=line.x1,
                base=last.base,
                size=max(last.size, line.size),
                bold=last.bold and line.bold,
                starts_bold=last.starts_bold,
                ends_bold=line.ends_bold,
            )
        else:
            result.append(line)
    return result
