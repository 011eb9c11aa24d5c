"""Creating, renaming, moving and deleting a level of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.models import Action, Node
from maillage.conventions.operations.common import locked_node, next_position, node_fact, place_among, require
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections.base import text
from maillage.journal.operations import record

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.journal.models import Entry


def _depth_under(convention: Convention, parent: Node | None) -> int:
    if parent is not None and (parent.convention_id != convention.pk or parent.deleted_at is not None):
        raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")
    depth = 0 if parent is None else parent.depth + 1
    if depth >= len(convention.node_levels):
        levels = ", ".join(convention.level_names)
        raise TreeError(f"Ce plan s’arrête à {len(convention.level_names)} niveaux : {levels}.")
    return depth


def _siblings(convention: Convention, parent: Node | None) -> list[Node]:
    return list(Node.objects.filter(convention=convention, parent=parent))


def _title(value: str) -> str:
    title = text(value, longest=500, field="title")
    if not title:
        raise InvalidValueError("Donnez un intitulé à ce niveau du plan.", "title")
    return title


@transaction.atomic
def create_node(*, convention: Convention, parent: Node | None, title: str, ref: str = "", by: User) -> Node:
    """A new node at the end of ``parent``, or at the top of the tree when it is None."""
    require(can_edit_plan(by, convention))
    node = Node.objects.create(
        convention=convention,
        parent=parent,
        depth=_depth_under(convention, parent),
        position=next_position(_siblings(convention, parent)),
        ref=text(ref, longest=20, field="ref"),
        title=_title(title),
    )
    record(node_fact(node, "created", {"title": ("", node.title)}), by=by)
    return node


@transaction.atomic
def update_node(
    *, node: Node, title: str, ref: str, version: int | None, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Rename a node; None when nothing changed."""
    locked = locked_node(node.pk, version)
    require(can_edit_plan(by, locked.convention))
    values = {"title": _title(title), "ref": text(ref, longest=20, field="ref")}
    changes = {
        name: (getattr(locked, name), value)
        for name, value in values.items()
        if getattr(locked, name) != value
    }
    if not changes:
        return None
    for name, (_, after) in changes.items():
        setattr(locked, name, after)
    locked.version += 1
    locked.save()
    node.refresh_from_db()
    return record(node_fact(locked, "updated", changes), by=by, undoes=undoes)


@transaction.atomic
def move_node(
    *, node: Node, parent: Node | None, position: int, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Put a node at ``position`` (from 0) under ``parent``, at the same depth as before."""
    locked = locked_node(node.pk)
    require(can_edit_plan(by, locked.convention))
    if _depth_under(locked.convention, parent) != locked.depth:
        raise TreeError("Un niveau du plan se déplace vers un endroit de même profondeur.")
    before = _place(locked)
    locked.parent = parent
    changed = place_among(_siblings(locked.convention, parent), locked, position)
    after = _place(locked)
    if before == after:
        return None
    locked.version += 1
    locked.save()
    Node.everything.bulk_update([row for row in changed if row.pk != locked.pk], ["position"])
    node.refresh_from_db()
    return record(node_fact(locked, "moved", {"place": (before, after)}), by=by, undoes=undoes)


def _place(node: Node) -> dict[str, int | str | None]:
    return {
        "node": node.parent_id,
        "position": node.position,
        "under": str(node.parent) if node.parent else "",
    }


def _below(node: Node) -> list[int]:
    """Ids of the node and of every living node under it; one query a level, three at most."""
    found, level = [node.pk], [node.pk]
    while level:
        level = list(Node.objects.filter(parent__in=level).values_list("pk", flat=True))
        found += level
    return found


@transaction.atomic
def delete_node(*, node: Node, by: User, undoes: Entry | None = None) -> Entry:
    """Take a node out with all that it holds; the entry knows what to bring back."""
    locked = locked_node(node.pk)
    require(can_edit_plan(by, locked.convention))
    nodes = _below(locked)
    actions = list(Action.objects.filter(node__in=nodes).values_list("pk", flat=True))
    now = timezone.now()
    Node.objects.filter(pk__in=nodes).update(deleted_at=now)
    Action.objects.filter(pk__in=actions).update(deleted_at=now)
    details = {"nodes": nodes, "actions": actions}
    return record(node_fact(locked, "deleted", details=details), by=by, undoes=undoes)


@transaction.atomic
def restore_node(*, node: Node, nodes: list[int], actions: list[int], by: User, undoes: Entry) -> Entry:
    """Bring back a node and what was deleted with it."""
    locked = locked_node(node.pk)
    require(can_edit_plan(by, locked.convention))
    if locked.parent is not None and locked.parent.deleted_at is not None:
        raise TreeError(f"« {locked.parent} » a été supprimé : rétablissez-le d’abord.")
    here = {"convention_id": locked.convention_id}
    Node.everything.filter(pk__in=nodes, **here).update(deleted_at=None)
    Action.everything.filter(pk__in=actions, **here).update(deleted_at=None)
    details = {"nodes": nodes, "actions": actions}
    return record(node_fact(locked, "restored", details=details), by=by, undoes=undoes)
