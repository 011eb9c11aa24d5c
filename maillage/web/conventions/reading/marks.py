"""Words found in a text, marked without changing how it is written: « creche » marks « Crèche »."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 220
BEFORE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, marked or not."""

    text: str
    marked: bool


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    """One character folded alone; texts are made of few, and folding each again costs most of a search."""
    return " " if char.isspace() else fold(char)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where ``words`` (folded) stand in ``text``, apart and in order.

    Each character is folded alone, so that a place in what was folded leads back to the text.
    """
    folded, places = "", []
    for index, char in enumerate(text):
        plain = _plain(char)
        folded += plain
        places += [index] * len(plain)
    found = []
    for word in words:
        start = folded.find(word)
        while start >= 0:
            found.append((places[start], places[start + len(word) - 1] + 1))
            start = folded.find(word, start + len(word))
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def mark(text: str, words: Sequence[str]) -> list[Piece]:
    """``text`` cut into pieces, those that are one of ``words`` marked."""
    pieces, at = [], 0
    for begin, end in _spans(text, words):
        if begin > at:
            pieces.append(Piece(text[at:begin], marked=False))
        pieces.append(Piece(text[begin:end], marked=True))
        at = end
    return [*pieces, Piece(text[at:], marked=False)] if at < len(text) else pieces


def excerpt(text: str, words: Sequence[str]) -> list[Piece]:
    """As ``mark``, around the first word found when the text is long."""
    spans = _spans(text, words)
    if len(text) <= LONGEST or not spans:
        return mark(text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…", words)
    start = max(0, spans[0][0] - BEFORE)
    start = text.find(" ", start) + 1 if start else 0
    stop = len(text) if len(text) - start <= LONGEST else text.rfind(" ", start, start + LONGEST)
    stop = stop if stop > start else start + LONGEST
    return mark(f"{'… ' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}", words)
