"""Actions with periods, and what ties them."""

from __future__ import annotations

from datetime import date
from typing import Any

from maillage.conventions.enums import LinkKind, Status
from maillage.conventions.models import Action, ActionLink, Convention, Node
from maillage.kernel import fuzzy
from tests.factories.conventions import ActionFactory, NodeFactory


def dated(convention: Convention, title: str, start: str = "", end: str = "", **fields: Any) -> Action:
    """An action from ``start`` to ``end``, both as people write them; empty for none."""
    for name, words in (("start", start), ("end", end)):
        if words:
            moment = fuzzy.parse(words, end=name == "end")
            assert moment is not None, words
            fields |= {f"{name}_on": moment.on, f"{name}_precision": moment.precision}
    return ActionFactory.create(convention=convention, title=title, **fields)


def supposes(action: Action, first: Action) -> ActionLink:
    """``first`` must come before ``action``."""
    return ActionLink.objects.create(
        convention=action.convention, source=action, target=first, kind=LinkKind.AFTER
    )


def axis(convention: Convention, title: str, ref: str = "1") -> Node:
    """A top node."""
    return NodeFactory.create(convention=convention, title=title, ref=ref)


def busy_plan(convention: Convention, count: int) -> None:
    """``count`` running actions on one axis, each after the one before, for what counts queries."""
    node, before = axis(convention, "Enfance"), None
    for number in range(count):
        action = dated(convention, f"Action {number}", "2025", "T2 2027", node=node, status=Status.RUNNING)
        if before is not None:
            supposes(action, before)
        before = action


def on(text: str) -> date:
    """The day of an ISO text."""
    return date.fromisoformat(text)
