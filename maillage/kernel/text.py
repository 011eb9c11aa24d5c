"""Text as people search and sort it."""

from __future__ import annotations

import re
import unicodedata

# a null character is in no word, and PostgreSQL refuses to look for it
_LIGATURES = str.maketrans({"\x00": "", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"})
_SPACES = re.compile(r"\s+")
# lone surrogates too: JSON can carry them, no database can; nor does any XML take the last two;
# and what turns the direction of the text that follows, in other people's sentences too
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DIGITS = re.compile(r"(\d+)")
_FIGURES = 1000


def fold(text: str) -> str:
    """``text`` without accents, capitals or typographic apostrophes, spaces made single.

    Two spellings that a person takes for the same word fold to the same string.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare).strip().casefold()


def printable(text: str) -> str:
    """``text`` without the control characters that a database refuses (line breaks are such), nor those
    that turn the direction of what is around it.
    """
    return _CONTROLS.sub("", text)


def legible(text: str) -> str:
    """``text`` without the characters that no XML holds, Word and Excel files among them; lines stay."""
    return _NOT_IN_XML.sub("", text)


def sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts without accents, and numbers by value: 2 before 10, É with E."""
    parts = _DIGITS.split(fold(text))
    # Python reads no number of more than some thousand figures: the first ones are enough to sort by
    return tuple((0, int(p[:_FIGURES]), "") if p.isdecimal() else (1, 0, p) for p in parts if p)


def lines_of(text: str) -> list[str]:
    """The non-empty lines of ``text``, stripped: how a list is kept in a text field."""
    return [line.strip() for line in text.splitlines() if line.strip()]
