"""Fiches moved, taken out of the plan or brought back: one or hundreds, in the same handful of queries.

The caller opened the transaction, locked the convention and the actions, and checked the rights.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from maillage.conventions.errors import TreeError
from maillage.conventions.models import Action, Node
from maillage.conventions.operations.common import action_fact, check_living, place_among, place_of
from maillage.journal.operations import record_many

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.operations.common import Place
    from maillage.journal.models import Entry
    from maillage.journal.operations import Fact

LAST = 100_000
"""A position after every other."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where a locked action goes: ``position`` from 0; ``undoes`` is the entry that it takes back."""

    action: Action
    node_id: int | None
    position: int = LAST
    undoes: Entry | None = None


class Places:
    """The fiches of some levels as they stand, moved in memory, then saved (two queries to read)."""

    def __init__(
        self, convention: Convention, actions: Collection[Action], node_ids: Collection[int | None]
    ) -> None:
        self.nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
        asked = {*node_ids, *(action.node_id for action in actions)}
        held = Q(node__in=asked - {None}) | (Q(node=None) if None in asked else Q())
        known = {action.pk: action for action in actions}
        self._held: dict[int | None, list[Action]] = defaultdict(list)
        for row in Action.objects.filter(held, convention=convention):
            self._held[row.node_id].append(known.get(row.pk, row))
        self._moved: dict[int, Action] = {}
        self._shifted: dict[int, Action] = {}

    def place(self, action: Action) -> Place:
        """Where an action stands, for the journal."""
        return place_of(action, self.nodes.get(action.node_id or 0), self._held[action.node_id])

    def move(self, move: Move) -> Fact | None:
        """Put an action where it goes; None when it was there. Raises TreeError when either is gone."""
        action = move.action
        check_living(action)
        if move.node_id is not None and move.node_id not in self.nodes:
            raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")
        before = self.place(action)
        self._held[action.node_id].remove(action)
        action.node = self.nodes.get(move.node_id or 0)
        others = self._held[action.node_id]
        self._shifted.update((row.pk, row) for row in place_among(others, action, move.position))
        others.insert(action.position, action)
        after = self.place(action)
        if before == after:
            return None
        self._moved[action.pk] = action
        action.version += 1
        return action_fact(action, "moved", {"place": (before, after)})

    def save(self) -> None:
        """Write what moved, then what only changed its number."""
        _save(list(self._moved.values()), ["node", "position", "version", "updated_at"])
        _save([row for pk, row in self._shifted.items() if pk not in self._moved], ["position"])


def move_actions(*, convention: Convention, moves: Sequence[Move], by: User) -> list[Entry | None]:
    """Move actions one after the other; None for each that was there already. Raises TreeError."""
    places = Places(convention, [one.action for one in moves], {one.node_id for one in moves})
    facts = [places.move(one) for one in moves]
    places.save()
    done = [(fact, one.undoes) for fact, one in zip(facts, moves, strict=True) if fact is not None]
    written = record_many([fact for fact, _ in done], by=by, undoes=[undoes for _, undoes in done])
    entries = iter(written)
    return [None if fact is None else next(entries) for fact in facts]


Pair = tuple[Action, "Entry | None"]
"""A locked action, and the entry that its write takes back."""


def delete_actions(*, pairs: Sequence[Pair], by: User) -> list[Entry]:
    """Take actions out of the plan; their rows stay, so that they can come back whole. Raises TreeError."""
    now = timezone.now()
    for action, _ in pairs:
        check_living(action)
        action.deleted_at = now
        action.version += 1
    return _written(pairs, [action_fact(action, "deleted") for action, _ in pairs], by)


def restore_actions(*, pairs: Sequence[Pair], by: User) -> list[Entry]:
    """Bring deleted actions back where they were; each entry tells its version.

    Raises TreeError when what held one is gone.
    """
    nodes = Node.everything.in_bulk({action.node_id for action, _ in pairs if action.node_id})
    for action, _ in pairs:
        if action.node_id is not None:
            check_living(nodes[action.node_id])
        action.deleted_at = None
        action.version += 1
    facts = [action_fact(action, "restored", details={"version": action.version}) for action, _ in pairs]
    return _written(pairs, facts, by)


def _written(pairs: Sequence[Pair], facts: Sequence[Fact], by: User) -> list[Entry]:
    _save([action for action, _ in pairs], ["deleted_at", "version", "updated_at"])
    return record_many(facts, by=by, undoes=[undoes for _, undoes in pairs])


def _save(actions: list[Action], fields: list[str]) -> None:
    """Save some fields of actions that exist, so that each is an update."""
    if actions:
        Action.everything.bulk_create(
            actions, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )
