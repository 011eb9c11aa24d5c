"""Taking back many edits of fiches at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.errors import NotUndoableError
from maillage.conventions.operations.common import locked_actions, locked_convention, require
from maillage.conventions.operations.section_writes import SectionWrite, write_sections
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry

CHANGED_SINCE = "Cela a changé depuis : regardez l’historique, puis corrigez à la main."
EDITED = "action.updated"


def section_of(entry: Entry) -> tuple[int, str]:
    """The fiche and the section that an « action.updated » entry changed."""
    [section] = entry.changes
    return entry.subject_id, section


def unedit_all(entries: Sequence[Entry], by: User) -> list[Entry]:
    """Take back « action.updated » entries, each of another section, in a constant number of queries.

    Raises NotUndoableError, naming the fiche, when one of them changed since; nothing is then written.
    """
    if not entries:
        return []
    convention = locked_convention(entries[0].convention_id or 0)
    actions = locked_actions({entry.subject_id for entry in entries}, convention, rows=True)
    if not can_edit_plan(by, convention):
        for action in actions.values():
            require(can_edit_action(by, action))
    writes = [_write(entry, actions[entry.subject_id]) for entry in entries]
    done = []
    for entry, one in zip(entries, write_sections(writes=writes, by=by), strict=True):
        if one is None:
            raise refused(entry, CHANGED_SINCE)
        done.append(one)
    return done


def refused(entry: Entry, why: str) -> NotUndoableError:
    """What is said of the member of a batch that cannot be taken back."""
    return NotUndoableError(f"{entry.subject_label} : {why} Rien n’est annulé.")


def _write(entry: Entry, action: Action) -> SectionWrite:
    [(section, (before, after))] = entry.changes.items()
    part = SECTIONS[section]
    if action.deleted_at is not None or part.said(part.read(action)) != part.said(after):
        raise refused(entry, CHANGED_SINCE)
    return SectionWrite(action, section, before, undoes=entry)
