"""Writing a finding of the diagnosis with the actions that answer it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, ActionFinding
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import locked_actions, locked_convention, require
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections import SECTIONS
from maillage.diagnosis.operations import create_finding, update_finding

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.diagnosis.models import Finding
    from maillage.journal.models import Entry


@transaction.atomic
def save_finding(
    *,
    convention: Convention,
    finding: Finding | None = None,
    values: Mapping[str, Any],
    actions: Collection[int],
    shown: Collection[int] | None = None,
    version: int | None = None,
    by: User,
) -> tuple[Finding, Entry | None]:
    """Add a finding, or change one, and make ``actions`` (ids) those that answer it.

    ``shown``: those that answered it when the person began; what a colleague tied or untied since stays.
    The entry takes both back; None when nothing changed. Raises as :func:`create_finding` and
    :func:`update_finding`, InvalidValueError on an action that is not of the plan.
    """
    if finding is None:
        finding, entry = create_finding(workspace=convention.workspace, values=values, by=by)
        return finding, _tie(convention, finding, _Ties(set(actions), set()), [entry], by) or entry
    edited = update_finding(finding=finding, values=values, version=version, by=by)
    ties = _Ties(set(actions), None if shown is None else set(shown))
    return finding, _tie(convention, finding, ties, [edited] if edited else [], by) or edited


@dataclass(frozen=True, slots=True)
class _Ties:
    """The actions wanted, and those that the person saw tied (None: all that are)."""

    wanted: set[int]
    shown: set[int] | None

    def changed(self, tied: set[int]) -> set[int]:
        """Which ties turn, given those in place."""
        shown = tied if self.shown is None else self.shown
        return (self.wanted - shown - tied) | ((shown - self.wanted) & tied)


def _tie(
    convention: Convention, finding: Finding, ties: _Ties, also: Sequence[Entry], by: User
) -> Entry | None:
    """``also``: what was just written of the finding, taken back with the ties; None when no tie changes."""
    require(can_edit_plan(by, convention))
    locked = locked_convention(convention.pk)
    known = set(Action.objects.filter(convention=locked).values_list("pk", flat=True))
    if finding.workspace_id != locked.pk or ties.wanted - known:
        raise InvalidValueError("Cette action n’est plus dans le plan.", "actions")
    tied = ActionFinding.objects.filter(convention=locked, finding=finding, action__in=known)
    changed = ties.changed(set(tied.values_list("action_id", flat=True)))
    edits = [_turned(action, finding) for action in locked_actions(changed, locked, rows=True).values()]
    if not edits:
        return None
    return apply_edits(convention=locked, edits=edits, batch=uuid.uuid4(), also=also, by=by)


def _turned(action: Action, finding: Finding) -> FicheEdit:
    """The edit that ties an action to a finding, or unties it."""
    value = SECTIONS["links"].read(action)
    findings = {*value["findings"]} ^ {finding.pk}
    return FicheEdit(action=action, sections={"links": {**value, "findings": [*findings]}})
