"""Taking one journal entry back: an edit, a creation, a move, a deletion.

The undo is itself an entry, so it can be taken back in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from maillage.conventions.enums import ProposalState
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Action, Node, Proposal
from maillage.conventions.operations import (
    campaigns,
    comments,
    communes,
    documents,
    findings_undo,
    latecomers,
    undo_places,
)
from maillage.conventions.operations.actions import (
    delete_action,
    move_action,
    restore_action,
    save_section,
)
from maillage.conventions.operations.breakdowns import unsave_breakdown
from maillage.conventions.operations.common import (
    action_fact,
    convention_fact,
    locked_action,
    locked_convention,
    locked_node,
    place_of,
    require,
)
from maillage.conventions.operations.conventions import update_convention
from maillage.conventions.operations.figures import unset_values
from maillage.conventions.operations.means import undo_means
from maillage.conventions.operations.nodes import below, delete_node, move_node, restore_node, update_node
from maillage.conventions.operations.undo_sections import (
    CHANGED_SINCE,
    EDITED,
    refused,
    section_of,
    unedit_all,
)
from maillage.conventions.operations.views import take_back
from maillage.conventions.permissions import can_undo
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from maillage.journal.operations import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from maillage.accounts.models import User


@transaction.atomic
def undo(*, entry: Entry, by: User) -> Entry:
    """Take ``entry`` back and return the entry that says so.

    Raises NotUndoableError when it was already taken back, when something later
    changed the same thing, or when it is of a kind that cannot be. Undos of a convention
    take turns, and what is undone is locked before it is compared with the entry.
    """
    require(can_undo(by, entry))
    take_back = _BY_VERB.get(entry.verb)
    if take_back is None:
        raise NotUndoableError("Cette écriture ne s’annule pas d’ici.")
    locked_convention(entry.convention_id or 0)
    if Entry.objects.filter(undoes=entry).exists():
        raise NotUndoableError("C’est déjà annulé.")
    result = take_back(entry, by)
    if result is None:
        raise NotUndoableError(CHANGED_SINCE)
    return result


def _action(entry: Entry) -> Action:
    return locked_action(entry.subject_id)


def _node(entry: Entry) -> Node:
    return locked_node(entry.subject_id)


def _still(condition: bool) -> None:
    if not condition:
        raise NotUndoableError(CHANGED_SINCE)


def _unedit_action(entry: Entry, by: User) -> Entry | None:
    action = _action(entry)
    [(section, (before, after))] = entry.changes.items()
    part = SECTIONS[section]
    _still(action.deleted_at is None and part.said(part.read(action)) == part.said(after))
    return save_section(action=action, section=section, value=before, version=None, by=by, undoes=entry)


def _uncreate_action(entry: Entry, by: User) -> Entry:
    action = _action(entry)
    _still(action.deleted_at is None and action.version == 1)
    return delete_action(action=action, by=by, undoes=entry)


def _undelete_action(entry: Entry, by: User) -> Entry:
    action = _action(entry)
    _still(action.deleted_at is not None)
    return restore_action(action=action, by=by, undoes=entry)


def _redelete_action(entry: Entry, by: User) -> Entry:
    action = _action(entry)
    _still(action.deleted_at is None and action.version == entry.details.get("version"))
    return delete_action(action=action, by=by, undoes=entry)


def _moved_again(entry: Entry) -> bool:
    same = {"subject_type": entry.subject_type, "subject_id": entry.subject_id, "verb": entry.verb}
    return Entry.objects.filter(pk__gt=entry.pk, **same).exists()


def _former_parent(
    entry: Entry, row: Action | Node, parent: Node | None, siblings: Sequence[Action] | Sequence[Node]
) -> tuple[Node | None, int]:
    """Where a moved row came from.

    Its place may have changed because others moved around it; not because it moved itself.
    """
    before, after = entry.changes["place"]
    _still(row.deleted_at is None and (parent.pk if parent else None) == after["node"])
    _still(place_of(row, parent, siblings)["position"] == after["position"] or not _moved_again(entry))
    parent = Node.objects.filter(pk=before["node"], convention_id=entry.convention_id).first()
    _still(before["node"] is None or parent is not None)
    return parent, before["position"]


def _unmove_action(entry: Entry, by: User) -> Entry | None:
    action = _action(entry)
    siblings = list(Action.objects.filter(convention=action.convention, node=action.node))
    node, position = _former_parent(entry, action, action.node, siblings)
    return move_action(action=action, node=node, position=position, by=by, undoes=entry)


def _unmove_node(entry: Entry, by: User) -> Entry | None:
    node = _node(entry)
    siblings = list(Node.objects.filter(convention=node.convention, parent=node.parent))
    parent, position = _former_parent(entry, node, node.parent, siblings)
    return move_node(node=node, parent=parent, position=position, by=by, undoes=entry)


def _unedit_node(entry: Entry, by: User) -> Entry | None:
    node = _node(entry)
    _still(node.deleted_at is None)
    values = {"title": node.title, "ref": node.ref}
    for name, (before, after) in entry.changes.items():
        _still(values[name] == after)
        values[name] = before
    return update_node(node=node, version=None, by=by, undoes=entry, **values)


def _uncreate_node(entry: Entry, by: User) -> Entry:
    node = _node(entry)
    _still(node.deleted_at is None and node.version == 1 and below(node) == ([node.pk], []))
    return delete_node(node=node, by=by, undoes=entry)


def _undelete_node(entry: Entry, by: User) -> Entry:
    node = _node(entry)
    _still(node.deleted_at is not None)
    details = entry.details
    return restore_node(node=node, nodes=details["nodes"], actions=details["actions"], by=by, undoes=entry)


def _redelete_node(entry: Entry, by: User) -> Entry:
    node = _node(entry)
    _still(node.deleted_at is None)
    restored = (entry.details["nodes"], entry.details["actions"])
    _still(all(set(now) == set(then) for now, then in zip(below(node), restored, strict=True)))
    return delete_node(node=node, by=by, undoes=entry)


def _unedit_convention(entry: Entry, by: User) -> Entry | None:
    convention = locked_convention(entry.subject_id)
    for name, (_, after) in entry.changes.items():
        _still(getattr(convention, name) == after)
    values = {name: before for name, (before, _) in entry.changes.items()}
    return update_convention(convention=convention, values=values, version=None, by=by, undoes=entry)


def _unbatch(entry: Entry, by: User) -> Entry:
    """Take back, last first, every entry of a batch that nobody took back alone.

    A fiche that it created is only deleted while it is as the batch left it.
    """
    pks = entry.details["entries"]
    members = Entry.objects.filter(pk__in=pks, convention_id=entry.convention_id, undone_by=None)
    created = {int(pk): version for pk, version in entry.details["created"].items()}
    undone: list[Entry] = []
    for run in _runs(members.order_by("-pk")):
        if together := _TOGETHER.get(run[0].verb):
            undone += together(run, by)
            continue
        try:
            undone.append(_unmember(run[0], created, by))
        except NotUndoableError as refusal:
            raise refused(run[0], str(refusal)) from refusal
    decision = _turn_decision(entry)
    convention = locked_convention(entry.convention_id or 0)
    counts = {name: entry.details[name] for name in ("batch", "added", "changed", "removed")}
    details = {**counts, **decision, "entries": [one.pk for one in undone], "created": {}}
    return record(convention_fact(convention, "plan.edited", details=details), by=by, undoes=entry)


def _runs(members: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The members in their order: those of one verb that touch different things together, any other alone."""
    run: dict[tuple[int, str], Entry] = {}
    verb = ""
    for member in members:
        place = section_of(member) if member.verb == EDITED else (member.subject_id, member.verb)
        if run and (member.verb != verb or verb not in _TOGETHER or place in run):
            yield list(run.values())
            run = {}
        run[place], verb = member, member.verb
    if run:
        yield list(run.values())


def _turn_decision(entry: Entry) -> dict[str, Any]:
    """A decision whose writing is taken back waits for the COPIL again; written again, it is taken again.

    Returns what the second needs to know of the first.
    """
    proposals = Proposal.objects.filter(convention_id=entry.convention_id)
    if before := entry.details.get("decision"):
        waiting = proposals.filter(pk=before["proposal"], state=ProposalState.ADVISED, batch=None)
        _still(
            waiting.update(
                state=ProposalState.ACCEPTED,
                batch=entry.details["batch"],
                decided_on=before["decided_on"],
                version=F("version") + 1,
            )
            == 1
        )
        return {}
    decided = proposals.filter(batch=entry.details["batch"]).first()
    if decided is None:
        return {}
    on = decided.decided_on.isoformat() if decided.decided_on else None
    proposals.filter(pk=decided.pk).update(
        state=ProposalState.ADVISED, batch=None, decided_on=None, version=F("version") + 1
    )
    return {"decision": {"proposal": decided.pk, "decided_on": on}}


def _unmember(member: Entry, created: dict[int, int], by: User) -> Entry:
    if member.verb == "action.created":
        action = _action(member)
        _still(action.deleted_at is None and action.version == created.get(action.pk))
        return delete_action(action=action, by=by, undoes=member)
    result = _BY_VERB[member.verb](member, by)
    if result is None:
        raise NotUndoableError(CHANGED_SINCE)
    return result


def _unrevert(entry: Entry, by: User) -> Entry:
    """Take back, last first, each section that a return to an earlier state wrote."""
    members = Entry.objects.filter(pk__in=entry.details["entries"], convention_id=entry.convention_id)
    undone = [_unmember(member, {}, by) for member in members.filter(undone_by=None).order_by("-pk")]
    _still(bool(undone))
    details = {**entry.details, "entries": [one.pk for one in undone]}
    return record(action_fact(_action(entry), "reverted", details=details), by=by, undoes=entry)


_TOGETHER = {EDITED: unedit_all, **undo_places.TOGETHER}
_BY_VERB: dict[str, Callable[[Entry, User], Entry | None]] = {
    "action.created": _uncreate_action,
    "action.updated": _unedit_action,
    "action.moved": _unmove_action,
    "action.deleted": _undelete_action,
    "action.restored": _redelete_action,
    "action.reverted": _unrevert,
    "node.created": _uncreate_node,
    "node.updated": _unedit_node,
    "node.moved": _unmove_node,
    "node.deleted": _undelete_node,
    "node.restored": _redelete_node,
    "convention.updated": _unedit_convention,
    "plan.edited": _unbatch,
    **dict.fromkeys(("view.saved", "view.changed", "view.deleted"), take_back),
    "finding.created": findings_undo.remove,
    "finding.updated": findings_undo.unedit,
    "finding.deleted": findings_undo.bring_back,
    "finding.restored": findings_undo.remove,
    "means.changed": undo_means,
    "indicator.values": unset_values,
    "breakdown.saved": unsave_breakdown,
    **campaigns.TAKE_BACK,
    **comments.TAKE_BACK,
    **communes.TAKE_BACK,
    **documents.TAKE_BACK,
    **latecomers.TAKE_BACK,
}

UNDOABLE = frozenset(_BY_VERB)
