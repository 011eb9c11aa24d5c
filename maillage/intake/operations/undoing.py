"""A whole import is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.operations import withdraw_import
from maillage.conventions.operations.differences import withdraw_update
from maillage.diagnosis.operations import withdraw_findings
from maillage.intake.enums import ImportState
from maillage.intake.errors import EditedSinceError, StateError
from maillage.intake.models import UNDO_DAYS
from maillage.intake.operations.locking import journal, lock
from maillage.intake.operations.territory import give_territory_back
from maillage.intake.permissions import require_import
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import


@transaction.atomic
def undo_import(*, import_: Import, edited: int = 0, by: User) -> Entry:
    """Take an accepted plan back out and bring back what it replaced, within thirty days.

    ``edited`` is how many fiches changed since the person agrees to lose: raises
    EditedSinceError with their number when there are more. An update of the plan in place is only
    taken back while what it changed did not change since (NotUndoableError).

    The entry's details say how many fiches went (« actions ») and how many of them had
    been changed since (« edited »). Raises StateError when it is too late or already done.
    """
    require_import(by, import_.convention)
    current = lock(import_, ImportState.ACCEPTED, refusal="Cet import n’est pas accepté, ou déjà annulé.")
    if not current.can_still_be_undone:
        raise StateError(f"Cet import a plus de {UNDO_DAYS}\u00a0jours\u00a0: il ne s’annule plus d’un coup.")
    convention = current.convention
    updated = current.before.get("update", False)
    take_back = withdraw_update if updated else withdraw_import
    withdrawn = take_back(convention=convention, batch=current.batch, by=by)
    if withdrawn.details.get("edited", 0) > edited:
        raise EditedSinceError(withdrawn.details["edited"])
    withdraw_findings(workspace=convention.workspace, batch=current.batch, by=by)
    give_territory_back(convention=convention, given=current.before.get("territory") or {}, by=by)
    current.state, current.undone_at = ImportState.UNDONE, timezone.now()
    current.version += 1
    current.save(update_fields=["state", "undone_at", "version"])
    accepted = (
        Entry.objects.filter(
            verb="import.accepted", subject_type="import", subject_id=current.pk, undone_by=None
        )
        .order_by("-pk")
        .first()
    )
    gone = withdrawn.details["added" if updated else "actions"]
    details = {"actions": gone, "edited": withdrawn.details.get("edited", 0)}
    details |= {"updated": True} if updated else {}
    return journal(
        "import.undone", current, by=by, before=ImportState.ACCEPTED, details=details, undoes=accepted
    )
