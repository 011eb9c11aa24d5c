"""A phrase made ready to read: one spelling of blanks, apostrophes and accents.

The folded text has exactly the length of the words, so that what is found in the one
is quoted from the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPELLINGS = {
    **dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u2212\u2010\u2011", "-"),
    "\u1d49": "e",
    "\u02b3": "r",
    "\u2044": "/",
    **{sign: f" {n}/{d}" for sign, n, d in (("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4))},
}
_TABLE = str.maketrans(_SPELLINGS)
_BLANKS = re.compile(r"\s+")


class _Folding(dict[int, str]):
    """Each character without its accent, in lower case, never longer than it was."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = base if len(base) == 1 else chr(code)
        return self[code]


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Phrase:
    """``words`` as written, ``folded`` the same without accents or capitals, same length."""

    words: str
    folded: str

    @classmethod
    def of(cls, text: str) -> Phrase:
        """Read a text: blanks made single, typographic spellings made plain."""
        words = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_TABLE)).strip()
        return cls(words, words.translate(_FOLDING))
