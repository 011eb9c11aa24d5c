"""What the grid is made of: blocks of lines, cells of earlier periods, chips above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.conventions.counting.achievement import Achievement


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of an earlier period; see ``Line`` for its texts."""

    name: str
    period: str
    typed: str
    said: str
    secret: bool
    refused: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid: an indicator, or one of its categories. Texts are empty where nothing is known.

    ``typed`` is what the field holds, ``said`` the value in words; ``refused`` why it was not kept;
    ``asked`` what looks odd; ``earlier`` the cells of the periods before, when they are filled in too.
    ``parts_url`` opens or folds the categories; ``summed`` is their total.
    """

    label: str
    url: str
    name: str
    note_name: str
    unit: str
    before: str
    before_secret: bool
    typed: str
    said: str
    secret: bool
    note: str
    refused: str
    example: str
    baseline: str = ""
    target: str = ""
    way: Achievement | None = None
    asked: tuple[str, ...] = ()
    parts_url: str = ""
    parts_open: bool = False
    parts_count: int = 0
    summed: str = ""
    is_part: bool = False
    earlier: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An action and its lines."""

    title: str
    url: str
    enters: bool
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice above the grid."""

    label: str
    title: str
    url: str
    count: int
    on: bool
