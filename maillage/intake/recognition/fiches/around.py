"""What the whole document says of its own words, which helps to read a line of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_COVER_UNITS = 14
_SHORTEST_TITLE = 12
_LINKING = frozenset(
    "de du des d la le les l un une et ou à au aux en par pour sur avec dans sans via chez".split()
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folded headings that stand alone, repeated lines, lines of the cover, and words written small."""

    solid: frozenset[str]
    repeated: frozenset[str]
    cover: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, units: list[Unit]) -> Surroundings:
        """Gather them in one pass."""
        lines = [
            fold(u.text) for u in units if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and not u.cell
        ]
        counts = Counter(lines)
        first = [
            fold(u.text)
            for u in units[:_COVER_UNITS]
            if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and u.label is None and u.entry is None
        ]  # a cover's line printed again opens another part of the document
        return cls(
            solid=frozenset(fold(u.text) for u in units if u.label and not u.weak and not u.content),
            repeated=frozenset(text for text, count in counts.items() if count >= 2),
            cover=frozenset(text for text in first if counts[text] >= 2 and len(text) > _SHORTEST_TITLE),
            words=frozenset(word for u in units for word in re.findall(r"\b[a-zà-ÿ]{3,}\b", u.text)),
        )


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
    for match in _WORD.finditer(text):
        word = match[0]
        if previous and depth == 0 and _breaks(previous, word, small_words):
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
