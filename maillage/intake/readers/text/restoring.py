"""What conversions do to a whole text, undone before its lines are read one by one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from textwrap import dedent

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
#: A bullet that the target's alphabet did not hold.
_LOST_BULLET = re.compile(r"^(\s*)\?(?=[ \t]+\w)", re.MULTILINE)
_FEWEST_BULLETS = 5
_FEWEST_LINES = 30
_FEWEST_ROWS = 3
_MOST_TIGHT = 0.02


def restored(text: str) -> str:
    """``text`` with letters in one piece, its margin, its bullets and its spacing as they were."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.translate(_LIGATURES)
    if len(_LOST_BULLET.findall(text)) >= _FEWEST_BULLETS:
        text = _LOST_BULLET.sub(r"\1•", text)
    return _single_spaced(_without_margin(text))


def _without_margin(text: str) -> str:
    """The lines without the blanks that they all start with."""
    inside = [line for line in text.split("\n") if line.strip()]
    return dedent(text) if all(line[0] in " \t" for line in inside) else text


def _single_spaced(text: str) -> str:
    """A text whose lines all have a blank line between them, one blank line less everywhere.

    Only where blank lines still tell something then, or where they part the rows of tables.
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    steps = [other - one for one, other in pairwise(filled)]
    if len(filled) < _FEWEST_LINES or steps.count(1) > _MOST_TIGHT * len(steps):
        return text
    rows = sum(lines[one].lstrip()[:1] == lines[other].lstrip()[:1] == "|" for one, other in pairwise(filled))
    if max(steps) <= 2 and rows < _FEWEST_ROWS:
        return text
    dropped = {
        one + 1 for one, step in zip(filled, steps, strict=False) if step > 1 and "\f" not in lines[one + 1]
    }
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped)
