"""The sheets of the workbook of a convention, in their order. Their names never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.workbook import figures, rows
from maillage.conventions.workbook.actions import action_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.followed import Followed
    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.lists import Lists
    from maillage.conventions.workbook.rows import RowSheet

README, ACTIONS, LISTS, PROBLEMS = "Lisez-moi", "Actions", "Listes", "Problèmes"
STAMP = "MaillageConvention"
"""The property of the file that says which convention it came from."""
STAMP_MOMENT = "MaillageExport"
"""The one that says when."""
STAMP_LABEL = "Classeur Maillage, convention n°"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns, and for a sheet of rows how a section is those rows.

    ``followed``: the indicators whose values a sheet of values holds.
    """

    name: str
    columns: tuple[Column, ...]
    of_rows: RowSheet | None = None
    followed: Sequence[Followed] | None = None

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


def sheets_of(
    lists: Lists, convention: Convention | None = None, followed: Sequence[Followed] = ()
) -> tuple[Sheet, ...]:
    """« Actions », then the sheets of rows that the convention does not hide, then the values.

    There are values where there are ``followed`` indicators to have some.
    """
    of_rows = (
        ("Étapes", rows.steps()),
        ("Indicateurs", rows.indicators(lists)),
        ("Personnes", rows.people(lists)),
    )
    shown = [Sheet(name, each.columns, each) for name, each in of_rows if each.section not in lists.hidden]
    whole = (Sheet(ACTIONS, action_columns(lists)), *shown)
    if convention is None or not followed or "indicators" in lists.hidden:
        return whole
    return (*whole, Sheet(figures.NAME, figures.columns_of(followed, convention), followed=followed))
