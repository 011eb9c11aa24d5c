"""One fiche: the action with its rows, where it stands in the plan, what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from maillage.conventions.models import Action, ActionFinding, ActionLink, Node, Pilot
from maillage.conventions.sections import ROWS
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


_TOLD = [name for name in ROWS if name not in {"links", "answered_findings"}]
_TOLD += ["indicators__breakdown"]


def _ties() -> list[Any]:
    """What the action is tied to, both ways, each with the row at the other end."""
    return [
        Prefetch("links", queryset=ActionLink.objects.select_related("target")),
        Prefetch("linked_from", queryset=ActionLink.objects.select_related("source")),
        Prefetch("answered_findings", queryset=ActionFinding.objects.select_related("finding")),
    ]


def action_for(user: Viewer, convention: Convention, pk: int) -> Action | None:
    """The action with everything its page shows, or None when ``user`` may not see it."""
    found = (
        Action.objects.visible_to(user)
        .filter(convention=convention, pk=pk)
        .select_related("node__parent__parent")
        .prefetch_related(*_TOLD, *_ties())
        .first()
    )
    if found is not None:
        found.convention = convention
    return found


def action_trail(action: Action) -> list[Node]:
    """The nodes above an action, from the top; no query once ``action_for`` fetched it."""
    trail: list[Node] = []
    node = action.node
    while node is not None:
        trail.insert(0, node)
        node = node.parent
    return trail


def neighbours(action: Action) -> tuple[Action | None, Action | None]:
    """The actions just before and after in plan order (two queries)."""
    nodes = {node.pk: node for node in Node.objects.filter(convention_id=action.convention_id)}
    # Whole actions are made of the two neighbours only: a plan may have hundreds.
    names = ("pk", "node_id", "position", "ref", "title")
    rows = list(Action.objects.filter(convention_id=action.convention_id).values_list(*names))
    rows.sort(key=lambda row: (place_in_plan(nodes, row[1]), row[2], row[0]))
    index = next((i for i, row in enumerate(rows) if row[0] == action.pk), 0)
    beside = rows[index - 1] if index > 0 else None, rows[index + 1] if index + 1 < len(rows) else None
    here = action.convention_id
    before, after = (
        Action(convention_id=here, **dict(zip(names, row, strict=True))) if row else None for row in beside
    )
    return before, after


def place_in_plan(nodes: Mapping[int, Node], pk: int | None) -> tuple[bool, list[tuple[int, int]]]:
    """Positions from the root down, ties settled as the plan does; what hangs from no node comes last."""
    place = [(node.position, node.pk) for node in trail_in(nodes, pk)]
    return not place, place


def trail_in(nodes: Mapping[int, Node], pk: int | None) -> list[Node]:
    """The levels from the top down to the node ``pk``, itself included; none when it is not of ``nodes``."""
    trail: list[Node] = []
    node = nodes.get(pk) if pk else None
    while node is not None:
        trail.insert(0, node)
        node = nodes.get(node.parent_id) if node.parent_id else None
    return trail


def top_in(nodes: Mapping[int, Node], pk: int | None) -> Node | None:
    """The top level above an action that hangs from the node ``pk``; None when it hangs from none."""
    return next(iter(trail_in(nodes, pk)), None)


def piloted_by(convention: Convention, user: Viewer) -> set[int]:
    """The actions of ``convention`` whose pilots include ``user`` (one query)."""
    if user.pk is None:
        return set()
    rows = Pilot.objects.filter(convention=convention, member__user_id=user.pk)
    return set(rows.values_list("action_id", flat=True))


def held_by(node: Node) -> tuple[int, int]:
    """How many levels and how many actions a node holds, all the way down (two queries)."""
    rows = Node.objects.filter(convention_id=node.convention_id).order_by("depth")
    held = {node.pk}
    for pk, parent in rows.values_list("pk", "parent_id"):
        if parent in held:
            held.add(pk)
    actions = Action.objects.filter(convention_id=node.convention_id, node_id__in=held)
    return len(held) - 1, actions.count()


def news_entry(action: Action) -> Entry | None:
    """The write that gave the action its present news: when, by whom (one query). None when it has none.

    An undo that brings a news back is not its author: whoever wrote it first is.
    """
    if not action.news:
        return None
    wrote = [
        entry for entry in action_history(action).filter(changes__has_key="state") if _told(entry, action)
    ]
    return next((entry for entry in wrote if entry.undoes_id is None), wrote[0] if wrote else None)


def _told(entry: Entry, action: Action) -> bool:
    before, after = (value["news"] for value in entry.changes["state"])
    return bool(before != after and after == action.news)


def action_history(action: Action) -> QuerySet[Entry]:
    """What happened to an action, newest first, with what took each entry back."""
    return Entry.objects.filter(
        subject_type="action", subject_id=action.pk, convention_id=action.convention_id
    ).select_related("undone_by")
