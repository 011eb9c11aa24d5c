"""The plan is accepted: everything is written in one transaction, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.operations import import_plan
from maillage.intake.enums import ImportState
from maillage.intake.errors import StateError
from maillage.intake.operations.diagnosis import adopt_diagnosis
from maillage.intake.operations.locking import journal, lock
from maillage.intake.operations.territory import adopt_territory
from maillage.intake.permissions import require_import
from maillage.intake.proposal import draft_of, propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.links import linked
from maillage.intake.selectors.links import known_to
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.journal.models import Entry


@transaction.atomic
def accept(*, import_: Import, version: int, replace: bool = False, by: User) -> Entry:
    """Write what was kept as the convention's plan, beside the one in place or instead of it.

    ``version`` is the import's on the page that the person accepted: raises
    StaleVersionError when a decision was taken since, StateError when the import is not
    to review or when nothing of it is kept. Returns the « import.accepted » entry.
    """
    require_import(by, import_.convention)
    current = lock(import_, ImportState.READY, refusal="Cet import a déjà été accepté ou écarté.")
    if current.version != version:
        raise StaleVersionError(current.version)
    decisions = Decisions(current.decisions)
    proposal = propose(current.document or {}, decisions)
    linked(proposal, known_to(by, current.convention), decisions)
    draft = draft_of(proposal, current.name, current.pk)
    draft.fits_fiche, draft.finds = True, bool((current.document or {}).get("diagnosis"))
    if not draft.nodes and not draft.actions:
        raise StateError("Rien n’est gardé dans ce plan. Remettez au moins un axe ou une action.")
    convention = current.convention
    opened = proposal.open_questions
    given = adopt_territory(convention=convention, name=proposal.territory, by=by)
    plan = import_plan(
        convention=convention,
        draft=draft,
        batch=current.batch,
        by=by,
        replace=replace,
        details={"import": current.pk, "document": current.name},
    )
    findings = adopt_diagnosis(import_=current, by=by)
    current.state = ImportState.ACCEPTED
    current.accepted_by, current.accepted_at = by, timezone.now()
    current.before = {"plan_entry": plan.pk, "territory": given}
    written = proposal.kept_fiches()
    current.summary = {
        **current.summary,
        "written": written,
        "open": sum(bool(question.fiche) for question in opened),
        "findings": findings,
        "shaped": "section_order" in plan.changes,
    }
    current.version += 1
    current.save(update_fields=["state", "accepted_by", "accepted_at", "before", "summary", "version"])
    details = {"actions": written, "open_doubts": len(opened), "replaced": replace}
    return journal("import.accepted", current, by=by, before=ImportState.READY, details=details)
