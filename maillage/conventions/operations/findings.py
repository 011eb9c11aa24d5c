"""Saying from the diagnosis which actions answer a finding."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import require
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections import SECTIONS
from maillage.conventions.selectors.findings import actions_to_tie

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.diagnosis.models import Finding
    from maillage.journal.models import Entry


@transaction.atomic
def set_answers(
    *, convention: Convention, finding: Finding, actions: Collection[int], by: User
) -> Entry | None:
    """Make ``actions`` (ids) those that answer ``finding``, in one change that is taken back at once.

    None when nothing changed. Raises InvalidValueError on an action that is not of the plan.
    """
    require(can_edit_plan(by, convention))
    every = actions_to_tie(convention, by)
    if finding.workspace_id != convention.pk or set(actions) - {action.pk for action in every}:
        raise InvalidValueError("Cette action n’est plus dans le plan.", "actions")
    edits = []
    for action in every:
        value = SECTIONS["links"].read(action)
        if (finding.pk in value["findings"]) != (action.pk in actions):
            findings = {*value["findings"]} ^ {finding.pk}
            edits.append(FicheEdit(action=action, sections={"links": {**value, "findings": [*findings]}}))
    return apply_edits(convention=convention, edits=edits, batch=uuid.uuid4(), by=by)
