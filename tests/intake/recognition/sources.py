"""Sources as the container readers hand them over, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.intake.readers.blocks import Block, BlockKind, Cell, Place, Source, SourceFormat
from maillage.intake.recognition.document import Item

Row = Sequence[str | None]


class Hand:
    """Collects blocks; the line of a block is its position."""

    def __init__(self, form: SourceFormat = SourceFormat.DOCX) -> None:
        self._form = form
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._tables = 0

    def heading(self, text: str, level: int = 1) -> Hand:
        """A styled heading."""
        return self._add(Block(BlockKind.HEADING, text, self._place(text), level=level))

    def paragraph(self, text: str, *, bold: bool = False) -> Hand:
        """A paragraph."""
        return self._add(Block(BlockKind.PARAGRAPH, text, self._place(text), bold=bold))

    def items(self, *texts: str, level: int = 0) -> Hand:
        """Items of a list."""
        for text in texts:
            self._add(Block(BlockKind.ITEM, text, self._place(text), level=level, marker="•"))
        return self

    def page(self) -> Hand:
        """The end of a page."""
        return self._add(Block(BlockKind.BREAK, "", self._place("")))

    def table(self, *rows: Row) -> Hand:
        """A table; None is a cell merged with the one above, line breaks part a cell's lines."""
        self._tables += 1
        for row in rows:
            cells = tuple(
                Cell(inherited=True) if text is None else Cell(tuple(text.split("\n")) if text else ())
                for text in row
            )
            text = " | ".join(cell.text for cell in cells)
            self._add(Block(BlockKind.ROW, text, self._place(text), cells=cells, table=self._tables))
        return self

    def source(self) -> Source:
        """What was written."""
        return Source("plan", self._form, tuple(self._lines), tuple(self._blocks))

    def _place(self, text: str) -> Place:
        self._lines.append(text)
        return Place(line=len(self._lines))

    def _add(self, block: Block) -> Hand:
        self._blocks.append(block)
        return self


def texts(items: Sequence[Item]) -> list[str]:
    """The texts of items."""
    return [item.text for item in items]
