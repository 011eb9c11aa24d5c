"""A later version of a document is accepted: only the differences that a person ticked, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.operations.batches import FicheEdit
from maillage.conventions.operations.differences import NewNode, NodeName, PlanUpdate, update_plan
from maillage.intake.enums import ImportState
from maillage.intake.errors import StateError
from maillage.intake.matching.plans import ADDED, CHANGED, MOVED, REMOVED, RENAMED
from maillage.intake.operations.diagnosis import adopt_diagnosis
from maillage.intake.operations.locking import journal, lock
from maillage.intake.permissions import require_import
from maillage.intake.proposal.draft import origins_of
from maillage.intake.selectors.differences import Differences, differences_of
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.accounts.models import User
    from maillage.intake.matching.plans import Difference
    from maillage.intake.models import Import
    from maillage.journal.models import Entry


@transaction.atomic
def accept_differences(*, import_: Import, seen: str, wanted: Collection[str], by: User) -> Entry:
    """Write the differences whose keys are ``wanted``; the plan keeps everything else.

    ``seen`` is the digest of the differences that were on screen: raises StaleVersionError when the
    plan or the review changed since, StateError when the import is not to review or nothing is
    wanted. Returns the « import.accepted » entry.
    """
    require_import(by, import_.convention)
    current = lock(import_, ImportState.READY, refusal="Cet import a déjà été accepté ou écarté.")
    differences = differences_of(current, by)
    if differences.digest != seen:
        raise StaleVersionError(current.version)
    kept = [each for each in differences.comparison.differences if each.key in set(wanted)]
    plan = update_plan(
        convention=current.convention,
        update=_Writer(differences, current.name, current.pk).update(kept),
        batch=current.batch,
        details={"import": current.pk, "document": current.name},
        by=by,
    )
    if plan is None:
        raise StateError("Cochez au moins un changement à appliquer.")
    return _close(current, plan, differences, by)


def _close(current: Import, plan: Entry, differences: Differences, by: User) -> Entry:
    counts = {name: plan.details[name] for name in ("added", "changed", "removed")}
    opened = differences.proposal.open_questions
    current.state = ImportState.ACCEPTED
    current.accepted_by, current.accepted_at = by, timezone.now()
    current.before = {"plan_entry": plan.pk, "territory": {}, "update": True}
    findings = adopt_diagnosis(import_=current, by=by)
    told = {**counts, "written": counts["added"], "open": 0, "findings": findings}
    current.summary = {**current.summary, **told}
    current.version += 1
    current.save(update_fields=["state", "accepted_by", "accepted_at", "before", "summary", "version"])
    details = {**counts, "actions": counts["added"], "open_doubts": len(opened), "replaced": False}
    return journal("import.accepted", current, by=by, before=ImportState.READY, details=details)


class _Writer:
    """Turns differences into what happens to the plan."""

    def __init__(self, differences: Differences, document: str, source: int) -> None:
        self._differences = differences
        self._origins = origins_of(differences.proposal, document, source)
        self._fiches = {fiche.key: fiche for fiche in differences.document.fiches}
        self._new: dict[str, NewNode] = {}

    def update(self, kept: Iterable[Difference]) -> PlanUpdate:
        """All of them; several differences of one fiche are one edit."""
        edits: dict[str, tuple[FicheEdit, str | int | None]] = {}
        names = []
        for each in kept:
            if each.kind == ADDED:
                edits[f"new {each.new}"] = self._added(each)
            elif each.kind == RENAMED:
                names.append(NodeName(int(each.here), each.after["title"], each.after["ref"]))
            else:
                edit, place = edits.get(each.here) or (self._edit(each), None)
                edits[each.here] = self._changed(each, edit, place)
        return PlanUpdate(list(edits.values()), list(self._new.values()), names)

    def _edit(self, each: Difference) -> FicheEdit:
        action = self._differences.actions[each.here]
        return FicheEdit(action=action, version=action.version)

    def _changed(
        self, each: Difference, edit: FicheEdit, place: str | int | None
    ) -> tuple[FicheEdit, str | int | None]:
        if each.kind == CHANGED:
            edit.sections[each.section] = each.after
        elif each.kind == MOVED:
            edit.moves, place = True, self._place(each.after)
        elif each.kind == REMOVED:
            edit.deletes = True
        return edit, place

    def _added(self, each: Difference) -> tuple[FicheEdit, str | int | None]:
        fiche = self._fiches[each.new]
        sections: dict[str, Any] = {key: value for key, value in fiche.values.items() if value}
        edit = FicheEdit(sections=sections, origin=self._origins.get(each.new, {}))
        return edit, self._place(fiche.branch)

    def _place(self, branch: str) -> str | int | None:
        """The level of a branch of the document: the one here, or a new one with those above it."""
        here = self._differences.comparison.branches.get(branch)
        if here is not None:
            return int(here)
        if not branch:
            return None
        above = self._differences.proposal.above(branch)
        under = self._place(above[-2].key) if len(above) > 1 else None
        named = next(each for each in self._differences.document.branches if each.key == branch)
        self._new.setdefault(branch, NewNode(branch, named.title, named.ref, under))
        return branch
