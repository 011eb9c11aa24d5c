"""Tables that set one fiche per column: their rows are the sections."""

from __future__ import annotations

from dataclasses import replace

from maillage.intake.readers.blocks import Block, Cell
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import Section, label_of
from maillage.intake.recognition.words.text import plain

_FEWEST_FICHES = 2
_FEWEST_SECTIONS = 2


def fiches_in_columns(blocks: list[Block]) -> list[list[Block]]:
    """The rows of each column's fiche, as a table of two columns; none for any other table."""
    head, *rows = blocks
    titles = [i for i, cell in enumerate(head.cells) if i and _is_title(head.cells[0], cell)]
    sections = sum(1 for row in rows if row.cells and _section(row.cells[0]) is not None)
    if len(titles) < _FEWEST_FICHES or sections < _FEWEST_SECTIONS or sections * 2 <= len(rows):
        return []
    if any(_section(row.cells[i]) for row in rows for i in titles if i < len(row.cells)):
        return []
    return [[_row(head, i), *(_row(row, i) for row in rows)] for i in titles]


def _is_title(corner: Cell, cell: Cell) -> bool:
    """« Action 2 : Ouvrir… », or any words beside « Intitulé de l'action »."""
    entry = named_entry(plain(cell.text))
    if entry is not None and entry.is_action:
        return True
    return _section(corner) is Section.TITLE and bool(cell.text) and _section(cell) is None


def _section(cell: Cell) -> Section | None:
    label = label_of(plain(cell.text).rstrip(" :"))
    return label.section if label is not None else None


def _row(row: Block, column: int) -> Block:
    first = row.cells[0] if row.cells else Cell()
    value = row.cells[column] if column < len(row.cells) else Cell()
    return replace(row, cells=tuple(cell for cell in (first, value) if cell.text), text=value.text)
