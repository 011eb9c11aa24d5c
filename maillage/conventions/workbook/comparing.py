"""A cell, then a row of « Actions », compared with its fiche: changes, conflicts, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.sections import SECTIONS
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.blank import BLANK
from maillage.conventions.workbook.cells import CellError, canonical, excerpt
from maillage.conventions.workbook.changes import Change, FicheChange, Problem
from maillage.conventions.workbook.snapshot import PLACE
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.models import Node
    from maillage.conventions.sections import Json
    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.lists import Lists
    from maillage.conventions.workbook.snapshot import Record, Snapshot
    from maillage.conventions.workbook.tables import Given, Row, Table

NOTHING = "rien"
_UNTITLED = "Fiche sans titre"


def problem(given: Given, column: str, error: CellError) -> Problem:
    """A cell that cannot be read."""
    return Problem(given.place, column, excerpt(given.text), error.reason, error.advice)


def number_in(text: str) -> int | None:
    """A whole number as a cell says it; None for anything else."""
    bare = text.strip().removesuffix(",0").removesuffix(".0")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 18 else None


@dataclass(frozen=True, slots=True)
class Compared:
    """A cell that differs: the value it asks for, what stood there, what stands there now if it moved."""

    value: Json
    before: str
    after: str
    theirs: str | None


def compare_cell(column: Column, given: Given, now: Json, then: Json | None) -> Compared | None:
    """What a cell changes in ``now``; ``then`` is the value when the workbook was made, None if unknown.

    Raises CellError when the cell cannot be read.
    """
    if given.broken:
        raise CellError(given.broken, "Écrivez la valeur elle-même.")
    asked, present = canonical(given.text), column.text(now)
    former = column.text(then) if then is not None else None
    if asked in {present, former}:
        return None
    cells.refuse_errors(given.text)
    value = column.put(now, given.text)
    if value == now:
        return None
    theirs = None if former == present else present or NOTHING
    return Compared(value, present if former is None else former, asked, theirs)


class PlaceError(CellError):
    """A level that is not in the plan; ``depth`` says which of the columns."""

    def __init__(self, depth: int, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.depth = depth


def find_node(lists: Lists, texts: list[str]) -> Node | None:
    """The node of a path, a text for each level. Raises PlaceError."""
    node: Node | None = None
    for depth, text in enumerate(texts):
        if not text.strip():
            if any(rest.strip() for rest in texts[depth:]):
                raise PlaceError(
                    depth, "ce niveau est vide alors que le suivant est rempli", "Remplissez-le."
                )
            break
        child = lists.child_named(node.pk if node else None, text)
        if child is None:
            under = f" sous « {node} »" if node else ""
            raise PlaceError(
                depth,
                f"le plan n’a pas ce niveau{under}",
                "Prenez-en un de la feuille Listes, ou ajoutez-le au plan.",
            )
        node = child
    return node


@dataclass
class FicheRow:
    """A row of « Actions » against its fiche; a new one has no record."""

    table: Table
    row: Row
    snapshot: Snapshot
    record: Record | None
    problems: list[Problem]

    def read(self) -> FicheChange:
        """The changes of the row; what cannot be read goes to ``problems``."""
        title = self.row.text("title")
        if self.record:
            label = str(self.record.action)
        else:
            label = " ".join(filter(None, (self.row.text("ref"), excerpt(title)))) or _UNTITLED
        fiche = FicheChange(label, self.row.place, self.record.action if self.record else None)
        now = self.record.sections if self.record else BLANK
        then = self._before()
        self._removal(fiche, then)
        for column in self.table.columns.values():
            if column.section:
                former = then[column.section] if then else None
                self._cell(fiche, column, now[column.section], former)
        self._place(fiche, then)
        return fiche

    def _before(self) -> dict[str, Json] | None:
        if self.record is None:
            return {**BLANK, PLACE: None}
        return self.snapshot.before(self.record, number_in(self.row.text("version")))

    def _name(self, column: str) -> str:
        return f"{self.record.action.pk if self.record else f'l{self.row.place.row}'}:{column}"

    def _cell(self, fiche: FicheChange, column: Column, now: Json, then: Json | None) -> None:
        given = self.row.cells[column.key]
        if not given.text.strip() and not given.broken and not self.row.text("id"):
            return  # a row without identifier says what it fills, and erases nothing
        try:
            found = compare_cell(column, given, now, then)
        except CellError as error:
            self.problems.append(problem(given, column.header, error))
            return
        if found is None:
            return

        def patch(value: Json) -> Json:
            return column.put(value, given.text)

        name, place = self._name(column.key), given.place
        fiche.changes.append(
            Change(
                name,
                place,
                column.section,
                column.header,
                found.before,
                found.after,
                patch,
                column.field,
                found.theirs,
            )
        )

    def _removal(self, fiche: FicheChange, then: dict[str, Json] | None) -> None:
        given = self.row.cells.get("remove")
        if given is None:
            return
        try:
            wanted = cells.read_flag(given.text)
        except CellError as error:
            self.problems.append(problem(given, "Supprimer", error))
            return
        if wanted and self.record is not None:
            same = then is not None and all(self.record.sections[key] == then[key] for key in SECTIONS)
            theirs = None if same else "modifiée depuis sur le site"
            fiche.removal = Change(
                self._name("remove"), given.place, "", "Supprimer", fiche.label, "supprimée",
                lambda value: value, theirs=theirs,
            )  # fmt: skip

    def _place(self, fiche: FicheChange, then: dict[str, Json] | None) -> None:
        lists = self.snapshot.lists
        depths = range(len(lists.level_names) - 1)
        given = {
            depth: self.row.cells[f"level{depth}"] for depth in depths if f"level{depth}" in self.row.cells
        }
        present = self._path(self.record.node_id if self.record else None)
        former = self._path(then[PLACE]) if then else None
        asked = [canonical(given[depth].text) if depth in given else present[depth] for depth in depths]
        if not given or asked in (present, former):
            return
        try:
            node = find_node(lists, asked)
        except PlaceError as error:
            where = given.get(error.depth) or next(iter(given.values()))
            self.problems.append(problem(where, lists.level_names[error.depth], error))
            return
        if self.record is not None and (node.pk if node else None) == self.record.node_id:
            return
        fiche.node = node
        theirs = None if present == former else _path_words(present)
        cell = next(iter(given.values()))
        fiche.moves = Change(
            self._name(PLACE), cell.place, PLACE, "Place dans le plan", _path_words(former or present),
            _path_words(asked), lambda value: value, theirs=theirs,
        )  # fmt: skip

    def _path(self, node_id: int | None) -> list[str]:
        lists = self.snapshot.lists
        names = [canonical(str(node)) for node in lists.trail(node_id)]
        return [*names, *[""] * (len(lists.level_names) - 1 - len(names))]


def _path_words(path: list[str]) -> str:
    return " › ".join(filter(None, path)) or "hors des niveaux du plan"


def same_fiche(snapshot: Snapshot, row: Row) -> Record | None:
    """The only fiche that a row without identifier can be: same title, and same reference when it has one."""
    title, ref = fold(row.text("title")), fold(row.text("ref"))
    found = [
        record
        for record in snapshot.records.values()
        if fold(record.action.title) == title and (not ref or fold(record.action.ref) == ref)
    ]
    return found[0] if title and len(found) == 1 else None
