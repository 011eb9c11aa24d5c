"""An import is put aside, or taken up again."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.intake.enums import ImportState
from maillage.intake.operations.locking import journal, lock
from maillage.intake.permissions import require_import

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.journal.models import Entry


@transaction.atomic
def drop(*, import_: Import, by: User) -> Entry:
    """Put aside an import that is not wanted; everything is kept so that it can be taken up again."""
    require_import(by, import_.convention)
    current = lock(
        import_,
        ImportState.WAITING,
        ImportState.READING,
        ImportState.READY,
        refusal="Cet import ne peut plus être écarté.",
    )
    before, current.state = current.state, ImportState.DROPPED
    current.version += 1
    current.save(update_fields=["state", "version"])
    return journal("import.dropped", current, by=by, before=before)


@transaction.atomic
def recall(*, import_: Import, by: User) -> Import:
    """Take up an import that was put aside or undone: to review if it had been read, else to be read."""
    require_import(by, import_.convention)
    current = lock(
        import_, ImportState.DROPPED, ImportState.UNDONE, refusal="Cet import n’est ni écarté ni annulé."
    )
    before = current.state
    current.state = ImportState.READY if current.document is not None else ImportState.WAITING
    # What a second acceptance writes is told apart from what the first one wrote.
    current.batch = uuid.uuid4()
    current.version += 1
    current.save(update_fields=["state", "batch", "version"])
    journal("import.recalled", current, by=by, before=before)
    return current
