"""How long a document and each of its lines may be: what understands them looks at lines many times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maillage.intake.readers.blocks import Block, Cell, Source
from maillage.intake.readers.errors import OversizedFileError
from maillage.intake.readers.limits import MAX_LINE_CHARACTERS, MAX_TEXT_CHARACTERS

_CUT = "Une ligne démesurée a été coupée en plusieurs pour être lue."


def within_lengths(source: Source) -> Source:
    """``source`` with its endless blocks cut at blanks; the lines shown stay as they are.

    Raises OversizedFileError where it holds more text than any plan.
    """
    if sum(map(len, source.lines)) > MAX_TEXT_CHARACTERS:
        raise OversizedFileError(
            "Ce document contient trop de texte pour un plan d’action. N’en gardez que le plan."
        )
    long = next((block for block in source.blocks if _is_long(block)), None)
    if long is None:
        return source
    blocks = tuple(part for block in source.blocks for part in _parts(block))
    return replace(source, blocks=blocks, warnings=(*source.warnings, (_CUT, long.place)))


def _is_long(block: Block) -> bool:
    return len(block.text) > MAX_LINE_CHARACTERS or any(
        len(line) > MAX_LINE_CHARACTERS for cell in block.cells for line in cell.lines
    )


def _parts(block: Block) -> Iterator[Block]:
    if not _is_long(block):
        yield block
    elif block.cells:
        cells = tuple(_cut_cell(cell) for cell in block.cells)
        yield replace(block, cells=cells)
    else:
        yield from (replace(block, text=text) for text in _cut(block.text))


def _cut_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(part for line in cell.lines for part in _cut(line)))


def _cut(text: str) -> Iterator[str]:
    """Pieces of ``text`` that begin and end where a word does, where there are words."""
    start = 0
    while len(text) - start > MAX_LINE_CHARACTERS:
        blank = text.rfind(" ", start + 1, start + MAX_LINE_CHARACTERS)
        end = blank if blank > 0 else start + MAX_LINE_CHARACTERS
        yield text[start:end]
        start = end + (blank > 0)
    yield text[start:]
