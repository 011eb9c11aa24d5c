"""Feet of pages that look like tables: « Ville de Brenne | CTG 2025-2029 | 12 »."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from maillage.intake.readers.blocks import Block, BlockKind
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import label_of
from maillage.intake.recognition.words.text import fold, plain

_OFTEN = 4
_PAGE = re.compile(
    r"^(?:page |p )?\d{1,3}(?: sur)?(?: \d{1,3})?\s+(?=\D)|\s+(?:page |p )?\d{1,3}(?:(?: sur)? \d{1,3})?$"
)


def repeated_rows(blocks: Sequence[Block]) -> set[str]:
    """The tables of one row that come back, their page's number aside, and hold no heading of a fiche."""
    tables = [list(rows) for _, rows in groupby(blocks, key=lambda b: (b.kind is BlockKind.ROW, b.table))]
    alone = [rows[0] for rows in tables if len(rows) == 1 and rows[0].kind is BlockKind.ROW]
    counts = Counter(without_number(block.text) for block in alone if not _tells(block))
    return {text for text, count in counts.items() if count >= _OFTEN and text}


def without_number(text: str) -> str:
    """The folded text of a row without the number of its page."""
    return _PAGE.sub("", fold(plain(text)))


def _tells(block: Block) -> bool:
    texts = [plain(cell.text).rstrip(" :") for cell in block.cells]
    return any(label_of(text) is not None or named_entry(text) is not None for text in texts)
