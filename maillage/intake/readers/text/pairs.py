"""Labels side by side on a page that a converter wrote one after the other, then their contents likewise.

« Moyens », « Calendrier », what the means are, when: each label is put back above its own. A label
is a line alone that comes back on several pages; where there are fewer contents than labels, the
first of these stay as they are. What is written in yet another order cannot be told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

_OFTEN = 3
_LONGEST_LABEL = 60
_FOOT_LINES = 2
_PAGE_NUMBER = re.compile(r"(?:page ?)?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?", re.IGNORECASE)

#: The lines of a paragraph, from one up to another, counted from 0.
_Paragraph = range


def reading_ranks(lines: Sequence[str], pages: Sequence[int]) -> list[int]:
    """The rank of each line once every label stands above what it names."""
    parts = [
        list(page) for _, page in itertools.groupby(_paragraphs(lines, pages), lambda each: pages[each[0]])
    ]
    labels = _labels(lines, parts)
    ranks = list(range(len(lines)))
    for page in (_without_foot(lines, page, labels) for page in parts):
        for first, count in _runs(lines, page, labels):
            told, named = page[first : first + count], page[first + count : first + 2 * count]
            moved = [line for label, content in zip(told, named, strict=True) for line in (*label, *content)]
            for rank, line in zip(sorted(moved), moved, strict=True):
                ranks[line] = rank
    return ranks


def _paragraphs(lines: Sequence[str], pages: Sequence[int]) -> Iterator[_Paragraph]:
    """Lines that follow each other on one page, without an empty one."""
    start: int | None = None
    for index, line in enumerate(lines):
        if start is not None and (not line.strip() or pages[index] != pages[start]):
            yield range(start, index)
            start = None
        if start is None and line.strip():
            start = index
    if start is not None:
        yield range(start, len(lines))


def _labels(lines: Sequence[str], parts: Sequence[Sequence[_Paragraph]]) -> set[str]:
    """Lines that stand alone on several pages, below the first of each."""
    times: dict[str, int] = {}
    for page in parts:
        for text in {lines[each[0]].strip() for each in page[1:] if len(each) == 1}:
            times[text] = times.get(text, 0) + 1
    return {text for text, count in times.items() if count >= _OFTEN and _may_be_label(text)}


def _may_be_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and text[0].isupper() and text[-1] not in ".;,"


def _without_foot(lines: Sequence[str], page: Sequence[_Paragraph], labels: set[str]) -> Sequence[_Paragraph]:
    """A page without its number, nor the line that stands by it on every page."""
    end = len(page)
    while end and len(page) - end < _FOOT_LINES and len(page[end - 1]) == 1:
        text = lines[page[end - 1][0]].strip()
        if text not in labels and not _PAGE_NUMBER.fullmatch(text):
            break
        end -= 1
    return page[:end]


def _runs(lines: Sequence[str], page: Sequence[_Paragraph], labels: set[str]) -> Iterator[tuple[int, int]]:
    """Where labels that follow each other start on a page, and how many have their contents below."""
    alone = [len(each) == 1 and lines[each[0]].strip() in labels for each in page]
    index = 1
    while index < len(page):
        end = index
        while end < len(page) and alone[end]:
            end += 1
        count = 0
        while count < end - index and end + count < len(page):
            place = end + count
            if alone[place] and place + 1 < len(page) and alone[place + 1]:
                break
            count += 1
        if count > 1:
            yield end - count, count
        index = max(end + count, index + 1)
