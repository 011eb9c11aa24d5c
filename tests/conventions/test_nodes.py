"""Levels of the plan: created, renamed, deleted with what they hold, brought back."""

from __future__ import annotations

import pytest

from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError, NotUndoableError, TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import (
    create_action,
    create_node,
    delete_action,
    delete_node,
    undo,
    update_convention,
    update_node,
)
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.factories.conventions import ActionFactory, NodeFactory


@pytest.fixture
def branch(node: Node) -> dict[str, Node | Action]:
    """``node`` with a child, and a fiche on each."""
    convention = node.convention
    child = NodeFactory.create(convention=convention, parent=node, title="Accueil")
    return {
        "child": child,
        "above": ActionFactory.create(convention=convention, node=node),
        "below": ActionFactory.create(convention=convention, node=child),
    }


def _living() -> tuple[int, int]:
    return Node.objects.count(), Action.objects.count()


def test_a_new_node_goes_to_the_end(convention: Convention, node: Node, coordinator: User) -> None:
    created = create_node(convention=convention, parent=None, title="Jeunesse", ref="2", by=coordinator)
    assert list(Node.objects.all()) == [node, created]
    entry = Entry.objects.get(verb="node.created")
    assert entry.changes == {"title": ["", "Jeunesse"], "ref": ["", "2"]}
    assert entry.subject_label == "2 Jeunesse"


def test_the_tree_stops_at_the_levels_of_the_convention(convention: Convention, coordinator: User) -> None:
    axe = create_node(convention=convention, parent=None, title="Axe", by=coordinator)
    goal = create_node(convention=convention, parent=axe, title="Objectif", by=coordinator)
    with pytest.raises(TreeError, match="Axe, Objectif, Action"):
        create_node(convention=convention, parent=goal, title="Trop", by=coordinator)


def test_levels_are_those_of_the_moment(convention: Convention, coordinator: User) -> None:
    stale = Convention.objects.get(pk=convention.pk)
    axe = create_node(convention=convention, parent=None, title="Axe", by=coordinator)
    values = {"level_names": ["Axe", "Action"]}
    update_convention(convention=convention, values=values, version=None, by=coordinator)
    with pytest.raises(TreeError, match="2\u00a0niveaux"):
        create_node(convention=stale, parent=axe, title="Trop", by=coordinator)


@pytest.mark.parametrize("title", ["", " ", "x" * 501])
def test_a_node_needs_a_title_that_fits(convention: Convention, coordinator: User, title: str) -> None:
    with pytest.raises(InvalidValueError):
        create_node(convention=convention, parent=None, title=title, by=coordinator)


def test_renaming_is_journaled_and_undone(node: Node, coordinator: User) -> None:
    entry = update_node(node=node, title="Petite enfance ", ref="1", version=1, by=coordinator)
    assert entry is not None
    assert entry.changes == {"ref": ["", "1"]}
    assert (node.ref, node.version) == ("1", 2)
    undo(entry=entry, by=coordinator)
    node.refresh_from_db()
    assert (node.ref, node.version) == ("", 3)


def test_renaming_to_the_same_writes_nothing(node: Node, coordinator: User) -> None:
    assert update_node(node=node, title=node.title, ref="", version=1, by=coordinator) is None


def test_renaming_what_somebody_else_renamed_is_refused(node: Node, coordinator: User) -> None:
    stale = Node.objects.get(pk=node.pk)
    update_node(node=node, title="Enfance", ref="", version=1, by=coordinator)
    with pytest.raises(StaleVersionError):
        update_node(node=stale, title="Jeunesse", ref="", version=1, by=coordinator)


def test_a_deleted_node_is_neither_renamed_nor_deleted_again(node: Node, coordinator: User) -> None:
    delete_node(node=Node.objects.get(pk=node.pk), by=coordinator)
    with pytest.raises(TreeError):
        update_node(node=node, title="x", ref="", version=None, by=coordinator)
    with pytest.raises(TreeError):
        delete_node(node=node, by=coordinator)


@pytest.mark.usefixtures("branch")
def test_a_node_goes_and_comes_back_with_all_it_holds(node: Node, coordinator: User) -> None:
    gone = delete_node(node=node, by=coordinator)
    assert _living() == (0, 0)
    assert {len(gone.details["nodes"]), len(gone.details["actions"])} == {2}
    back = undo(entry=gone, by=coordinator)
    assert _living() == (2, 2)
    again = undo(entry=back, by=coordinator)
    assert (again.verb, _living()) == ("node.deleted", (0, 0))
    undo(entry=again, by=coordinator)
    assert _living() == (2, 2)


def test_what_was_deleted_before_stays_deleted(
    node: Node, branch: dict[str, Node | Action], coordinator: User
) -> None:
    below = branch["below"]
    assert isinstance(below, Action)
    earlier = delete_action(action=below, by=coordinator)
    gone = delete_node(node=node, by=coordinator)
    with pytest.raises(TreeError, match="Accueil"):
        undo(entry=earlier, by=coordinator)
    undo(entry=gone, by=coordinator)
    assert _living() == (2, 1)
    undo(entry=earlier, by=coordinator)
    assert _living() == (2, 2)


def test_a_node_does_not_come_back_below_one_that_is_gone(
    node: Node, branch: dict[str, Node | Action], coordinator: User
) -> None:
    child = branch["child"]
    assert isinstance(child, Node)
    earlier = delete_node(node=child, by=coordinator)
    delete_node(node=node, by=coordinator)
    with pytest.raises(TreeError, match="Petite enfance"):
        undo(entry=earlier, by=coordinator)
    assert _living() == (0, 0)


@pytest.mark.usefixtures("branch")
def test_a_node_does_not_come_back_deeper_than_the_plan_now_goes(node: Node, coordinator: User) -> None:
    gone = delete_node(node=node, by=coordinator)
    values = {"level_names": ["Axe", "Action"]}
    update_convention(convention=node.convention, values=values, version=None, by=coordinator)
    with pytest.raises(TreeError):
        undo(entry=gone, by=coordinator)


@pytest.mark.usefixtures("branch")
def test_a_restoration_is_not_undone_over_what_was_added_since(node: Node, coordinator: User) -> None:
    back = undo(entry=delete_node(node=node, by=coordinator), by=coordinator)
    create_action(convention=node.convention, node=node, title="Nouvelle", by=coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=back, by=coordinator)
    assert _living() == (2, 3)


def test_a_created_node_that_holds_something_stays(convention: Convention, coordinator: User) -> None:
    axe = create_node(convention=convention, parent=None, title="Axe", by=coordinator)
    entry = Entry.objects.get(verb="node.created")
    created = create_action(convention=convention, node=axe, title="Fiche", by=coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=coordinator)
    delete_action(action=created, by=coordinator)
    undo(entry=entry, by=coordinator)
    assert _living() == (0, 0)
