"""What every container reader hands over: a document as blocks in reading order.

A reader knows one file format and nothing about plans. It turns a file into a
:class:`Source`: the lines a person can be shown, and the blocks that the
recognition works on. Each block remembers its :class:`Place`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SourceFormat(StrEnum):
    """The formats that the readers know, named by their usual extension."""

    TEXT = "txt"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODP = "odp"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"


class BlockKind(StrEnum):
    """What the layout itself says of a block, before any word is understood.

    A ``NOTE`` is shown to people and never part of the plan: what a presenter says under a
    slide, the comment of a cell.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    BREAK = "break"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source; all counts start at 1.

    ``line`` is the position in :attr:`Source.lines`, always given: it is what the
    review page shows. ``page`` counts pages, slides or sheets where there are any.
    """

    line: int
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; ``lines`` are its own lines, bullets kept as printed.

    ``inherited`` says that the cell was empty because it is merged with the one
    above (containers that know about merges say so, flattened text cannot).
    """

    lines: tuple[str, ...] = ()
    inherited: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        """The cell on one line."""
        return " ".join(part for part in (line.strip() for line in self.lines) if part)


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of layout.

    ``level``: 1 to 6 for a heading (1 the highest), nesting depth from 0 for an item.
    ``marker``: the bullet or number of an item as printed, else the empty string.
    ``cells`` and ``table``: for a row, its cells and the number of its table.
    ``bold``: the whole block is set in bold.
    """

    kind: BlockKind
    text: str
    place: Place
    level: int = 0
    marker: str = ""
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its lines for the eye, its blocks for the understanding.

    ``warnings`` are French sentences about the container itself (a page without
    text, a hidden sheet left out), each with its place where it has one.
    """

    name: str
    format: SourceFormat
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[tuple[str, Place | None], ...] = field(default=())
