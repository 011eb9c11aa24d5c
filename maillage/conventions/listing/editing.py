"""One cell of a list read and written, under the rights and the locks of its section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.listing.changes import CELLS, Cell
from maillage.conventions.operations.actions import save_section
from maillage.conventions.sections import SECTIONS
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry


def read_cell(action: Action, cell: Cell) -> list[str]:
    """What a person types again to leave the cell as it is."""
    return cell.read(SECTIONS[cell.section].read(action))


def save_cell(*, action: Action, key: str, typed: list[str], seen: list[str], by: User) -> Entry | None:
    """Write one cell of ``action``; None when nothing changed.

    ``seen`` is what the cell held when the person opened it: when it holds something else by now,
    StaleVersionError is raised and nothing is written. Raises InvalidValueError on a bad value. A change
    elsewhere on the fiche does not stand in the way.
    """
    cell = CELLS[key]
    value = SECTIONS[cell.section].read(action)
    if cell.read(value) != seen:
        raise StaleVersionError(action.version)
    return save_section(
        action=action, section=cell.section, value=cell.put(value, typed), version=action.version, by=by
    )
