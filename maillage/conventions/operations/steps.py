"""One step of a fiche, from the fiche itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.common import check_living, locked_action, require
from maillage.conventions.permissions import can_edit_action
from maillage.conventions.sections import SECTIONS

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry


@transaction.atomic
def set_step_status(*, action: Action, key: str, status: str, by: User) -> Entry | None:
    """Give the step or substep that has ``key`` another state; None when it has it already.

    Only this step changes, whatever others wrote since the page was opened. Raises InvalidValueError
    when the step is gone or the state is none, TreeError when the fiche was deleted.
    """
    locked = locked_action(action.pk)
    require(can_edit_action(by, locked))
    check_living(locked)
    value = SECTIONS["steps"].read(locked)
    found = [row for step in value for row in (step, *step["substeps"]) if row["key"] == key]
    if not found or not status:
        raise InvalidValueError("Cette étape n’est plus dans la fiche. Rechargez la page.")
    found[0]["status"] = status
    return write_section(action=locked, section="steps", value=value, by=by)
