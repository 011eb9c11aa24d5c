"""What the whole document says of its own words, which helps to read a line of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_COVER_UNITS = 14
_SHORTEST_TITLE = 12
_LINKING = frozenset(
    "de du des d la le les l un une et ou à au aux en par pour sur avec dans sans via chez".split()
)
#: « Les Quatre Vents »: before a capital they open a name, not an item.
_DETERMINERS = frozenset("le la les un une des".split())
_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*[-–—.)/:]+\s*(?=[^\W\d])")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document repeats or announces, folded.

    Headings that stand alone, repeated lines, lines of the cover, titles of the contents
    that name no level nor action, and words written small.
    """

    solid: frozenset[str]
    repeated: frozenset[str]
    cover: frozenset[str]
    parts: frozenset[str]
    words: frozenset[str]

    def announces(self, unit: Unit) -> bool:
        """A line printed as in the contents: the title of a part of the document."""
        return not unit.listed and not unit.cell and _unnumbered(unit) in self.parts

    @classmethod
    def of(cls, units: list[Unit]) -> Surroundings:
        """Gather them in one pass."""
        lines = [
            fold(u.text) for u in units if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and not u.cell
        ]
        counts = Counter(lines)
        first = [
            fold(u.text)
            for u in takewhile(lambda u: u.label is None, units[:_COVER_UNITS])
            if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and u.entry is None
        ]  # a cover's line printed again opens another part of the document
        return cls(
            solid=frozenset(fold(u.text) for u in units if u.label and not u.weak and not u.content),
            repeated=frozenset(text for text, count in counts.items() if count >= 2),
            cover=frozenset(text for text in first if counts[text] >= 2 and len(text) > _SHORTEST_TITLE),
            parts=frozenset(_unnumbered(u) for u in units if u.listed and u.entry is None and u.text),
            words=frozenset(word for u in units for word in re.findall(r"\b[a-zà-ÿ]{3,}\b", u.text)),
        )


def _unnumbered(unit: Unit) -> str:
    return fold(_NUMBER.sub("", unit.text))


def contents_of(unit: Unit, small_words: frozenset[str], *, whole: bool = False) -> list[Unit]:
    """What follows a heading on its line; in a flattened cell, the items that were run together.

    ``whole`` keeps the heading with what follows.
    """
    if whole:
        return [replace(unit, label=None, content="", gap=False)]
    texts = _run_together(unit.content, small_words) if unit.cell else [unit.content]
    base = Unit(BlockKind.PARAGRAPH, "", unit.place, cell=unit.cell, gap=False)
    return [replace(base, text=text) for text in texts]


def _run_together(text: str, small_words: frozenset[str]) -> list[str]:
    """Part before a capital that only a new line explains: a common word after a small one.

    « … les besoins Mobilisation des… » is two items where the document elsewhere
    writes « mobilisation »; « Service Jeunesse » or « la Maison… » are left whole.
    """
    parts: list[str] = []
    start = 0
    depth = 0
    previous = ""
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        word = match[0]
        named = fold(word) in _DETERMINERS and number + 1 < len(words) and words[number + 1][0][:1].isupper()
        if previous and depth == 0 and not named and _breaks(previous, word, small_words):
            parts.append(text[start : match.start()].strip())
            start = match.start()
        depth += word.count("(") + word.count("«") - word.count(")") - word.count("»")
        previous = word
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _breaks(previous: str, word: str, small_words: frozenset[str]) -> bool:
    if not word[:1].isupper() or word[1:] != word[1:].lower() or len(word) < 3:
        return False
    bare = re.sub(r"\W", "", previous)
    acronym = len(bare) >= 3 and bare.isupper() and previous[-1].isalnum()
    small = bare.islower() and bare not in _LINKING and (previous[-1].isalnum() or previous[-1] == ")")
    return (acronym or small) and word.lower() in small_words
