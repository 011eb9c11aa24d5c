"""Who may do what: every role, at home and elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import (
    create_action,
    create_node,
    delete_action,
    delete_node,
    move_action,
    move_node,
    save_section,
    save_signatory,
    set_territories,
    set_themes,
    update_convention,
    update_node,
)
from maillage.conventions.permissions import (
    can_create_convention,
    can_edit_action,
    can_edit_convention,
    can_edit_plan,
    can_import_document,
    can_undo,
    can_view_convention,
)
from maillage.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.conventions import ConventionFactory, PilotFactory, member


@dataclass
class Stage:
    """What a write acts on."""

    convention: Convention
    node: Node
    action: Action


Write = Callable[[Stage, User], object]
OF_THE_PLAN: dict[str, Write] = {
    "create_node": lambda on, by: create_node(convention=on.convention, parent=None, title="x", by=by),
    "update_node": lambda on, by: update_node(node=on.node, title="x", ref="", version=None, by=by),
    "move_node": lambda on, by: move_node(node=on.node, parent=None, position=3, by=by),
    "delete_node": lambda on, by: delete_node(node=on.node, by=by),
    "create_action": lambda on, by: create_action(convention=on.convention, node=on.node, title="x", by=by),
    "move_action": lambda on, by: move_action(action=on.action, node=None, position=0, by=by),
    "delete_action": lambda on, by: delete_action(action=on.action, by=by),
    "update_convention": lambda on, by: update_convention(
        convention=on.convention, values={"name": "x"}, version=None, by=by
    ),
    "set_themes": lambda on, by: set_themes(convention=on.convention, rows=[(None, "x")], by=by),
    "set_territories": lambda on, by: set_territories(
        convention=on.convention, communes=[], intercommunalities=[], by=by
    ),
    "save_signatory": lambda on, by: save_signatory(convention=on.convention, name="x", by=by),
}
OTHERS = [role for role in Role if role is not Role.COORDINATION]


def _edit(action: Action, by: User) -> Entry | None:
    return save_section(action=action, section="context", value=["x"], version=None, by=by)


def _pilots(action: Action, user: User) -> User:
    PilotFactory.create(action=action, member=Membership.objects.get(user=user))
    return user


@pytest.mark.parametrize("write", OF_THE_PLAN)
@pytest.mark.parametrize("role", OTHERS)
def test_only_coordination_changes_the_plan(
    convention: Convention, node: Node, action: Action, role: Role, write: str
) -> None:
    by = _pilots(action, member(convention, role))
    with pytest.raises(PermissionDenied):
        OF_THE_PLAN[write](Stage(convention, node, action), by)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("write", OF_THE_PLAN)
def test_coordination_of_another_convention_changes_nothing_here(
    convention: Convention, node: Node, action: Action, write: str
) -> None:
    stranger = member(ConventionFactory.create(), Role.COORDINATION)
    with pytest.raises(PermissionDenied):
        OF_THE_PLAN[write](Stage(convention, node, action), stranger)


@pytest.mark.parametrize("write", OF_THE_PLAN)
def test_coordination_and_the_platform_change_the_plan(
    convention: Convention, node: Node, action: Action, coordinator: User, write: str
) -> None:
    OF_THE_PLAN[write](Stage(convention, node, action), coordinator)


def test_a_pilote_edits_the_fiches_that_name_them_only(convention: Convention, action: Action) -> None:
    pilot, other = _pilots(action, member(convention, Role.PILOT)), member(convention, Role.PILOT)
    assert _edit(action, pilot)
    with pytest.raises(PermissionDenied):
        _edit(action, other)


@pytest.mark.parametrize("role", [Role.CONTRIBUTION, Role.ELECTED, Role.ADVICE, Role.READING])
def test_being_named_as_pilot_is_not_enough_without_the_role(
    convention: Convention, action: Action, role: Role
) -> None:
    with pytest.raises(PermissionDenied):
        _edit(action, _pilots(action, member(convention, role)))


def test_nobody_edits_from_outside(action: Action) -> None:
    for user in (
        AnonymousUser(),
        UserFactory.create(),
        member(ConventionFactory.create(), Role.COORDINATION),
    ):
        assert not can_edit_action(user, action)
        assert not can_view_convention(user, action.convention)
        assert not can_edit_plan(user, action.convention)
        assert not can_import_document(user, action.convention)


@pytest.mark.parametrize("role", Role)
def test_every_member_sees_and_only_coordination_decides(convention: Convention, role: Role) -> None:
    user, decides = member(convention, role), role is Role.COORDINATION
    assert can_view_convention(user, convention)
    assert can_edit_convention(user, convention) is decides
    assert can_import_document(user, convention) is decides
    assert can_create_convention(user) is decides
    theirs = Entry(convention_id=convention.pk, actor_id=user.pk)
    assert can_undo(user, theirs) is (role is not Role.READING)
    assert can_undo(user, Entry(convention_id=convention.pk, actor_id=None)) is decides
    assert not can_undo(user, Entry(convention_id=None, actor_id=user.pk))


def test_the_platform_may_everything_while_its_account_is_open(convention: Convention) -> None:
    admin, closed = UserFactory.create(is_admin=True), UserFactory.create(is_admin=True, is_active=False)
    for rule in (can_view_convention, can_edit_convention, can_edit_plan, can_import_document):
        assert rule(admin, convention)
        assert not rule(closed, convention)
    assert can_create_convention(admin)
    assert not can_create_convention(AnonymousUser())
