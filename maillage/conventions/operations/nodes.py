"""Creating, renaming, moving and deleting a level of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.models import Action, Node
from maillage.conventions.operations.common import (
    check_living,
    check_version,
    created_changes,
    living_node,
    locked_convention,
    locked_node,
    next_position,
    node_fact,
    place_among,
    place_of,
    require,
)
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections.base import text
from maillage.journal.operations import record
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.journal.models import Entry


def _depth_under(convention: Convention, parent: Node | None) -> int:
    depth = 0 if parent is None else parent.depth + 1
    _check_depth(convention, depth)
    return depth


def _check_depth(convention: Convention, depth: int) -> None:
    if depth >= len(convention.node_levels):
        levels = ", ".join(convention.level_names)
        count = plural(len(convention.level_names), "niveau", "niveaux")
        raise TreeError(f"Ce plan s’arrête à {count} : {levels}.")


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
    locked = locked_convention(convention.pk)
    parent = living_node(locked, parent)
    node = Node.objects.create(
        convention=locked,
        parent=parent,
        depth=_depth_under(locked, parent),
        position=next_position(_siblings(locked, parent)),
        ref=text(ref, longest=20, field="ref"),
        title=_title(title),
    )
    record(node_fact(node, "created", created_changes(node)), by=by)
    return node


@transaction.atomic
def update_node(
    *, node: Node, title: str, ref: str, version: int | None, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Rename a node; None when nothing changed."""
    locked = locked_node(node.pk)
    require(can_edit_plan(by, locked.convention))
    check_living(locked)
    check_version(locked, version)
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
    convention = locked_convention(node.convention_id)
    require(can_edit_plan(by, convention))
    locked = locked_node(node.pk)
    check_living(locked)
    parent = living_node(convention, parent)
    if _depth_under(convention, parent) != locked.depth:
        raise TreeError("Un niveau du plan se déplace vers un endroit de même profondeur.")
    before = place_of(locked, locked.parent, _siblings(convention, locked.parent))
    locked.parent = parent
    changed = place_among(_siblings(convention, parent), locked, position)
    after = {"node": locked.parent_id, "position": locked.position, "under": str(parent) if parent else ""}
    if before == after:
        return None
    locked.version += 1
    locked.save()
    Node.everything.bulk_update([row for row in changed if row.pk != locked.pk], ["position"])
    node.refresh_from_db()
    return record(node_fact(locked, "moved", {"place": (before, after)}), by=by, undoes=undoes)


def below(node: Node) -> tuple[list[int], list[int]]:
    """Ids of the node and of the living nodes under it, then of their living actions."""
    found, level = [node.pk], [node.pk]
    while level:
        level = list(Node.objects.filter(parent__in=level).values_list("pk", flat=True))
        found += level
    return found, list(Action.objects.filter(node__in=found).values_list("pk", flat=True))


@transaction.atomic
def delete_node(*, node: Node, by: User, undoes: Entry | None = None) -> Entry:
    """Take a node out with all that it holds; the entry knows what to bring back."""
    require(can_edit_plan(by, locked_convention(node.convention_id)))
    locked = locked_node(node.pk)
    check_living(locked)
    nodes, actions = below(locked)
    now = timezone.now()
    Node.objects.filter(pk__in=nodes).update(deleted_at=now)
    Action.objects.filter(pk__in=actions).update(deleted_at=now)
    details = {"nodes": nodes, "actions": actions}
    return record(node_fact(locked, "deleted", details=details), by=by, undoes=undoes)


@transaction.atomic
def restore_node(*, node: Node, nodes: list[int], actions: list[int], by: User, undoes: Entry) -> Entry:
    """Bring back a node and what was deleted with it."""
    convention = locked_convention(node.convention_id)
    require(can_edit_plan(by, convention))
    locked = locked_node(node.pk)
    if locked.parent is not None:
        check_living(locked.parent)
    here = {"convention": convention}
    deepest = Node.everything.filter(pk__in=nodes, **here).aggregate(Max("depth"))["depth__max"]
    _check_depth(convention, deepest)
    Node.everything.filter(pk__in=nodes, **here).update(deleted_at=None)
    Action.everything.filter(pk__in=actions, **here).update(deleted_at=None)
    details = {"nodes": nodes, "actions": actions}
    return record(node_fact(locked, "restored", details=details), by=by, undoes=undoes)
