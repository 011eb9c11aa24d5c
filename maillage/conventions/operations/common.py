"""What the writes share: rights, locks, places among siblings, facts for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from maillage.conventions.errors import TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.sections import ROWS
from maillage.journal.operations import Fact, Subject
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Place = dict[str, int | str | None]


def require(allowed: bool) -> None:
    """Refuse with a 403 what a ``can_*`` rule does not allow."""
    if not allowed:
        raise PermissionDenied


def locked_convention(pk: int) -> Convention:
    """The convention as it is now, locked until the end of the transaction.

    Whatever changes the shape of a plan takes this lock first: two moves never number the
    same places, nothing is added to what is being deleted. Rows that point at the
    convention can still be written meanwhile (``no_key``), so edits do not wait.
    """
    return Convention.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def locked_action(pk: int) -> Action:
    """The action as it is now, deleted or not, locked until the end of the transaction."""
    return Action.everything.select_related("convention").select_for_update(of=("self",)).get(pk=pk)


def locked_actions(pks: Collection[int], convention: Convention, *, rows: bool = False) -> dict[int, Action]:
    """Those actions of ``convention`` by id, under the same terms, all locked in one query.

    ``rows``: with the rows of their sections, in a constant number of queries. An id of another
    convention raises TreeError.
    """
    asked = Action.everything.select_for_update(of=("self",)).filter(pk__in=pks, convention=convention)
    found = {action.pk: action for action in asked.order_by("pk").prefetch_related(*(ROWS if rows else ()))}
    for action in found.values():
        action.convention = convention
    if set(pks) - found.keys():
        raise TreeError("Cette fiche n’existe plus. Rechargez la page.")
    return found


def locked_node(pk: int) -> Node:
    """The node, under the same terms as :func:`locked_action`."""
    return Node.everything.select_related("convention").select_for_update(of=("self",)).get(pk=pk)


def check_version(row: Action | Node | Convention, version: int | None) -> None:
    """Raise StaleVersionError when ``version`` is given and no longer the current one."""
    if version is not None and row.version != version:
        raise StaleVersionError(row.version)


def check_living(row: Action | Node) -> None:
    """Raise TreeError when ``row`` was taken out of the plan."""
    if row.deleted_at is not None:
        raise TreeError(f"« {row} » a été supprimé : rétablissez-le d’abord.")


def living_node(convention: Convention, node: Node | None) -> Node | None:
    """``node`` as it is now. Raises TreeError when it is gone or of another convention."""
    if node is None:
        return None
    found = Node.objects.filter(pk=node.pk, convention=convention).first()
    if found is None:
        raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")
    return found


def place_of(row: Action | Node, parent: Node | None, siblings: Sequence[Action] | Sequence[Node]) -> Place:
    """Where a row stands, for the journal: under what, and how many living siblings come before."""
    pks = [sibling.pk for sibling in siblings]
    return {
        "node": parent.pk if parent else None,
        "position": pks.index(row.pk),
        "under": str(parent) if parent else "",
    }


def next_position(siblings: Sequence[Action] | Sequence[Node]) -> int:
    """After the last of them."""
    return max((sibling.position for sibling in siblings), default=-1) + 1


def place_among(siblings: list[Any], moved: Any, position: int) -> list[Any]:
    """``siblings`` renumbered with ``moved`` at ``position``; returns the rows whose position changed."""
    others = [sibling for sibling in siblings if sibling.pk != moved.pk]
    others.insert(max(0, min(position, len(others))), moved)
    changed = [row for index, row in enumerate(others) if row.position != index]
    for index, row in enumerate(others):
        row.position = index
    return changed


def created_changes(row: Action | Node) -> dict[str, tuple[str, str]]:
    """What a new row starts with."""
    return {name: ("", value) for name in ("title", "ref") if (value := getattr(row, name))}


def action_fact(
    action: Action,
    verb: str,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    details: Mapping[str, Any] | None = None,
) -> Fact:
    """What happened to an action."""
    return Fact(
        verb=f"action.{verb}",
        subject=Subject("action", action.pk, str(action)),
        convention_id=action.convention_id,
        changes=changes or {},
        details=details or {},
    )


def node_fact(
    node: Node,
    verb: str,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    details: Mapping[str, Any] | None = None,
) -> Fact:
    """What happened to a node."""
    return Fact(
        verb=f"node.{verb}",
        subject=Subject("node", node.pk, str(node)),
        convention_id=node.convention_id,
        changes=changes or {},
        details=details or {},
    )


def convention_fact(
    convention: Convention,
    verb: str,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    details: Mapping[str, Any] | None = None,
) -> Fact:
    """What happened to a convention."""
    return Fact(
        verb=verb,
        subject=Subject("convention", convention.pk, convention.name),
        convention_id=convention.pk,
        changes=changes or {},
        details=details or {},
    )
