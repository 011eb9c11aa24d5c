"""Bringing a fiche back to an earlier state: one section of it, or all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.common import (
    action_fact,
    check_living,
    locked_action,
    locked_convention,
    require,
)
from maillage.conventions.permissions import can_edit_action
from maillage.conventions.selectors.states import differing, left_since, values_after, values_now
from maillage.journal.operations import record

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Restored:
    """``entry`` takes it all back, None when nothing changed.

    ``refused``: sections that could not come back, because they point at what is gone.
    """

    entry: Entry | None
    refused: list[str]


@transaction.atomic
def restore_state(
    *, action: Action, entry: Entry, sections: Collection[str] | None = None, by: User
) -> Restored:
    """Put the fiche back as it was once ``entry`` was written; only ``sections`` of it when given.

    An indicator that comes back has the values that left with it.
    Raises TreeError when the fiche was deleted, InvalidValueError when ``entry`` is not of it.
    """
    locked_convention(action.convention_id)
    locked = locked_action(action.pk)
    require(can_edit_action(by, locked))
    check_living(locked)
    if (entry.subject_type, entry.subject_id) != ("action", locked.pk):
        raise InvalidValueError("Cet état n’est pas de cette fiche.")
    then = values_after(locked, entry)
    wanted = [key for key in differing(values_now(locked), then) if sections is None or key in sections]
    left = left_since(locked, entry)
    written: list[Entry] = []
    refused: list[str] = []
    for key in wanted:
        try:
            one = write_section(
                action=locked, section=key, value=then[key], by=by, trusted=True, left=left.get(key)
            )
        except InvalidValueError:
            refused.append(key)
        else:
            written += [one] if one else []
    action.refresh_from_db()
    return Restored(_told(locked, entry, written, by), refused)


def _told(action: Action, entry: Entry, written: list[Entry], by: User) -> Entry | None:
    """The entry that takes the whole change back; a section alone is taken back by its own."""
    if len(written) < 2:
        return written[0] if written else None
    details = {"entries": [one.pk for one in written], "to": entry.pk, "at": entry.at.isoformat()}
    return record(action_fact(action, "reverted", details=details), by=by)
