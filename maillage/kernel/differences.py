"""Two texts compared word by word, for people to read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = re.compile(r"\s+|[^\s]+")
_LONGEST = 4000
_MOST_PAIRS = 50_000
"""Pairs of equal words, one of each side: what every step of a comparison may have to look at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``kind`` is « same », « gone » or « new »."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces that turn ``before`` into ``after``.

    Beyond a few thousand words, or where the same words come back by hundreds, a comparison
    would cost more than it tells: the whole is then shown as gone and new.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if is_costly(old, new):
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("gone", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("new", "".join(new[c:d])))
    return pieces


def is_costly(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether comparing these words in their order would last: very many, or the same by hundreds."""
    if len(old) + len(new) > _LONGEST:
        return True
    counted = Counter(word for word in new if not word.isspace())
    return sum(count * counted[word] for word, count in Counter(old).items()) > _MOST_PAIRS
