"""What the text of a shape inherits: from its layout, its master, the deck.

A paragraph's level is looked up in a chain of list styles, the nearest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.xml import attribute, child, local, number

EMU_PER_POINT = 12700
_DEFAULT_SIZE = 18.0
_LEVEL_POINTS = 27.0
_MOST_LEVELS = 9
_BULLETS = frozenset({"buNone", "buChar", "buAutoNum", "buBlip"})


@dataclass(frozen=True, slots=True)
class Bullet:
    """How a paragraph is marked: ``form`` is « none », « char » or the scheme of its numbers."""

    form: str = "none"
    start: int = 1


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """What the chain says of one level; ``indent`` and ``size`` are points."""

    bullet: Bullet
    indent: float
    bold: bool
    size: float


@dataclass(slots=True)
class TextStyle:
    """A chain of list styles, resolved level by level."""

    chain: Sequence[Element]
    _levels: dict[int, LevelStyle] = field(default_factory=dict)

    def level(self, level: int) -> LevelStyle:
        """What is inherited at ``level``, from 0."""
        level = max(0, min(level, _MOST_LEVELS - 1))
        if level not in self._levels:
            self._levels[level] = self._resolve(level)
        return self._levels[level]

    def _resolve(self, level: int) -> LevelStyle:
        said = [each for link in self.chain if (each := child(link, f"lvl{level + 1}pPr")) is not None]
        runs = [each for link in said if (each := child(link, "defRPr")) is not None]
        bullet = next((mark for each in said if (mark := own_bullet(each)) is not None), Bullet())
        indent = next((margin for each in said if (margin := own_indent(each)) is not None), None)
        size = next((points for each in runs if (points := number(each, "sz")) is not None), None)
        bold = next((weight for each in runs if (weight := own_bold(each)) is not None), False)
        return LevelStyle(
            bullet,
            level * _LEVEL_POINTS if indent is None else indent,
            bold,
            _DEFAULT_SIZE if size is None else size / 100,
        )


def own_bullet(properties: Element | None) -> Bullet | None:
    """The bullet that paragraph properties set themselves."""
    for each in properties if properties is not None else ():
        name = local(each)
        if name not in _BULLETS:
            continue
        if name == "buAutoNum":
            return Bullet(attribute(each, "type") or "arabicPeriod", number(each, "startAt") or 1)
        return Bullet("none" if name == "buNone" else "char")
    return None


def own_indent(properties: Element | None) -> float | None:
    """The left margin that paragraph properties set, in points."""
    margin = number(properties, "marL")
    return None if margin is None else margin / EMU_PER_POINT


def own_bold(properties: Element | None) -> bool | None:
    """The weight that run properties set."""
    value = attribute(properties, "b")
    return None if value is None else value not in {"0", "false"}


def hidden(element: Element | None) -> bool:
    """Whether a shape's own properties hide it."""
    return attribute(element, "hidden") in {"1", "true"}
