"""Which of several points says nearly the same as a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillage.intake.proposal.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.intake.proposal.parts import Point

_WORD = re.compile(r"\w{3,}")
#: The part of the words that two texts share for one to stand beside the other.
_ENOUGH = 0.25


def nearest(points: Sequence[Point], text: str) -> Point | None:
    """The point that shares most words with ``text``, or None when none comes near."""
    wanted = set(_WORD.findall(folded(text)))
    best, most = None, _ENOUGH
    for point in points:
        words = set(_WORD.findall(folded(point.text)))
        shared = len(words & wanted) / len(words | wanted) if words or wanted else 0
        if shared >= most:
            best, most = point, shared
    return best
