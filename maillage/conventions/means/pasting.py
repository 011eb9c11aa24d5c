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
ACTION, POST, THEME = "action", "post", "theme"
_HEADS = {
    ACTION: frozenset({"action", "fiche", "fiche action", "reference", "ref", "n action"}),
    POST: frozenset({"poste"}),
    THEME: frozenset({"thematique", "theme"}),
}
_LABELS = {ACTION: "Action", POST: "Poste", THEME: "Thématique"}
_WHAT = {
    ACTION: "n’est ni la référence ni le titre d’une action",
    POST: "n’est pas un poste de la convention",
    THEME: "n’est pas une thématique de la convention",
}
_DEDUCED = frozenset({"axe"})
"""Columns of our own exports that the action says already."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell to correct: its row in what was pasted (from 1), its column, and why."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Pasted:
    """What was understood: lines with the ids of what they are about (None for none), and what was not."""

    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_lines(
    text: str, kind: str, named: Mapping[str, Mapping[str, int]], action: int | None = None
) -> Pasted:
    """Lines of ``kind``, as people or our own exports write them.

    ``named``: ids by folded name, of each of "action", "post" and "theme"; ``action``: that of all lines.
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
    pasted = Pasted(
        ignored=[
            head
            for index, head in enumerate(rows[0])
            if index not in columns and fold(head) not in _DEDUCED and head.strip()
        ]
    )
    missing = [one.label for one in KINDS[kind].fields if one.required and one.key not in columns.values()]
    if missing:
        raise InvalidValueError(f"Il manque une colonne : {', '.join(missing)}.", "block")
    for number, row in enumerate(rows[1:], 2):
        cells = {columns[index]: cell for index, cell in enumerate(row) if index in columns}
        _read(pasted, kind, number, cells, _Where(named, action))
    return pasted


@dataclass(frozen=True, slots=True)
class _Where:
    named: Mapping[str, Mapping[str, int]]
    fixed: int | None


def _cells(text: str) -> list[list[str]]:
    """The rows as a spreadsheet copies them; as they stand where quotes are no quotes of a spreadsheet."""
    whole = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(StringIO(whole), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in whole.split("\n")]


def _columns(kind: Kind, heads: list[str]) -> dict[int, str]:
    """The key of each column: by its very label first, then by other names, then by what lines are about."""
    said = [fold(head).replace("-", " ").rstrip(" :") for head in heads]
    labels = {fold(one.label): one.key for one in kind.fields}
    others = {name: one.key for one in kind.fields for name in one.names}
    about = {name: key for key in kind.refers for name in _HEADS[key]}
    found: dict[int, str] = {}
    for known in (labels, others, about):
        for index, head in enumerate(said):
            key = known.get(head)
            if index not in found and key is not None and key not in found.values():
                found[index] = key
    return found


def _read(pasted: Pasted, kind: str, number: int, cells: dict[str, str], where: _Where) -> None:
    try:
        line = clean(kind, cells)
        for key in KINDS[kind].refers:
            line[key] = _about(key, cells.get(key, ""), where)
        if kind == BUDGET and line[ACTION] is None and line[POST] is None:
            raise InvalidValueError("Écrivez la référence ou le titre de l’action, ou le poste.", ACTION)
        if kind == BUDGET and line[ACTION] and line[POST]:
            raise InvalidValueError("Une action ou un poste\u00a0: gardez l’un des deux.", POST)
    except InvalidValueError as error:
        labels = {one.key: one.label for one in KINDS[kind].fields} | _LABELS
        pasted.wrong.append(Wrong(number, labels.get(error.field, ""), str(error)))
    else:
        pasted.lines.append(line)


def _about(key: str, said: str, where: _Where) -> int | None:
    """The id of the action, the post or the theme that a cell names."""
    if key == ACTION and where.fixed is not None:
        return where.fixed
    if not said.strip():
        return None
    found = where.named.get(key, {}).get(fold(said))
    if found is None:
        raise InvalidValueError(f"« {said.strip()[:60]} » {_WHAT[key]}.", key)
    return found
