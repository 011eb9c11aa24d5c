"""How a page names a point: its fiche, its field, its position and a mark of its words."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PointRef:
    """A point as a page names it."""

    fiche: str
    field: str
    index: int
    mark: str

    @classmethod
    def parse(cls, name: str) -> PointRef | None:
        """The point that ``name`` says, « a0:steps:3:1f2e3d4c », or None when it says none."""
        fiche, _, rest = name.partition(":")
        parts = rest.split(":")
        if len(parts) != 3 or not _SMALL.fullmatch(parts[1]):
            return None
        return cls(fiche, parts[0], int(parts[1]), parts[2])

    def find(self, texts: Sequence[str]) -> int | None:
        """Its position among the words of a field now, wherever it moved."""
        if self.index < len(texts) and mark_of(texts[self.index]) == self.mark:
            return self.index
        return next((at for at, text in enumerate(texts) if mark_of(text) == self.mark), None)


def mark_of(words: str) -> str:
    """A short mark of the words of a point."""
    return f"{zlib.crc32(words.encode('utf-8', 'replace')):08x}"


def name_of(fiche: str, field: str, index: int, text: str) -> str:
    """The point as :meth:`PointRef.parse` takes it."""
    return f"{fiche}:{field}:{index}:{mark_of(text)}"
