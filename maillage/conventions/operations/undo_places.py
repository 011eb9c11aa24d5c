"""Taking back moves, deletions and returns of fiches, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from maillage.conventions.operations.common import locked_actions, locked_convention, require
from maillage.conventions.operations.placing import (
    Move,
    Places,
    delete_actions,
    restore_actions,
)
from maillage.conventions.operations.undo_sections import CHANGED_SINCE, refused
from maillage.conventions.permissions import can_edit_plan
from maillage.journal.models import Entry
from maillage.journal.operations import record_many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention

MOVED = "action.moved"


def _subjects(entries: Sequence[Entry], by: User) -> tuple[Convention, dict[int, Action]]:
    convention = locked_convention(entries[0].convention_id or 0)
    require(can_edit_plan(by, convention))
    return convention, locked_actions({entry.subject_id for entry in entries}, convention)


def unmove_all(entries: Sequence[Entry], by: User) -> list[Entry]:
    """Take « action.moved » entries of one plan back, in their order.

    The place of an action may have changed because others moved around it; not because it moved itself.
    Raises NotUndoableError, naming the fiche; nothing is then written.
    """
    convention, actions = _subjects(entries, by)
    former = {entry.changes["place"][0]["node"] for entry in entries}
    places = Places(convention, actions.values(), former)
    latest = _latest_moves(entries)
    facts = []
    for entry in entries:
        action, (before, after) = actions[entry.subject_id], entry.changes["place"]
        still = action.deleted_at is None and action.node_id == after["node"]
        alone = still and latest[action.pk] == entry.pk
        known = before["node"] is None or before["node"] in places.nodes
        if not (still and known and (alone or places.place(action)["position"] == after["position"])):
            raise refused(entry, CHANGED_SINCE)
        fact = places.move(Move(action, before["node"], before["position"]))
        if fact is None:
            raise refused(entry, CHANGED_SINCE)
        facts.append(fact)
    places.save()
    return record_many(facts, by=by, undoes=entries)


def _latest_moves(entries: Sequence[Entry]) -> dict[int, int]:
    """The last move of each action."""
    moves = Entry.objects.filter(
        subject_type="action", subject_id__in={entry.subject_id for entry in entries}, verb=MOVED
    )
    return dict(moves.order_by().values_list("subject_id").annotate(last=Max("pk")))


def undelete_all(entries: Sequence[Entry], by: User) -> list[Entry]:
    """Bring back what « action.deleted » entries took out. Raises as above, and TreeError."""
    _, actions = _subjects(entries, by)
    for entry in entries:
        if actions[entry.subject_id].deleted_at is None:
            raise refused(entry, CHANGED_SINCE)
    return restore_actions(pairs=[(actions[entry.subject_id], entry) for entry in entries], by=by)


def redelete_all(entries: Sequence[Entry], by: User) -> list[Entry]:
    """Take out again what « action.restored » entries brought back, if nothing was written there since."""
    _, actions = _subjects(entries, by)
    for entry in entries:
        action = actions[entry.subject_id]
        if action.deleted_at is not None or action.version != entry.details.get("version"):
            raise refused(entry, CHANGED_SINCE)
    return delete_actions(pairs=[(actions[entry.subject_id], entry) for entry in entries], by=by)


TOGETHER: dict[str, Callable[[Sequence[Entry], User], list[Entry]]] = {
    MOVED: unmove_all,
    "action.deleted": undelete_all,
    "action.restored": redelete_all,
}
"""How many entries of one verb are taken back at once."""
