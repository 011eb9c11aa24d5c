"""Where nodes and fiches stand, and what moving them does."""

from __future__ import annotations

import pytest

from maillage.accounts.models import User
from maillage.conventions.errors import TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import (
    create_action,
    create_node,
    delete_action,
    delete_node,
    move_action,
    move_node,
    undo,
)
from maillage.journal.models import Entry
from tests.factories.conventions import ActionFactory, NodeFactory


@pytest.fixture
def actions(node: Node) -> list[Action]:
    """Four fiches of ``node``: A, B, C, D."""
    return [
        ActionFactory.create(convention=node.convention, node=node, title=title, position=index)
        for index, title in enumerate("ABCD")
    ]


def _titles(node: Node | None, convention: Convention) -> str:
    rows = Action.objects.filter(convention=convention, node=node)
    return "".join(rows.values_list("title", flat=True))


def _roots(convention: Convention) -> str:
    return "".join(Node.objects.filter(convention=convention, depth=0).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("title", "position", "after"),
    [("A", 3, "BCDA"), ("D", 0, "DABC"), ("B", 2, "ACBD"), ("C", 99, "ABDC"), ("C", -5, "CABD")],
)
def test_a_fiche_goes_where_it_is_put(
    node: Node, actions: list[Action], coordinator: User, title: str, position: int, after: str
) -> None:
    moved = actions["ABCD".index(title)]
    entry = move_action(action=moved, node=node, position=position, by=coordinator)
    assert _titles(node, node.convention) == after
    assert entry is not None
    undo(entry=entry, by=coordinator)
    assert _titles(node, node.convention) == "ABCD"


def test_a_move_to_the_same_place_writes_nothing(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    assert move_action(action=actions[1], node=node, position=1, by=coordinator) is None
    assert not Entry.objects.filter(verb="action.moved").exists()


def test_a_move_is_journaled_from_place_to_place(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    other = NodeFactory.create(convention=node.convention, ref="2", title="Jeunesse")
    entry = move_action(action=actions[2], node=other, position=0, by=coordinator)
    assert entry is not None
    assert entry.changes["place"] == [
        {"node": node.pk, "position": 2, "under": "Petite enfance"},
        {"node": other.pk, "position": 0, "under": "2 Jeunesse"},
    ]
    assert actions[2].node == other


def test_a_fiche_can_leave_the_tree_and_come_back(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    entry = move_action(action=actions[1], node=None, position=0, by=coordinator)
    assert (_titles(node, node.convention), _titles(None, node.convention)) == ("ACD", "B")
    assert entry is not None
    undo(entry=entry, by=coordinator)
    assert (_titles(node, node.convention), _titles(None, node.convention)) == ("ABCD", "")


def test_undoing_a_move_counts_places_not_numbers(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    for gone in actions[:2]:
        delete_action(action=gone, by=coordinator)
    entry = move_action(action=actions[2], node=None, position=0, by=coordinator)
    assert entry is not None
    undo(entry=entry, by=coordinator)
    assert _titles(node, node.convention) == "CD"


def test_a_fiche_does_not_move_to_another_convention(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    with pytest.raises(TreeError):
        move_action(action=actions[0], node=NodeFactory.create(), position=0, by=coordinator)
    assert _titles(node, node.convention) == "ABCD"


def test_nothing_moves_into_a_deleted_node(node: Node, actions: list[Action], coordinator: User) -> None:
    other = NodeFactory.create(convention=node.convention)
    delete_node(node=Node.objects.get(pk=other.pk), by=coordinator)
    with pytest.raises(TreeError):
        move_action(action=actions[0], node=other, position=0, by=coordinator)


def test_a_deleted_fiche_does_not_move(actions: list[Action], coordinator: User) -> None:
    delete_action(action=Action.objects.get(pk=actions[0].pk), by=coordinator)
    with pytest.raises(TreeError):
        move_action(action=actions[0], node=None, position=0, by=coordinator)


def test_a_restored_fiche_comes_back_among_those_that_moved(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    gone = delete_action(action=actions[1], by=coordinator)
    create_action(convention=node.convention, node=node, title="E", by=coordinator)
    undo(entry=gone, by=coordinator)
    assert _titles(node, node.convention) == "ABCDE"


def test_a_restored_last_fiche_and_a_new_one_keep_a_stable_order(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    gone = delete_action(action=actions[3], by=coordinator)
    create_action(convention=node.convention, node=node, title="E", by=coordinator)
    undo(entry=gone, by=coordinator)
    assert _titles(node, node.convention) == "ABCDE"


def test_nodes_move_among_their_like(convention: Convention, coordinator: User) -> None:
    a, b, c = (create_node(convention=convention, parent=None, title=t, by=coordinator) for t in "ABC")
    entry = move_node(node=c, parent=None, position=0, by=coordinator)
    assert _roots(convention) == "CAB"
    under = [
        create_node(convention=convention, parent=a, title=title, by=coordinator) for title in ("A1", "A2")
    ]
    moved = move_node(node=under[0], parent=b, position=0, by=coordinator)
    assert entry is not None
    assert moved is not None
    assert list(b.children.all()) == [under[0]]
    undo(entry=moved, by=coordinator)
    undo(entry=entry, by=coordinator)
    assert list(a.children.all()) == under
    assert _roots(convention) == "ABC"


def test_a_node_keeps_its_depth(convention: Convention, coordinator: User) -> None:
    a, b = (create_node(convention=convention, parent=None, title=t, by=coordinator) for t in "AB")
    below = create_node(convention=convention, parent=a, title="A1", by=coordinator)
    for moved, parent in ((b, a), (below, None), (a, below), (a, a)):
        with pytest.raises(TreeError):
            move_node(node=moved, parent=parent, position=0, by=coordinator)
    assert _roots(convention) == "AB"


def test_a_node_does_not_move_to_another_convention(convention: Convention, coordinator: User) -> None:
    axe = create_node(convention=convention, parent=None, title="A", by=coordinator)
    below = create_node(convention=convention, parent=axe, title="A1", by=coordinator)
    with pytest.raises(TreeError):
        move_node(node=below, parent=NodeFactory.create(), position=0, by=coordinator)


def test_a_reordering_undone_after_another_one_of_the_same_is_a_conflict(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    first = move_action(action=actions[0], node=node, position=3, by=coordinator)
    second = move_action(action=actions[0], node=node, position=1, by=coordinator)
    assert first is not None
    assert second is not None
    with pytest.raises(Exception, match="changé depuis"):
        undo(entry=first, by=coordinator)
    undo(entry=second, by=coordinator)
    undo(entry=first, by=coordinator)
    assert _titles(node, node.convention) == "ABCD"


def test_a_move_can_be_undone_after_others_moved_around(
    node: Node, actions: list[Action], coordinator: User
) -> None:
    first = move_action(action=actions[0], node=node, position=3, by=coordinator)
    move_action(action=actions[2], node=None, position=0, by=coordinator)
    assert first is not None
    undo(entry=first, by=coordinator)
    assert _titles(node, node.convention) == "ABD"
