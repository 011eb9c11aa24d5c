"""Bringing a plan up to a later version of its document: only what a person accepted, at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.errors import NotUndoableError, TreeError
from maillage.conventions.models import Node
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.operations.nodes import create_node, update_node
from maillage.conventions.operations.undo import undo
from maillage.conventions.permissions import can_import_document
from maillage.journal.models import Entry

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class NewNode:
    """A level that the plan lacks. ``under``: the key of another new one, the id of one in place, or None."""

    key: str
    title: str
    ref: str = ""
    under: str | int | None = None


@dataclass(frozen=True, slots=True)
class NodeName:
    """A level in place and the names that it takes."""

    node: int
    title: str
    ref: str


@dataclass(slots=True)
class PlanUpdate:
    """What happens to a plan. ``edits`` go with the level they need: a new one's key, an id, or None."""

    edits: list[tuple[FicheEdit, str | int | None]] = field(default_factory=list)
    nodes: list[NewNode] = field(default_factory=list)
    names: list[NodeName] = field(default_factory=list)


@transaction.atomic
def update_plan(
    *,
    convention: Convention,
    update: PlanUpdate,
    batch: uuid.UUID,
    details: Mapping[str, Any] | None = None,
    by: User,
) -> Entry | None:
    """Write ``update`` in one transaction; the « plan.edited » entry takes it all back. None for nothing.

    New levels come parents first. Raises as ``apply_edits`` does; nothing is then written.
    """
    require(can_import_document(by, convention))
    locked = locked_convention(convention.pk)
    places: dict[str | int | None, Node | None] = {None: None}
    places |= {node.pk: node for node in Node.objects.filter(convention=locked)}
    entries: list[Entry] = []
    for new in update.nodes:
        places[new.key] = _create(locked, new, places, by)
        entries.append(Entry.objects.get(verb="node.created", subject_id=_pk(places[new.key])))
    for name in update.names:
        node = places.get(name.node)
        if node is None:
            raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")
        renamed = update_node(node=node, title=name.title, ref=name.ref, version=None, by=by)
        entries += [renamed] if renamed else []
    edits: Sequence[FicheEdit] = [replace(edit, node=places.get(place)) for edit, place in update.edits]
    return apply_edits(convention=convention, edits=edits, batch=batch, details=details, also=entries, by=by)


def _create(
    convention: Convention, new: NewNode, places: Mapping[str | int | None, Node | None], by: User
) -> Node:
    if new.under not in places:
        raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")
    return create_node(convention=convention, parent=places[new.under], title=new.title, ref=new.ref, by=by)


def _pk(node: Node | None) -> int:
    return node.pk if node else 0


@transaction.atomic
def withdraw_update(*, convention: Convention, batch: uuid.UUID, by: User) -> Entry:
    """Take an accepted update back. Raises NotUndoableError when it is already, or when it changed since."""
    require(can_import_document(by, convention))
    locked_convention(convention.pk)
    updates = Entry.objects.filter(verb="plan.edited", convention_id=convention.pk, undone_by=None)
    entry = updates.filter(details__batch=str(batch), undoes=None).first()
    if entry is None:
        raise NotUndoableError("Cet import est déjà annulé.")
    return undo(entry=entry, by=by)
