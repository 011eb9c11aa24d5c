"""One fiche: the action with its rows, where it stands in the plan, what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.models import Action, Node, Pilot
from maillage.conventions.selectors.rows_of_fiches import rows_and_citations
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django.db.models import QuerySet

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


def action_for(user: Viewer, convention: Convention, pk: int) -> Action | None:
    """The action with everything its page shows, or None when ``user`` may not see it."""
    try:
        found = Action.objects.seen_in(convention, user).prefetch_related(*rows_and_citations()).get(pk=pk)
    except Action.DoesNotExist:
        return None
    found.convention = convention
    return found


@dataclass(frozen=True, slots=True)
class Around:
    """Where an action stands: the nodes above it from the top, the actions before and after it."""

    trail: list[Node]
    before: Action | None
    after: Action | None


def action_trail(action: Action) -> list[Node]:
    """The nodes above an action, from the top (one query)."""
    return trail_in(_nodes(action), action.node_id)


def around(action: Action) -> Around:
    """Where an action stands in plan order (two queries)."""
    nodes = _nodes(action)
    # Whole actions are made of the two neighbours only: a plan may have hundreds.
    names = ("pk", "node_id", "position", "ref", "title")
    rows = list(Action.objects.filter(convention_id=action.convention_id).order_by().values_list(*names))
    rows.sort(key=lambda row: (place_in_plan(nodes, row[1]), row[2], row[0]))
    index = next((i for i, row in enumerate(rows) if row[0] == action.pk), 0)
    beside = rows[index - 1] if index > 0 else None, rows[index + 1] if index + 1 < len(rows) else None
    here = action.convention_id
    before, after = (
        Action(convention_id=here, **dict(zip(names, row, strict=True))) if row else None for row in beside
    )
    return Around(trail_in(nodes, action.node_id), before, after)


def _nodes(action: Action) -> dict[int, Node]:
    rows = Node.objects.filter(convention_id=action.convention_id).order_by()
    return {node.pk: node for node in rows}


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


LATEST = 20
"""Entries of an action read at once; a fiche has rarely more, and shows fewer."""


class ActionNews:
    """What happened to an action: one query, one more only where its latest entries do not tell."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self._latest = list(action_history(action)[:LATEST])
        self._whole = len(self._latest) < LATEST

    def changes(self, but: Collection[str], most: int) -> list[Entry]:
        """The last entries, those whose verb is in ``but`` left out."""
        found = [entry for entry in self._latest if entry.verb not in but]
        if self._whole or len(found) >= most:
            return found[:most]
        return list(self._others(but)[:most])

    def count(self, but: Collection[str]) -> int:
        """How many entries there are, those whose verb is in ``but`` left out."""
        if self._whole:
            return sum(entry.verb not in but for entry in self._latest)
        return self._others(but).count()

    def _others(self, but: Collection[str]) -> QuerySet[Entry]:
        return action_history(self._action).exclude(verb__in=but)

    def told(self) -> Entry | None:
        """The write that gave the action its present news: when, by whom. None when it has none.

        An undo that brings a news back is not its author: whoever wrote it first is.
        """
        if not self._action.news:
            return None
        wrote = self._wrote(self._latest)
        if not self._whole and all(entry.undoes_id is not None for entry in wrote):
            wrote = self._wrote(action_history(self._action).filter(changes__has_key="state"))
        return next((entry for entry in wrote if entry.undoes_id is None), wrote[0] if wrote else None)

    def _wrote(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if "state" in entry.changes and _told(entry, self._action)]


def _told(entry: Entry, action: Action) -> bool:
    before, after = (value["news"] for value in entry.changes["state"])
    return bool(before != after and after == action.news)


_TOLD = (
    "at", "actor_id", "actor_name", "convention_id", "verb", "subject_type", "subject_id", "subject_label",
    "changes", "details", "undoes_id", "undone_by__undoes_id",
)  # fmt: skip


def action_history(action: Action) -> QuerySet[Entry]:
    """What happened to an action, newest first, with what took each entry back."""
    return (
        Entry.objects.filter(subject_type="action", subject_id=action.pk, convention_id=action.convention_id)
        .select_related("undone_by")
        .only(*_TOLD)
    )
