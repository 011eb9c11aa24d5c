"""A returned file against the plan as it is now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.workbook.differences import compare, tally
from maillage.conventions.workbook.edits import edits_of
from maillage.conventions.workbook.layout import sheets_of
from maillage.conventions.workbook.snapshot import Snapshot, take_snapshot
from maillage.conventions.workbook.tables import Grid, recognise
from maillage.intake.workbook.reading import is_xlsx, read_grids, stamp_of
from maillage.publishing.renderers.xlsx.marking import Mark, mark_problems, mark_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.operations import FicheEdit
    from maillage.conventions.workbook.changes import Differences

_ELSEWHERE = (
    "Ce classeur vient d’une autre convention : ses fiches ne sont pas d’ici. "
    "Téléchargez celui de cette convention pour la modifier."
)
_NOTHING = "Aucune feuille n’a de colonne connue. Gardez la ligne d’en-têtes du classeur téléchargé."


@dataclass
class Returned:
    """What a file says: its cells, the plan, and their differences."""

    data: bytes
    grids: list[Grid]
    snapshot: Snapshot
    differences: Differences

    @property
    def tally(self) -> str:
        """« 12 fiches modifiées, 3 ajoutées… »."""
        return tally(self.differences)

    @property
    def seen(self) -> str:
        """A mark of these very differences: another one means that the plan moved since."""
        said = [
            (fiche.label, [(change.name, change.before, change.after, change.theirs) for change in fiche.all])
            for fiche in self.differences.fiches
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:24]

    def edits(self, chosen: Collection[str] = ()) -> list[FicheEdit]:
        """What is to be written: what is right, and of the conflicts those that are chosen."""
        return edits_of(self.differences, self.snapshot, chosen)

    def marked(self) -> bytes:
        """A copy of the file as XLSX, with the cells to correct marked."""
        marks = [
            Mark(
                sheet=one.place.sheet,
                row=one.place.row,
                column=one.place.column,
                header=one.column,
                value=one.value,
                reason=one.reason,
                advice=one.advice,
            )
            for one in self.differences.problems
        ]
        if is_xlsx(self.data):
            return mark_problems(self.data, marks)
        return mark_rows([(grid.name, grid.rows) for grid in self.grids], marks)


def read_returned(*, convention: Convention, data: bytes, name: str, by: User) -> Returned:
    """Open a file and compare it. Raises UnreadableFileError with a French sentence."""
    grids = read_grids(data, name)
    stamped, made = stamp_of(data)
    snapshot = take_snapshot(convention, by)
    snapshot.since = made
    sheets = sheets_of(snapshot.lists, convention, snapshot.followed)
    tables = [table for grid in grids if (table := recognise(grid, sheets))]
    differences = compare(tables, snapshot, by)
    if not tables:
        differences.notes.append(_NOTHING)
    if stamped not in {None, convention.pk}:
        differences.notes.insert(0, _ELSEWHERE)
    return Returned(data, grids, snapshot, differences)
