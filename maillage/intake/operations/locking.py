"""An import taken for writing, and what the journal is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.intake.enums import ImportState
from maillage.intake.errors import StateError
from maillage.intake.models import Import
from maillage.journal.operations import Fact, Subject, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.journal.models import Entry


def lock(import_: Import, *states: ImportState, refusal: str) -> Import:
    """The import as it is now, locked until the end of the transaction.

    Raises StateError with ``refusal`` unless it is in one of ``states``.
    """
    current = Import.objects.select_for_update(of=("self",)).select_related("convention").get(pk=import_.pk)
    if current.state not in states:
        raise StateError(refusal)
    return current


def journal(
    verb: str,
    import_: Import,
    *,
    by: User | None,
    before: str | None = None,
    details: Mapping[str, Any] | None = None,
    undoes: Entry | None = None,
) -> Entry:
    """Record one moment of an import; ``before`` is its former state."""
    fact = Fact(
        verb=verb,
        subject=Subject("import", import_.pk, import_.name),
        convention_id=import_.convention_id,
        changes={"import": (ImportState(before).label if before else "", ImportState(import_.state).label)},
        details=details or {},
    )
    return record(fact, by=by, undoes=undoes)
