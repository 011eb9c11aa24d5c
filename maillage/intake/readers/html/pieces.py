"""What a page is made of, once read: paragraphs, tables, ends of pages; and how it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.prose import Paragraph, printed, write_paragraph
from maillage.intake.readers.writing import SourceWriter


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, and the line of the markup that each starts on, where it is known."""

    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a printed page."""


Piece = Paragraph | Table | PageBreak


def write_pieces(writer: SourceWriter, pieces: Iterable[Piece]) -> None:
    """Write ``pieces`` as blocks."""
    for piece in pieces:
        if isinstance(piece, Paragraph):
            write_paragraph(writer, piece)
        elif isinstance(piece, Table):
            _write_table(writer, piece)
        else:
            writer.page_break()


def _write_table(writer: SourceWriter, table: Table) -> None:
    writer.blank()
    number = writer.new_table()
    first = writer.line
    for position, row in enumerate(table.rows):
        filled = [cell for cell in row if cell.lines]
        if first is not None and position < len(table.lines):
            writer.line = first + table.lines[position] - 1
        if filled:
            # A band across the table is one cell, whatever it covers.
            band = len(filled) == 1 and filled[0] is row[0] and not any(cell.inherited for cell in row)
            writer.row(filled if band else row, number)
    writer.blank()


def cell_of(pieces: Iterable[Piece]) -> Cell:
    """One cell: its lines with their bullets, a table inside it one line for each row."""
    lines: list[str] = []
    weights: list[bool] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            lines.extend(printed(piece))
            weights.extend(line.bold for line in piece.shown)
        elif isinstance(piece, Table):
            lines.extend(" | ".join(cell.text for cell in row if cell.lines) for row in piece.rows)
    return Cell(lines=tuple(line for line in lines if line.strip()), bold=bool(weights) and all(weights))
