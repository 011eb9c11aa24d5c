"""Printed lines put together into paragraphs and items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from maillage.intake.readers.pdf.lines import Line
from maillage.intake.readers.writing import split_bullet

_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-zA-Z][.)]|[IVX]{1,4}[.)]|\d{1,2}(?:\.\w{1,2})+\.?)\s+\S")
_NAMED = re.compile(r"^(?:axe|objectif|orientation|action|fiche|enjeu|volet|étape)\b.{0,20}\d", re.IGNORECASE)
_WORD_END = re.compile(r"(\w+)-$")
_WORD_START = re.compile(r"^(\w+)")
_GOES_ON = re.compile(
    r"(?:[,’'(/-]|\b(?:de|du|des|la|le|les|l|d|à|au|aux|et|ou|en|un|une|avec|pour|par|sur|dans|sous))$",
    re.IGNORECASE,
)
_LINE_GAP = 1.3
_INDENT = 3.0
_SHORT = 0.6
_NARROW = 175.0
_LONGEST_WORD = 80


@dataclass(slots=True)
class Passage:
    """A paragraph or an item: its text on one line, and its printed lines."""

    lines: list[Line]
    marker: str = ""
    level: int = 0
    text: str = ""
    page: int = 0

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(slots=True)
class Composer:
    """Joins wrapped lines; ``vocabulary`` holds the words of the whole document.

    ``exact`` says that lines stand where the page has them; columns held by spaces are not
    as wide as they were, and lines of another column may stand between two.
    """

    vocabulary: set[str]
    body: float
    exact: bool = True
    _stack: list[float] = field(default_factory=list)

    def compose(self, lines: Sequence[Line], right: float, *, titles: bool = True) -> list[Passage]:
        """The passages of one column, whose lines may run up to ``right``.

        ``titles`` says that large text may be a title, whose lines all belong together.
        """
        passages: list[Passage] = []
        leading = _leading(lines)
        self._stack = []
        for line in lines:
            if passages and self._goes_on(passages[-1], line, right, leading, titles):
                passages[-1].lines.append(line)
                continue
            marker = line.marker
            passages.append(Passage([line], marker, self._level(line) if marker else 0))
            if not marker and self._stack and line.x0 <= self._stack[0] + _INDENT:
                self._stack = []
        for passage in passages:
            passage.text = self.text_of(passage)
        return passages

    def carries_on(self, passage: Passage, following: Passage) -> bool:
        """Whether ``following``, at the top of the next column, is the rest of ``passage``."""
        alike = abs(passage.size - following.size) < 0.05 * passage.size and passage.bold == following.bold
        cut = passage.text[-1:].isalnum() or passage.text.endswith((",", "’", "-"))
        return alike and cut and not following.marker and following.text[:1].islower()

    def _level(self, line: Line) -> int:
        while self._stack and line.x0 < self._stack[-1] - _INDENT:
            self._stack.pop()
        if not self._stack or line.x0 > self._stack[-1] + _INDENT:
            self._stack.append(line.x0)
        return len(self._stack) - 1

    def _goes_on(self, passage: Passage, line: Line, right: float, leading: float, titles: bool) -> bool:
        last = passage.lines[-1]
        step = line.base - last.base
        hangs = bool(passage.marker) and line.x0 > passage.lines[0].x0 + _INDENT
        lines = 2 if hangs and not self.exact else 1
        if (
            line.marker
            or "\t" in last.text
            or not 0 < step <= lines * _LINE_GAP * max(leading, 1.15 * last.size)
        ):
            return False
        if abs(line.size - last.size) > 0.12 * last.size:
            return False
        if last.bold != line.bold and (last.bold or line.bold) and last.ends_bold != line.starts_bold:
            return False
        if _NUMBERED.match(line.text) or _NAMED.match(line.text):
            return False
        if titles and passage.size > 1.12 * self.body:
            return True
        if hangs:
            return True
        return not _would_fit(line, last, right) if self.exact else _is_cut(last, line, right)

    def text_of(self, passage: Passage) -> str:
        """The text of ``passage`` on one line, hyphens of cut words taken out."""
        text = passage.lines[0].text
        for line in passage.lines[1:]:
            text = self._glue(text, line.text)
        return split_bullet(text)[1].strip() if passage.marker else text

    def _glue(self, start: str, end: str) -> str:
        before, after = _WORD_END.search(start[-_LONGEST_WORD:]), _WORD_START.match(end)
        if not before or not after or not end[0].islower():
            return f"{start}{'' if start.endswith(('-', '’')) and before else ' '}{end}"
        whole = (before.group(1) + after.group(1)).lower()
        parts_known = {before.group(1).lower(), after.group(1).lower()} <= self.vocabulary
        if whole in self.vocabulary or not parts_known:
            return start[:-1] + end
        return start + end


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of one paragraph."""
    steps = [
        after.base - before.base
        for before, after in itertools.pairwise(lines)
        if 0 < after.base - before.base < 1.9 * before.size
    ]
    return min(median(steps), 1.6 * lines[0].size) if steps else 0.0


def _would_fit(line: Line, last: Line, right: float) -> bool:
    """Whether the first word of ``line`` had room on the line above: then the break is meant."""
    word = line.text.split(None, 1)[0]
    width = (line.x1 - line.x0) * len(word) / max(len(line.text), 1)
    return last.x1 + 0.3 * line.size + width < right - 0.4 * line.size


def _is_cut(last: Line, line: Line, right: float) -> bool:
    """Whether the words themselves say that a sentence goes on from ``last`` to ``line``."""
    room = right - last.x0
    short = room > _NARROW and last.x1 - last.x0 < _SHORT * room
    return bool(_GOES_ON.search(last.text)) or (line.text[0].islower() and not short)


def words_of(lines: Sequence[Line]) -> set[str]:
    """The words that stand whole on a line."""
    words: set[str] = set()
    for line in lines:
        words.update(word.lower() for word in re.findall(r"\w+(?!\w|-$)", line.text))
    return words
