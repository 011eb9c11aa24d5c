"""Words run together where a converter lost the line's end: « JEUNESSEACTION : … »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.intake.readers.blocks import Block
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import Section, is_heading_word, label_of
from maillage.intake.recognition.words.text import fold, plain

_TOKEN = re.compile(r"[^\W\d_]{7,}")
_SMALL_THEN_CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_CAPITALS_THEN_WORD = re.compile(r"(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_COLON = re.compile(r"\s*:")
_SHORTEST = 3
_LONGEST_HEADING = 95
#: A longer run of letters is no word, and was not made of two.
_LONGEST_WORD = 80
#: What is looked at behind a seam: a line may be a whole document.
_LOOKED_AT = 1000
_ENTRY_WORDS = frozenset(
    "axe action fiche objectif orientation enjeu thematique theme pilier ambition priorite".split()
)
_UNSURE = frozenset({Section.TITLE, Section.REFERENCE, Section.ASIDE})


@dataclass(frozen=True, slots=True)
class Seams:
    """Where lines were run together; ``words`` are those that stand apart somewhere in the document."""

    words: frozenset[str]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Seams:
        """Gather the words of a document."""
        return cls(frozenset(word for block in blocks for word in fold(block.text).split()))

    def parted(self, text: str) -> list[str]:
        """The lines that a text was made of; the text itself where nothing shows a seam."""
        parts: list[str] = []
        start = 0
        for token in _TOKEN.finditer(text):
            for cut in self._cuts(token[0]):
                at = token.start() + cut
                if self._parts(
                    text[max(start, at - _LOOKED_AT) : at], token[0][:cut], text[at : at + _LOOKED_AT]
                ):
                    parts.append(text[start:at])
                    start = at
                    break
        return [*parts, text[start:]]

    @staticmethod
    def _cuts(token: str) -> list[int]:
        """The places in a word where another may begin."""
        if len(token) > _LONGEST_WORD:
            return []
        if token.isupper():
            known = is_heading_word(fold(token))
            return [] if known else list(range(_SHORTEST, len(token) - _SHORTEST))
        found = [*_SMALL_THEN_CAPITAL.finditer(token), *_CAPITALS_THEN_WORD.finditer(token)]
        return [match.start() for match in found if match.start() >= _SHORTEST]

    def _parts(self, before: str, head: str, after: str) -> bool:
        if head.isupper() and after[1:2].islower():
            return _is_heading(before) or _begins_heading(after)
        if head.isupper() and fold(head) not in self.words:
            return False
        return _begins_heading(after) or (not head.isupper() and _is_heading(before))


def _is_heading(text: str) -> bool:
    """A whole heading of a fiche."""
    label = label_of(plain(text).strip(" :")) if len(text) <= _LONGEST_HEADING else None
    return label is not None and label.section not in _UNSURE


def _begins_heading(text: str) -> bool:
    """« ACTION : … », « Indicateurs de réalisation », alone or before a colon."""
    first = _TOKEN.match(text) or re.match(r"[^\W\d_]+", text)
    word = fold(first[0]) if first else ""
    if word in _ENTRY_WORDS:
        entry = named_entry(plain(text))
        if entry is not None and entry.title:
            return True
    if not is_heading_word(word):
        return False
    colon = _COLON.search(text)
    return _is_heading(text[: colon.start()] if colon else text)
