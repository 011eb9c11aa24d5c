"""Taking back what was written on a finding of the diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.errors import NotUndoableError
from maillage.diagnosis.operations import (
    FIELDS,
    delete_finding,
    locked_finding,
    restore_finding,
    update_finding,
)

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.diagnosis.models import Finding
    from maillage.journal.models import Entry

CHANGED = "Ce constat a changé depuis : corrigez-le à la main."


def _finding(entry: Entry, *, living: bool) -> Finding:
    finding = locked_finding(entry.subject_id)
    if (finding.deleted_at is None) != living:
        raise NotUndoableError(CHANGED)
    return finding


def unedit(entry: Entry, by: User) -> Entry | None:
    """Put back what an edit changed, if it is still as the edit left it."""
    finding = _finding(entry, living=True)
    values = {name: getattr(finding, name) for name in FIELDS}
    for name, (before, after) in entry.changes.items():
        if values[name] != after:
            raise NotUndoableError(CHANGED)
        values[name] = before
    return update_finding(finding=finding, values=values, version=None, by=by, undoes=entry)


def remove(entry: Entry, by: User) -> Entry:
    """Take out what was added or brought back."""
    return delete_finding(finding=_finding(entry, living=True), by=by, undoes=entry)


def bring_back(entry: Entry, by: User) -> Entry:
    """Bring back what was taken out."""
    return restore_finding(finding=_finding(entry, living=False), by=by, undoes=entry)
