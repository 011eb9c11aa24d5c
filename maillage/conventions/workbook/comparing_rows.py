"""A row of steps, indicators or people compared with the rows of its fiche."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.workbook import cells
from maillage.conventions.workbook.cells import CellError, excerpt
from maillage.conventions.workbook.changes import Change, FicheChange, Problem
from maillage.conventions.workbook.comparing import compare_cell, problem
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.sections import Json
    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.rows import RowSheet
    from maillage.conventions.workbook.tables import Given, Row

    Patch = Callable[[list[Json]], list[Json]]

_NEW = "new:"
_BOTH = "la feuille Actions change aussi ces noms"


@dataclass
class FicheRows:
    """The rows of one sheet for one fiche, in the order of the workbook."""

    sheet: RowSheet
    title: str
    fiche: FicheChange
    now: Json
    then: Json | None
    problems: list[Problem]
    last: str = ""
    present: dict[str, Json] = field(init=False)
    former: dict[str, Json] | None = field(init=False)

    def __post_init__(self) -> None:
        self.present = self._by_key(self.now)
        self.former = None if self.then is None else self._by_key(self.then)

    def _by_key(self, value: Json) -> dict[str, Json]:
        return {row["key"]: row for row in self.sheet.flatten(value)}

    def read(self, row: Row, columns: dict[int, Column]) -> None:
        """Take one row in."""
        key = row.text("key") or self._same(row)
        if not key:
            self._add(row, columns)
            return
        self.last = key
        if key not in self.present:
            self._gone(row, key, columns)
        elif self._wants_removal(row):
            self._remove(row, key)
        else:
            self._change(row, key, columns)

    def _same(self, row: Row) -> str:
        """The key of the only row that says the same: such a row was already added."""
        said = fold(row.text(self.sheet.main))
        same = [key for key, one in self.present.items() if fold(one[self.sheet.main]) == said]
        return same[0] if said and len(same) == 1 else ""

    def _wants_removal(self, row: Row) -> bool:
        given = row.cells.get("remove")
        try:
            return given is not None and cells.read_flag(given.text)
        except CellError as error:
            self.problems.append(problem(given, "Supprimer", error))  # type: ignore[arg-type]  # it has a cell
            return False

    def _gone(self, row: Row, key: str, columns: dict[int, Column]) -> None:
        before = (self.former or {}).get(key)
        if before is not None and not self._differs(row, before, columns):
            return
        reason = (
            "cette ligne a été supprimée sur le site" if before else "cette ligne n’est pas de cette fiche"
        )
        given = row.cells.get("key") or next(iter(row.cells.values()))
        advice = "Videz la case Ligne pour l’ajouter de nouveau, ou effacez la ligne."
        self.problems.append(Problem(given.place, "Ligne", excerpt(given.text), reason, advice))

    def _differs(self, row: Row, before: Json, columns: dict[int, Column]) -> bool:
        own = [column for column in columns.values() if column.section]
        return any(cells.canonical(row.cells[one.key].text) != one.text(before) for one in own)

    def _remove(self, row: Row, key: str) -> None:
        now = self.present[key]
        same = self.former is not None and self.former.get(key) == now
        said = cells.canonical(str(now[self.sheet.main]))
        self._record(
            row.cells["remove"], key, "Supprimer", (said, "supprimée"), None if same else said,
            lambda rows: [one for one in rows if one["key"] != key],
        )  # fmt: skip

    def _change(self, row: Row, key: str, columns: dict[int, Column]) -> None:
        then = None if self.former is None else self.former.get(key, self.present[key])
        for column in columns.values():
            given = row.cells[column.key]
            if not column.section or (not row.text("key") and _is_blank(given)):
                continue
            try:
                found = compare_cell(column, given, self.present[key], then)
            except CellError as error:
                self.problems.append(problem(given, column.header, error))
                continue
            if found is not None:
                words = (found.before, found.after)
                self._record(given, key, column.header, words, found.theirs, _put(key, column, given))

    def _add(self, row: Row, columns: dict[int, Column]) -> None:
        value = {**self.sheet.blank, "key": f"{_NEW}{row.place.row}"}
        before = len(self.problems)
        for column in sorted(columns.values(), key=lambda one: one.key not in {"level", "role"}):
            given = row.cells[column.key]
            if column.section and not _is_blank(given):
                try:
                    found = compare_cell(column, given, value, value)
                except CellError as error:
                    self.problems.append(problem(given, column.header, error))
                else:
                    value = found.value if found else value
        main = row.cells.get(self.sheet.main)
        if not str(value[self.sheet.main]).strip() and before == len(self.problems):
            place = main.place if main else row.place
            self.problems.append(Problem(place, self.title, "", "cette ligne ne dit rien", "Remplissez-la."))
        if before < len(self.problems):
            return
        after, self.last = self.last, value["key"]

        def insert(rows: list[Json]) -> list[Json]:
            at = next((i + 1 for i, one in enumerate(rows) if one["key"] == after), len(rows))
            return [*rows[:at], value, *rows[at:]]

        said = cells.canonical(str(value[self.sheet.main]))
        self._record(
            main or next(iter(row.cells.values())), value["key"], "ligne ajoutée", ("", said), None, insert
        )

    def _record(
        self, given: Given, key: str, label: str, words: tuple[str, str], theirs: str | None, patch: Patch
    ) -> None:
        if self._also_in_actions():
            advice = "Changez-les dans une seule des deux feuilles."
            self.problems.append(Problem(given.place, label, excerpt(given.text), _BOTH, advice))
            return

        def whole(value: Json) -> Json:
            return self.sheet.build(value, patch(self.sheet.flatten(value)))

        pk = self.fiche.action.pk if self.fiche.action else f"l{self.fiche.place.row}"
        name = f"{pk}:{self.sheet.section}:{key}:{given.place.column}"
        heading = f"{self.title}, {label[0].lower()}{label[1:]}"
        self.fiche.changes.append(
            Change(name, given.place, self.sheet.section, heading, *words, whole, theirs=theirs)
        )

    def _also_in_actions(self) -> bool:
        """Whether the names of people are changed by the sheet of actions already."""
        return any(
            change.section == self.sheet.section and change.label in {"Pilotes", "Partenaires"}
            for change in self.fiche.changes
        )


def _is_blank(given: Given) -> bool:
    """Without its key a row says what it fills, and erases nothing."""
    return not given.text.strip() and not given.broken


def _put(key: str, column: Column, given: Given) -> Patch:
    def patch(rows: list[Json]) -> list[Json]:
        return [column.put(one, given.text) if one["key"] == key else one for one in rows]

    return patch
