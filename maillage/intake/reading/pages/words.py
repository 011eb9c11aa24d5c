"""A word as it stands on a page, and the boxes of several."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Page from 1, then left, top, right and bottom in thousandths of it.
Box = list[int]

_WORD = re.compile(r"\w+")
#: Words of one run stand closer than this many times their height, which leaves room for « : » or « + ».
_WIDEST_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page. Its place is in fractions of the page, from the top left corner."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def words_in(text: str) -> list[str]:
    """The words of ``text`` without capitals or accents: what a page and a reading have in common."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _WORD.findall(bare.casefold())


def boxes_of(words: Iterable[Word]) -> list[Box]:
    """The boxes around ``words``, one for each run of them on a line."""
    return [_box(run) for run in _runs(words)]


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _goes_on(last: Word, word: Word) -> bool:
    height = max(last.bottom - last.top, word.bottom - word.top)
    same_line = abs(word.bottom - last.bottom) < 0.5 * height
    onwards = word.left >= last.left and word.left - last.right < _WIDEST_GAP * height
    return last.page == word.page and same_line and onwards


def _box(run: list[Word]) -> Box:
    left, top = min(word.left for word in run), min(word.top for word in run)
    right, bottom = max(word.right for word in run), max(word.bottom for word in run)
    edges = (max(0, min(1000, round(1000 * edge))) for edge in (left, top, right, bottom))
    return [run[0].page, *edges]
