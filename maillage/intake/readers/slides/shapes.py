"""What stands on a slide. All lengths are points, from the upper left corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.prose import Paragraph, printed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the slide."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Box, slack: float) -> bool:
        """Whether ``other`` lies in this box, and is smaller."""
        return (
            self.x0 - slack <= other.x0
            and other.x1 <= self.x1 + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
            and self.width * self.height > 1.05 * other.width * other.height
        )

    def shared_height(self, other: Box) -> float:
        """How much of their heights two boxes share."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds ``boxes``, of which there is one at least."""
    listed = list(boxes)
    return Box(
        min(box.x0 for box in listed),
        min(box.top for box in listed),
        max(box.x1 for box in listed),
        max(box.bottom for box in listed),
    )


@dataclass(frozen=True, slots=True)
class SlideParagraph(Paragraph):
    """A paragraph and the size that its first letters are set in, 0 where nothing says it."""

    size: float = 0.0


@dataclass(slots=True)
class TextShape:
    """A shape with text; ``title`` says that it is the title that the slide's layout gives it."""

    box: Box
    paragraphs: list[SlideParagraph]
    title: bool = False
    from_top: bool = True

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(line.text for each in self.paragraphs for line in each.shown)


@dataclass(slots=True)
class TableShape:
    """A table in its place."""

    box: Box
    rows: list[list[Cell]]


Shape = TextShape | TableShape


@dataclass(slots=True)
class Slide:
    """One slide, ``number`` as the deck counts it.

    ``opening``: its layout is made for the title of the deck or of a part. ``sizes``: how many
    characters are set in each size. ``lost``: the file lacks it. ``pictures`` and ``charts`` are
    only counted.
    """

    number: int
    shapes: list[Shape] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    opening: bool = False
    hidden: bool = False
    lost: bool = False
    pictures: int = 0
    charts: int = 0
    sizes: Counter[float] = field(default_factory=Counter)

    def count(self, paragraphs: Iterable[SlideParagraph]) -> None:
        """Add the characters of ``paragraphs`` to :attr:`sizes`."""
        for paragraph in paragraphs:
            characters = sum(len(line.text) for line in paragraph.lines)
            if paragraph.size and characters:
                self.sizes[paragraph.size] += characters


def cell_of(paragraphs: Iterable[Paragraph]) -> Cell:
    """Paragraphs as the lines of one cell."""
    listed = [each for each in paragraphs if each.shown]
    lines = tuple(line for each in listed for line in printed(each))
    return Cell(lines=lines, bold=bool(lines) and all(line.bold for each in listed for line in each.shown))
