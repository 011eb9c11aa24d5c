"""A unit: the smallest thing the recognition looks at."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.intake.readers.blocks import BlockKind, Place
from maillage.intake.recognition.units.grid import Grid
from maillage.intake.recognition.words.levels import Entry
from maillage.intake.recognition.words.sections import Label


@dataclass(slots=True)
class Unit:
    """A line of meaning: a paragraph, an item, a heading, a cell's line, a break.

    ``label`` is set where the unit begins with the heading of a section, and
    ``content`` is then what follows it on the same line; ``weak`` says that such a
    heading is set as a bullet. ``entry`` is set where the unit is written as an entry
    of the outline. ``cell`` is True for what a table held. ``depth`` is the nesting
    of an item; ``gap`` tells a blank line above. ``lead`` is what begins
    the unit in bold, where the rest is not. ``open_bold`` and ``closes_bold``
    tell a bold run that goes on over the next line. ``answer``
    tells the value beside or under a heading's cell. ``listed`` tells a line of the contents,
    whose page's number was taken off. ``grid`` is a whole table of actions. ``guessed`` tells a
    heading understood from what it holds: its words are unknown.
    """

    kind: BlockKind
    text: str
    place: Place
    depth: int = 0
    marker: str = ""
    bold: bool = False
    cell: bool = False
    gap: bool = True
    level: int = 0
    lead: str = ""
    open_bold: bool = False
    closes_bold: bool = False
    label: Label | None = None
    entry: Entry | None = None
    content: str = ""
    weak: bool = False
    answer: bool = False
    listed: bool = False
    guessed: bool = False
    grid: Grid | None = None

    @property
    def is_item(self) -> bool:
        """Printed with a bullet or a number."""
        return self.kind is BlockKind.ITEM

    @property
    def is_break(self) -> bool:
        """A page, a slide or a rule ends here."""
        return self.kind is BlockKind.BREAK
