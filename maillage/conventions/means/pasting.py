"""Lines copied from a spreadsheet: a heading row, then one line a row, cells parted by tabulations."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means.kinds import BUDGET, KINDS, Kind, Line, clean
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ROWS = 500
LONGEST = 500_000
ACTION = "action"
_ACTION_NAMES = frozenset({"action", "fiche", "fiche action", "reference", "ref", "n action"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell to correct: its row in what was pasted (from 1), its column, and why."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Pasted:
    """What was understood: lines with their action's id (None outside any), and what was not."""

    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_lines(text: str, kind: str, actions: Mapping[str, int], action: int | None = None) -> Pasted:
    """Lines of ``kind``. ``actions``: ids by folded reference or title; ``action``: the one they are all for.

    Raises InvalidValueError when there is no heading to read them by, or far too much of it.
    """
    if len(text) > LONGEST:
        raise InvalidValueError("C’est trop long pour être collé en une fois.", "block")
    rows = [row for row in _cells(text) if any(map(str.strip, row))]
    if len(rows) < 2:
        raise InvalidValueError("Collez la ligne des titres et au moins une ligne en dessous.", "block")
    if len(rows) > MOST_ROWS + 1:
        raise InvalidValueError(f"Collez au plus {MOST_ROWS} lignes à la fois.", "block")
    columns = _columns(KINDS[kind], rows[0])
    pasted = Pasted(ignored=[head for i, head in enumerate(rows[0]) if i not in columns and head.strip()])
    missing = [one.label for one in KINDS[kind].fields if one.required and one.key not in columns.values()]
    if missing:
        raise InvalidValueError(f"Il manque une colonne : {', '.join(missing)}.", "block")
    for number, row in enumerate(rows[1:], 2):
        cells = {columns[index]: cell for index, cell in enumerate(row) if index in columns}
        _read(pasted, kind, number, cells, _Where(actions, action))
    return pasted


@dataclass(frozen=True, slots=True)
class _Where:
    actions: Mapping[str, int]
    fixed: int | None


def _cells(text: str) -> list[list[str]]:
    """The rows as a spreadsheet copies them; as they stand where quotes are no quotes of a spreadsheet."""
    whole = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(StringIO(whole), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in whole.split("\n")]


def _columns(kind: Kind, heads: list[str]) -> dict[int, str]:
    known = {name: one.key for one in kind.fields for name in (fold(one.label), *one.names)}
    if ACTION in kind.refers:
        known |= dict.fromkeys(_ACTION_NAMES, ACTION)
    found: dict[int, str] = {}
    for index, head in enumerate(heads):
        key = known.get(fold(head).replace("-", " ").rstrip(" :"))
        if key is not None and key not in found.values():
            found[index] = key
    return found


def _read(pasted: Pasted, kind: str, number: int, cells: dict[str, str], where: _Where) -> None:
    try:
        line = clean(kind, cells)
        line[ACTION] = _action(cells.get(ACTION, ""), where)
        if kind == BUDGET and line[ACTION] is None:
            raise InvalidValueError("Écrivez la référence ou le titre de l’action.", ACTION)
    except InvalidValueError as error:
        labels = {one.key: one.label for one in KINDS[kind].fields} | {ACTION: "Action"}
        pasted.wrong.append(Wrong(number, labels.get(error.field, ""), str(error)))
    else:
        pasted.lines.append(line)


def _action(said: str, where: _Where) -> int | None:
    if where.fixed is not None or not said.strip():
        return where.fixed
    found = where.actions.get(fold(said))
    if found is None:
        raise InvalidValueError(
            f"« {said.strip()[:60]} » n’est ni la référence ni le titre d’une action.", ACTION
        )
    return found
