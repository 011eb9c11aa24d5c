"""Tables of governance: one body per row, what is said of it in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from maillage.intake.readers.blocks import Block, BlockKind, Cell
from maillage.intake.recognition.document import Instance, Item
from maillage.intake.recognition.items.lists import pieces_of_cell, split_outside
from maillage.intake.recognition.surroundings.bodies import type_of_body
from maillage.intake.recognition.words.text import fold, plain

_COLUMNS = (
    ("name", re.compile(r"^(?:instances?|comites?|organes?|nom de l instance|niveau)\b")),
    ("members", re.compile(r"^(?:composition|membres?|participants?|qui)\b")),
    ("frequency", re.compile(r"^(?:frequence|rythme|periodicite|reunions?|calendrier|quand)\b")),
    ("missions", re.compile(r"^(?:roles?|missions?|objectifs?|fonctions?|attributions?|objet)\b")),
)
_COMMA = re.compile(r"\s*[,;]\s+")


def instances_in_tables(blocks: Sequence[Block]) -> list[Instance]:
    """The bodies that tables list, in order."""
    rows = (block for block in blocks if block.kind is BlockKind.ROW)
    return [found for _, table in groupby(rows, key=lambda b: b.table) for found in _of_table(list(table))]


def _of_table(rows: list[Block]) -> Iterable[Instance]:
    columns = _columns(rows[0].cells)
    if "name" not in columns or len(columns) < 2:
        return
    for row in rows[1:]:
        texts = {name: row.cells[i] for name, i in columns.items() if i < len(row.cells)}
        name = plain(texts["name"].text) if "name" in texts else ""
        if not name:
            continue
        yield Instance(
            name,
            type_of_body(name),
            frequency=plain(texts["frequency"].text) or None if "frequency" in texts else None,
            members=_items(texts.get("members"), row),
            missions=_items(texts.get("missions"), row),
            line=row.place.line,
            page=row.place.page,
        )


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for i, cell in enumerate(cells):
        for name, pattern in _COLUMNS:
            if name not in found and pattern.match(fold(plain(cell.text))):
                found[name] = i
                break
    return found


def _items(cell: Cell | None, row: Block) -> list[Item]:
    pieces = pieces_of_cell(cell, row.place) if cell is not None else []
    if len(pieces) != 1:
        return [piece.item() for piece in pieces]
    parts = split_outside(pieces[0].text.rstrip(" .;"), _COMMA)
    return [Item(part, line=row.place.line, page=row.place.page) for part in parts]
