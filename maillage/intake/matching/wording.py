"""How alike two wordings are, and which of two lists go together."""

from __future__ import annotations

import re
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
def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(fold(text))
    return frozenset(word for word in words if len(word) >= _SHORT) or frozenset(words)


def likeness(one: str, other: str) -> float:
    """The part of their words that two texts share, from 0 to 1; 1 when they only differ by accents."""
    mine, theirs = _words(one), _words(other)
    total = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / total if total else 1.0


def score(one: Named, other: Named) -> float:
    """How sure it is that both name the same thing: the title first, then the reference, then the place."""
    title = likeness(one.title, other.title)
    if title * _TITLE + _REF + _PATH < _ENOUGH:
        return title * _TITLE
    path = likeness(" ".join(one.path), " ".join(other.path))
    if not one.ref and not other.ref:
        return title * (_TITLE + _REF) + path * _PATH
    same = fold(one.ref) == fold(other.ref)
    return title * _TITLE + same * _REF + path * _PATH


def pairs(ones: Sequence[Named], others: Sequence[Named]) -> list[Pair]:
    """Each of ``ones`` with at most one of ``others``, the surest first; those near nothing stay alone.

    What has the same names on both sides, and there only, is paired at once: a plan of five hundred
    fiches that hardly changed is not compared fiche with fiche.
    """
    kept = _same(ones, others)
    known_ones, known_others = {pair.one for pair in kept}, {pair.other for pair in kept}
    found = [
        Pair(one.key, other.key, sure)
        for one in ones
        if one.key not in known_ones
        for other in others
        if other.key not in known_others and (sure := score(one, other)) >= _ENOUGH
    ]
    for pair in sorted(found, key=lambda pair: -pair.score):
        if pair.one not in known_ones and pair.other not in known_others:
            known_ones.add(pair.one)
            known_others.add(pair.other)
            kept.append(pair)
    return sorted(kept, key=lambda pair: -pair.score)


def _same(ones: Sequence[Named], others: Sequence[Named]) -> list[Pair]:
    mine, theirs = _by_names(ones), _by_names(others)
    return [
        Pair(mine[names][0].key, theirs[names][0].key, score(mine[names][0], theirs[names][0]))
        for names in mine
        if len(mine[names]) == 1 == len(theirs.get(names, ()))
    ]


def _by_names(things: Sequence[Named]) -> dict[tuple[str, str], list[Named]]:
    found: dict[tuple[str, str], list[Named]] = {}
    for one in things:
        found.setdefault((fold(one.ref), fold(one.title)), []).append(one)
    return found
