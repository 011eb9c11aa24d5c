"""A whole import taken back."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.errors import NotUndoableError, TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import (
    create_action,
    create_node,
    delete_action,
    import_plan,
    move_action,
    save_section,
    undo,
    update_convention,
    withdraw_import,
)
from maillage.journal.models import Entry
from tests.factories.conventions import member, rich_draft

BATCH, LATER = uuid.UUID(int=1), uuid.UUID(int=2)


def _titles() -> tuple[set[str], set[str]]:
    nodes, actions = (
        Node.objects.values_list("title", flat=True),
        Action.objects.values_list("title", flat=True),
    )
    return set(nodes), set(actions)


def _import(convention: Convention, by: User, batch: uuid.UUID = BATCH, replace: bool = False) -> Entry:
    return import_plan(convention=convention, draft=rich_draft(2, 2), batch=batch, by=by, replace=replace)


def _withdraw(convention: Convention, by: User, batch: uuid.UUID = BATCH) -> Entry:
    return withdraw_import(convention=convention, batch=batch, by=by)


@pytest.mark.usefixtures("action")
def test_an_import_goes_as_it_came(convention: Convention, coordinator: User) -> None:
    before = _titles()
    imported = _import(convention, coordinator)
    entry = _withdraw(convention, coordinator)
    assert _titles() == before
    assert (entry.verb, entry.undoes) == ("plan.withdrawn", imported)
    assert entry.details == {"batch": str(BATCH), "actions": 4, "edited": 0}


def test_it_goes_once(convention: Convention, coordinator: User) -> None:
    _import(convention, coordinator)
    _withdraw(convention, coordinator)
    with pytest.raises(NotUndoableError, match="déjà annulé"):
        _withdraw(convention, coordinator)
    with pytest.raises(NotUndoableError):
        _withdraw(convention, coordinator, LATER)


def test_fiches_edited_since_are_counted(convention: Convention, coordinator: User) -> None:
    _import(convention, coordinator)
    first, second, *_ = Action.objects.all()
    save_section(action=first, section="context", value=["Réécrit"], version=1, by=coordinator)
    delete_action(action=second, by=coordinator)
    entry = _withdraw(convention, coordinator)
    assert (entry.details["actions"], entry.details["edited"]) == (3, 1)
    assert not Action.objects.exists()


def test_what_was_written_by_hand_stays_with_the_nodes_above_it(
    convention: Convention, coordinator: User
) -> None:
    _import(convention, coordinator)
    first, second = Node.objects.filter(depth=0)
    mine = create_action(convention=convention, node=first, title="À la main", by=coordinator)
    inner = create_node(convention=convention, parent=second, title="Objectif", by=coordinator)
    _withdraw(convention, coordinator)
    assert _titles() == ({"Axe 1", "Axe 2", "Objectif"}, {"À la main"})
    assert Action.objects.get() == mine
    assert Node.objects.get(pk=inner.pk).parent == second


def test_an_imported_fiche_moved_elsewhere_goes_too(
    convention: Convention, node: Node, coordinator: User
) -> None:
    _import(convention, coordinator)
    moved = Action.objects.first()
    assert moved is not None
    entry = move_action(action=moved, node=node, position=0, by=coordinator)
    _withdraw(convention, coordinator)
    assert _titles() == ({node.title}, set())
    assert entry is not None
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=coordinator)


def test_a_fiche_deleted_before_does_not_come_back_alone(convention: Convention, coordinator: User) -> None:
    _import(convention, coordinator)
    action = Action.objects.first()
    assert action is not None
    gone = delete_action(action=action, by=coordinator)
    _withdraw(convention, coordinator)
    with pytest.raises(TreeError, match="Axe 1"):
        undo(entry=gone, by=coordinator)


@pytest.mark.usefixtures("action")
def test_a_replaced_plan_comes_back(convention: Convention, coordinator: User) -> None:
    before = _titles()
    _import(convention, coordinator, replace=True)
    assert _titles()[0] == {"Axe 1", "Axe 2"}
    _withdraw(convention, coordinator)
    assert _titles() == before


@pytest.mark.usefixtures("action")
def test_an_import_that_another_replaced_waits_for_its_turn(
    convention: Convention, coordinator: User
) -> None:
    before = _titles()
    _import(convention, coordinator, replace=True)
    _import(convention, coordinator, LATER, replace=True)
    with pytest.raises(NotUndoableError, match="plus récent"):
        _withdraw(convention, coordinator)
    _withdraw(convention, coordinator, LATER)
    _withdraw(convention, coordinator)
    assert _titles() == before


def test_an_import_beside_another_can_go_first(convention: Convention, coordinator: User) -> None:
    _import(convention, coordinator)
    _import(convention, coordinator, LATER)
    _withdraw(convention, coordinator)
    assert Action.objects.count() == 4
    assert set(Action.objects.values_list("batch", flat=True)) == {LATER}


def _with_levels(convention: Convention, by: User, *names: str) -> Entry:
    draft = PlanDraft(
        nodes=[NodeDraft(title="A", children=[NodeDraft(title="B", actions=[ActionDraft(title="C")])])],
        level_names=list(names),
    )
    return import_plan(convention=convention, draft=draft, batch=BATCH, by=by)


def test_the_convention_gets_back_what_the_import_changed(convention: Convention, coordinator: User) -> None:
    _with_levels(convention, coordinator, "Enjeu", "But", "Fiche")
    entry = _withdraw(convention, coordinator)
    assert convention.level_names == ["Axe", "Objectif", "Action"]
    assert entry.changes == {"level_names": [["Enjeu", "But", "Fiche"], ["Axe", "Objectif", "Action"]]}


def test_what_the_convention_changed_since_stays(convention: Convention, coordinator: User) -> None:
    stale = Convention.objects.get(pk=convention.pk)
    _with_levels(convention, coordinator, "Enjeu", "But", "Fiche")
    values = {"level_names": ["Cap", "But", "Fiche"], "name": "CTG du Bocage"}
    update_convention(convention=convention, values=values, version=None, by=coordinator)
    _withdraw(stale, coordinator)
    kept = Convention.objects.get()
    assert (kept.level_names, kept.name) == (["Cap", "But", "Fiche"], "CTG du Bocage")
    assert stale.name == "CTG du Bocage"


def test_levels_that_something_stands_on_keep_their_names(convention: Convention, coordinator: User) -> None:
    update_convention(
        convention=convention, values={"level_names": ["Axe", "Action"]}, version=None, by=coordinator
    )
    _with_levels(convention, coordinator, "Enjeu", "But", "Fiche")
    goal = Node.objects.get(depth=1)
    create_action(convention=convention, node=goal, title="À la main", by=coordinator)
    _withdraw(convention, coordinator)
    assert convention.level_names == ["Enjeu", "But", "Fiche"]
    assert _titles() == ({"A", "B"}, {"À la main"})


def test_only_coordination_imports_and_withdraws(convention: Convention, coordinator: User) -> None:
    pilot = member(convention, Role.PILOT)
    with pytest.raises(PermissionDenied):
        _import(convention, pilot)
    _import(convention, coordinator)
    with pytest.raises(PermissionDenied):
        _withdraw(convention, pilot)
    assert Action.objects.count() == 4
