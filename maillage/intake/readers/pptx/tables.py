"""Tables of slides, merges understood."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.pptx.inheritance import TextStyle
from maillage.intake.readers.pptx.text import read_text
from maillage.intake.readers.slides.shapes import Box, SlideParagraph, TableShape, cell_of
from maillage.intake.readers.xml import attribute, child, children

_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table as read; ``paragraphs`` are those of all cells in order."""

    rows: list[list[Cell]]
    paragraphs: list[SlideParagraph]

    @property
    def is_frame(self) -> bool:
        """Whether the table is only a frame: never two cells side by side."""
        return bool(self.paragraphs) and all(len(row) <= 1 for row in self.rows)

    def shape(self, box: Box) -> TableShape:
        """The table in its place."""
        return TableShape(box, self.rows)


def read_table(table: Element, style: TextStyle) -> SlideTable:
    """The rows of a ``tbl``: cells merged across are one, those merged downwards inherited."""
    rows: list[list[Cell]] = []
    paragraphs: list[SlideParagraph] = []
    for row in children(table, "tr"):
        cells: list[Cell] = []
        for element in children(row, "tc"):
            if attribute(element, "hMerge") in _ON:
                continue
            if attribute(element, "vMerge") in _ON:
                cells.append(Cell(inherited=True))
                continue
            held = read_text(child(element, "txBody"), style)
            paragraphs.extend(held)
            cells.append(cell_of(held))
        rows.append(cells)
    return SlideTable(rows, paragraphs)
