"""What the writes share: rights, locks, places among siblings, facts for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from maillage.conventions.models import Action, Node
from maillage.journal.operations import Fact, Subject
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.conventions.models import Convention


def require(allowed: bool) -> None:
    """Refuse with a 403 what a ``can_*`` rule does not allow."""
    if not allowed:
        raise PermissionDenied


def locked_action(pk: int, version: int | None = None) -> Action:
    """The action, deleted or not, locked until the end of the transaction.

    Raises StaleVersionError when ``version`` is given and no longer the current one.
    """
    action = Action.everything.select_related("convention").select_for_update(of=("self",)).get(pk=pk)
    if version is not None and action.version != version:
        raise StaleVersionError(action.version)
    return action


def locked_node(pk: int, version: int | None = None) -> Node:
    """The node, under the same terms as :func:`locked_action`."""
    node = Node.everything.select_related("convention").select_for_update(of=("self",)).get(pk=pk)
    if version is not None and node.version != version:
        raise StaleVersionError(node.version)
    return node


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
