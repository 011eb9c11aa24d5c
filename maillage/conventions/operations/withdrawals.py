"""Taking an imported plan back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations.common import convention_fact, locked_convention, require
from maillage.conventions.operations.values import fitting
from maillage.conventions.permissions import can_import_document
from maillage.journal.models import Entry
from maillage.journal.operations import record

if TYPE_CHECKING:
    import uuid

    from maillage.accounts.models import User


@transaction.atomic
def withdraw_import(*, convention: Convention, batch: uuid.UUID, by: User) -> Entry:
    """Take an imported plan back out, bring back what it replaced and what it changed.

    The entry's details say how many fiches had been edited since (« edited »). Raises
    NotUndoableError when it was already taken back, or when a later import replaced it.
    """
    require(can_import_document(by, convention))
    locked = locked_convention(convention.pk)
    imports = Entry.objects.filter(verb="plan.imported", convention_id=convention.pk, undone_by=None)
    entry = imports.filter(details__batch=str(batch)).first()
    if entry is None:
        raise NotUndoableError("Cet import est déjà annulé.")
    if any(any(later.details["replaced"].values()) for later in imports.filter(pk__gt=entry.pk)):
        raise NotUndoableError("Un import plus récent a remplacé ce plan : annulez-le d’abord.")
    here = {"convention": locked, "batch": batch, "deleted_at": None}
    edited = Action.everything.filter(**here, version__gt=1).count()
    withdrawn = Action.everything.filter(**here).update(deleted_at=timezone.now())
    _withdraw_nodes(locked, batch)
    replaced = entry.details["replaced"]
    Node.everything.filter(pk__in=replaced["nodes"], convention=locked).update(deleted_at=None)
    Action.everything.filter(pk__in=replaced["actions"], convention=locked).update(deleted_at=None)
    restored = _give_back(locked, entry)
    convention.refresh_from_db()
    details = {"batch": str(batch), "actions": withdrawn, "edited": edited}
    return record(convention_fact(locked, "plan.withdrawn", restored, details), by=by, undoes=entry)


def _give_back(convention: Convention, entry: Entry) -> dict[str, tuple[Any, Any]]:
    """Put back what the import changed of the convention, unless it changed since.

    Levels that something still stands on keep their names.
    """
    depths = Node.objects.filter(convention=convention).values_list("depth", flat=True)
    needed = 1 + max(depths, default=-1)
    values = {name: getattr(convention, name) for name in ("level_names", *entry.changes)}
    for name, (before, after) in entry.changes.items():
        too_few = name == "level_names" and len(before) - 1 < needed
        if values[name] == after and not too_few:
            values[name] = before
    values["level_names"] = fitting(values["level_names"], needed)
    restored = {}
    for name, value in values.items():
        if value != getattr(convention, name):
            restored[name] = (getattr(convention, name), value)
            setattr(convention, name, value)
    if restored:
        convention.version += 1
        convention.save()
    return restored


def _withdraw_nodes(convention: Convention, batch: uuid.UUID) -> None:
    """Nodes go, but for those that came to hold something written by hand."""
    held = set(
        Action.objects.filter(convention=convention, node__batch=batch).values_list("node_id", flat=True)
    )
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    keep: set[int] = set()
    for node in nodes.values():
        if node.pk in held or node.batch != batch:
            parent: Node | None = node
            while parent is not None and parent.pk not in keep:
                keep.add(parent.pk)
                parent = nodes.get(parent.parent_id) if parent.parent_id else None
    gone = [pk for pk, node in nodes.items() if node.batch == batch and pk not in keep]
    Node.objects.filter(pk__in=gone).update(deleted_at=timezone.now())
