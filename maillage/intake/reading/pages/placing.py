"""The lines of the source found among the words of its pages.

A reading puts the words of a page in another order than the page itself (columns, tables), and a
converted document has other pages than the original: each line is looked for by what it says, from
its first words on, as near as possible to where the former line stood.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.intake.reading.pages.words import boxes_of, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.intake.reading.pages.words import Box, Word

#: What becomes ``Import.marks``.
Marks = dict[str, dict[str, list["Box"]]]

#: Places tried for the start of a run, the nearest ones.
_MOST_STARTS = 24
#: A word found alone counts when it stands this near (in words) to the rest of its line.
_NEAR = 60
#: The part of a line that must be found for its place to be known.
_ENOUGH = 0.6


class Pages:
    """The words of all pages, in the order of the file, and an index of them."""

    def __init__(self, words: Sequence[Word], pages: Mapping[int, int] | None = None) -> None:
        """``pages``: the page of a line where the reading knows it."""
        self._words = words
        self._page_of = pages or {}
        self._at: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._first: dict[int, int] = {}
        for index, word in enumerate(words):
            self._at[word.text].append(index)
            self._first.setdefault(word.page, index)
            if index + 1 < len(words):
                self._pairs[word.text, words[index + 1].text].append(index)

    def place(
        self, lines: Sequence[str], quotes: Sequence[tuple[int, str]]
    ) -> dict[str, dict[str, list[Box]]]:
        """Boxes of each line, numbered from 1, and of each quote ``(line, text)``, numbered from 0."""
        wanted: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for quote, (on, text) in enumerate(quotes):
            wanted[on].append((quote, text))
        placed: dict[str, list[Box]] = {}
        quoted: dict[str, list[Box]] = {}
        expected = 0
        for number, line in enumerate(lines, 1):
            tokens = words_in(line)
            found = self._find(tokens, self._expected(number, expected))
            if not found:
                continue
            placed[str(number)] = boxes_of(self._words[at] for at in found.values())
            expected = max(found.values())
            for quote, text in wanted[number]:
                quoted[str(quote)] = self._quote(tokens, found, text) or placed[str(number)]
        return {"lines": placed, "doubts": quoted}

    def _expected(self, line: int, after: int) -> int:
        page = self._page_of.get(line)
        if page is None or (self._words and self._words[min(after, len(self._words) - 1)].page == page):
            return after
        return self._first.get(page, after)

    def _find(self, tokens: Sequence[str], expected: int) -> dict[int, int]:
        """For the position of each word found in ``tokens``, its index among the words of the pages."""
        found: dict[int, int] = {}
        at, near = 0, expected
        while at < len(tokens):
            start, length = self._run(tokens, at, near)
            if length and (length > 1 or len(tokens) == 1 or abs(start - near) < _NEAR):
                found.update({at + step: start + step for step in range(length)})
                near = start + length
            at += max(1, length)
        weight = sum(len(tokens[position]) for position in found)
        whole = sum(len(token) for token in tokens)
        return found if whole and weight >= _ENOUGH * whole else {}

    def _run(self, tokens: Sequence[str], at: int, near: int) -> tuple[int, int]:
        """Where the longest run from ``tokens[at]`` starts, the nearest of equals, and its length."""
        pair = self._pairs.get((tokens[at], tokens[at + 1]), []) if at + 1 < len(tokens) else []
        starts = pair or self._at.get(tokens[at], [])
        best, longest = 0, 0
        for start in _nearest(starts, near):
            length = self._length(tokens, at, start)
            if (length, -abs(start - near)) > (longest, -abs(best - near)):
                best, longest = start, length
        return best, longest

    def _length(self, tokens: Sequence[str], at: int, start: int) -> int:
        most = min(len(tokens) - at, len(self._words) - start)
        return next((n for n in range(most) if tokens[at + n] != self._words[start + n].text), most)

    def _quote(self, tokens: Sequence[str], found: Mapping[int, int], text: str) -> list[Box]:
        """The boxes of the part of a line that says ``text``."""
        wanted = words_in(text)
        for start in range(len(tokens) - len(wanted) + 1) if wanted else ():
            if list(tokens[start : start + len(wanted)]) == wanted:
                inside = range(start, start + len(wanted))
                return boxes_of(self._words[found[at]] for at in inside if at in found)
        return []


def _nearest(starts: Sequence[int], near: int) -> Sequence[int]:
    """The starts nearest to ``near``, a few on each side."""
    if len(starts) <= _MOST_STARTS:
        return starts
    middle = bisect_left(starts, near)
    first = max(0, min(middle - _MOST_STARTS // 2, len(starts) - _MOST_STARTS))
    return starts[first : first + _MOST_STARTS]
