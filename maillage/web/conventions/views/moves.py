"""Places in the plan: one step up or down, and where a thing may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.models import Node

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from maillage.conventions.models import Convention


def neighbour_index(siblings: QuerySet[Any], pk: int, to: str) -> int:
    """The index of the place just before (« up ») or after (« down ») among ``siblings``."""
    order = list(siblings.values_list("pk", flat=True))
    index = order.index(pk)
    return max(0, index - 1) if to == "up" else index + 1


def places(convention: Convention) -> list[tuple[int, str]]:
    """Every node in plan order, its name set in under its parent's."""
    children: dict[int | None, list[Node]] = {}
    for node in Node.objects.filter(convention=convention):
        children.setdefault(node.parent_id, []).append(node)
    found: list[tuple[int, str]] = []

    def walk(parent: int | None) -> None:
        for node in children.get(parent, []):
            found.append((node.pk, "\u2003" * node.depth + str(node)))
            walk(node.pk)

    walk(None)
    return found


def parents_for(node: Node) -> list[tuple[int, str]]:
    """The other nodes under which ``node`` may go: those of its parent's depth."""
    if node.depth == 0:
        return []
    rows = Node.objects.filter(convention_id=node.convention_id, depth=node.depth - 1)
    return [(row.pk, str(row)) for row in rows if row.pk != node.parent_id]
