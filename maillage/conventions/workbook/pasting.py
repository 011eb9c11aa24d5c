"""A block copied from a spreadsheet: its rows, its columns, what it would add or change."""

from __future__ import annotations

import csv
import hashlib
import uuid
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.actions import save_section
from maillage.conventions.operations.batches import apply_edits
from maillage.conventions.operations.common import locked_action, locked_convention, require
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.workbook.differences import compare
from maillage.conventions.workbook.edits import edits_of
from maillage.conventions.workbook.layout import ACTIONS, Sheet, sheets_of
from maillage.conventions.workbook.snapshot import Snapshot, take_snapshot
from maillage.conventions.workbook.tables import Given, Place, Row, Table, match_headers
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention, Node
    from maillage.conventions.workbook.changes import Differences
    from maillage.conventions.workbook.columns import Column
    from maillage.journal.models import Entry

LONGEST_BLOCK = 300_000
MOST_LINES, MOST_COLUMNS = 500, 60
_LONGEST_REF = 20
_NOT_PASTED = frozenset({"version", "key", "fiche", "remove"})


@dataclass
class Block:
    """A pasted block: its cells, whether the first line is headers, which column is which."""

    rows: list[list[str]]
    headed: bool
    columns: dict[int, Column]
    sheet: Sheet
    snapshot: Snapshot
    differences: Differences = field(init=False)

    @property
    def offered(self) -> list[Column]:
        """The columns that a block may hold."""
        return [column for column in self.sheet.columns if column.key not in _NOT_PASTED]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def lines(self) -> list[list[str]]:
        """Its lines without the headers."""
        return self.rows[1:] if self.headed else self.rows

    @property
    def first(self) -> int:
        """The number of its first line of cells, headers counted."""
        return 2 if self.headed else 1


def read_actions(
    *,
    convention: Convention,
    text: str,
    chosen: Mapping[int, str] | None = None,
    node: Node | None = None,
    by: User,
) -> Block:
    """A block of fiches. ``chosen`` names columns by their place; ``node`` is where new fiches go.

    Raises InvalidValueError when the block is too long.
    """
    block = _block(text, take_snapshot(convention, by), ACTIONS, chosen, _positions_of_actions)
    _compare(block, by, {})
    if not any(column.key.startswith("level") and not column.section for column in block.columns.values()):
        for fiche in block.differences.added:
            fiche.node = node
    return block


def read_indicators(*, action: Action, text: str, chosen: Mapping[int, str] | None = None, by: User) -> Block:
    """A block of indicators for one fiche; see :func:`read_actions`."""
    snapshot = take_snapshot(action.convention, by)
    block = _block(text, snapshot, "Indicateurs", chosen, _positions_of_indicators)
    _compare(block, by, {"id": str(action.pk)})
    return block


@transaction.atomic
def paste_actions(
    *,
    convention: Convention,
    text: str,
    chosen: Mapping[int, str] | None = None,
    node: Node | None = None,
    by: User,
) -> tuple[Block, Entry | None]:
    """Write the fiches of a block that are right, at once: the block, and the entry when there is one.

    The block is read under the lock of the plan, so that sending it twice writes it once.
    """
    require(can_edit_plan(by, convention))
    locked_convention(convention.pk)
    block = read_actions(convention=convention, text=text, chosen=chosen, node=node, by=by)
    edits = edits_of(block.differences, block.snapshot)
    details = {"pasted": len(block.lines)}
    entry = apply_edits(convention=convention, edits=edits, batch=uuid.uuid4(), details=details, by=by)
    return block, entry


@transaction.atomic
def paste_indicators(
    *, action: Action, text: str, chosen: Mapping[int, str] | None = None, by: User
) -> tuple[Block, Entry | None]:
    """Write the indicators of a block that are right; see :func:`paste_actions`."""
    require(can_edit_action(by, action))
    locked_action(action.pk)
    block = read_indicators(action=action, text=text, chosen=chosen, by=by)
    for edit in edits_of(block.differences, block.snapshot):
        value = edit.sections["indicators"]
        version = edit.version
        entry = save_section(action=action, section="indicators", value=value, version=version, by=by)
        return block, entry
    return block, None


def cells_of(text: str) -> list[list[str]]:
    """The cells of a block: tabs between them, quotes around those of several lines."""
    if len(text) > LONGEST_BLOCK:
        raise InvalidValueError("Ce bloc est trop long. Collez-le en plusieurs fois, ou déposez le classeur.")
    rows = [row[:MOST_COLUMNS] for row in _parsed(text) if any(cell.strip() for cell in row)]
    if len(rows) > MOST_LINES + 1:
        said = plural(len(rows), "ligne")
        raise InvalidValueError(f"{said} : collez-en {MOST_LINES} au plus à la fois, ou déposez le classeur.")
    return rows


def mark_of(text: str) -> str:
    """A mark of the first line of a block: columns chosen for another block are not taken for this one."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return hashlib.sha256(first.encode("utf-8", "replace")).hexdigest()[:12]


def _parsed(text: str) -> list[list[str]]:
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    if whole.count('"') % 2:
        return [line.split("\t") for line in whole.split("\n")]
    try:
        return list(csv.reader(StringIO(whole), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in whole.split("\n")]


def _block(
    text: str,
    snapshot: Snapshot,
    name: str,
    chosen: Mapping[int, str] | None,
    positions: Callable[[Sequence[Sequence[str]], Sheet], dict[int, Column]],
) -> Block:
    rows = cells_of(text)
    sheet = _sheet(snapshot, name)
    offered = [column for column in sheet.columns if column.key not in _NOT_PASTED]
    found = match_headers(rows[0], offered) if rows else {}
    headed = bool(found) and 2 * len(found) >= sum(bool(cell.strip()) for cell in rows[0])
    if chosen:
        by_key = {column.key: column for column in offered}
        columns = {index: by_key[key] for index, key in chosen.items() if key in by_key}
    elif headed:
        columns = found
    else:
        columns = positions(rows, sheet)
    return Block(rows, headed, columns, sheet, snapshot)


def _sheet(snapshot: Snapshot, name: str) -> Sheet:
    for sheet in sheets_of(snapshot.lists):
        if sheet.name == name:
            return sheet
    raise InvalidValueError("Cette convention masque cette rubrique.")


def _positions_of_actions(rows: Sequence[Sequence[str]], sheet: Sheet) -> dict[int, Column]:
    """Titles, after references when the first column is made of short words."""
    if not rows:
        return {}
    short = all(len(row[0].strip()) <= _LONGEST_REF for row in rows if row)
    if short and all(len(row) > 1 for row in rows):
        return {0: sheet.column("ref"), 1: sheet.column("title")}
    return {0: sheet.column("title")}


def _positions_of_indicators(rows: Sequence[Sequence[str]], sheet: Sheet) -> dict[int, Column]:
    """Labels first."""
    return {0: sheet.column("label")} if rows else {}


def _compare(block: Block, by: User, known: Mapping[str, str]) -> None:
    rows = []
    for number, line in enumerate(block.lines, block.first):
        cells = {
            column.key: Given(line[index] if index < len(line) else "", Place("", number, index + 1))
            for index, column in block.columns.items()
        }
        cells |= {key: Given(text, Place("", number)) for key, text in known.items()}
        if any(given.text.strip() for key, given in cells.items() if key not in known):
            rows.append(Row(Place("", number), cells))
    table = Table(block.sheet, block.sheet.name, block.columns, rows, [], [])
    block.differences = compare([table], block.snapshot, by)
