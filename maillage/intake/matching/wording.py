"""How alike two wordings are, and which of two lists go together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from maillage.kernel.text import fold

_WORD = re.compile(r"\w+")
#: Words too short to tell a title from another.
_SHORT = 3
_ENOUGH = 0.55
_TITLE, _REF, _PATH = 0.6, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Named:
    """A fiche or a branch by its names; ``path``: the titles above it, from the top."""

    key: str
    ref: str
    title: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys that name the same thing; ``score`` from 0 to 1."""

    one: str
    other: str
    score: float


@lru_cache(maxsize=16_384)
def _words(text: str) -> Counter[str]:
    words = _WORD.findall(fold(text))
    return Counter([word for word in words if len(word) >= _SHORT] or words)


def likeness(one: str, other: str) -> float:
    """The part of their words that two texts share, from 0 to 1; 1 when they only differ by accents."""
    mine, theirs = _words(one), _words(other)
    total = sum(mine.values()) + sum(theirs.values())
    return 2 * sum((mine & theirs).values()) / total if total else 1.0


def score(one: Named, other: Named) -> float:
    """How sure it is that both name the same thing: the title first, then the reference, then the place."""
    title = likeness(one.title, other.title)
    path = likeness(" ".join(one.path), " ".join(other.path))
    if not one.ref and not other.ref:
        return title * (_TITLE + _REF) + path * _PATH
    same = fold(one.ref) == fold(other.ref)
    return title * _TITLE + same * _REF + path * _PATH


def pairs(ones: Sequence[Named], others: Sequence[Named]) -> list[Pair]:
    """Each of ``ones`` with at most one of ``others``, the surest first; those near nothing stay alone."""
    found = [
        Pair(one.key, other.key, sure)
        for one in ones
        for other in others
        if (sure := score(one, other)) >= _ENOUGH
    ]
    taken_ones: set[str] = set()
    taken_others: set[str] = set()
    kept = []
    for pair in sorted(found, key=lambda pair: -pair.score):
        if pair.one not in taken_ones and pair.other not in taken_others:
            taken_ones.add(pair.one)
            taken_others.add(pair.other)
            kept.append(pair)
    return kept
