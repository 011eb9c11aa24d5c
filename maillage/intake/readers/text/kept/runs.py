"""The runs of words of a line, and how its columns and lines count as points."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from maillage.intake.readers.writing import split_bullet

#: A character, a line and its letters, in points. Two spaces are wider than what joins two words.
CHARACTER = 7.0
LEADING = 12.0
SIZE = 10.0

_RUN = re.compile(r"\S+(?:[ \u00a0\u202f]\S+)*")
_WIDE = 3
_AGREEING = 3
_AFTER_BULLET = 5
_LONE_BULLET = re.compile(r"[-–—•▪▫■□●○·◦➢➔→►▶✓❖\uf000-\uf0ff]")
_BULLET = re.compile(r"[-–—•▪▫■□●○·◦➢➔→►▶✓❖*o\uf000-\uf0ff]|\(?\w{1,2}[.)]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other on a line, from column ``start`` up to ``end``."""

    text: str
    start: int
    end: int


def runs_of(line: str) -> list[Run]:
    """The runs of a line, parted by two spaces or more; a bullet stays with its text."""
    runs: list[Run] = []
    for found in _RUN.finditer(line):
        last = runs[-1] if runs else None
        if last is not None and _BULLET.fullmatch(last.text):
            runs[-1] = Run(f"{last.text} {found.group()}", last.start, found.end())
        else:
            runs.append(Run(found.group(), found.start(), found.end()))
    return runs


def parted(lines: list[list[Run]]) -> list[list[Run]]:
    """The runs of each line of a page, those joined that no column parts.

    Two spaces alone part nothing, unless several lines have a run that starts there.
    """
    lines = _with_bullets(lines)
    starts: dict[int, int] = {}
    for runs in lines:
        for run in runs:
            starts[run.start] = starts.get(run.start, 0) + 1
    return [_joined(runs, starts) for runs in lines]


def _with_bullets(lines: list[list[Run]]) -> list[list[Run]]:
    """``lines`` with what follows bullets that stand alone on a line put beside them."""
    result = [list(runs) for runs in lines]
    for above, below in itertools.pairwise(result):
        bullet, text = (above[0], below[0]) if len(above) == 1 and below else (None, None)
        if bullet is None or text is None or not _LONE_BULLET.fullmatch(bullet.text):
            continue
        if 0 <= text.start - bullet.start <= _AFTER_BULLET and not split_bullet(text.text)[0]:
            above[0] = Run(f"{bullet.text} {text.text}", bullet.start, text.end)
            del below[0]
    return result


def _joined(runs: list[Run], starts: dict[int, int]) -> list[Run]:
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        narrow = last is not None and run.start - last.end < _WIDE
        if last is not None and narrow and starts[run.start] < _AGREEING:
            result[-1] = Run(f"{last.text} {run.text}", last.start, run.end)
        else:
            result.append(run)
    return result
