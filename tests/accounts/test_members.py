"""Roles change, people leave, and a workspace always keeps a coordination."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Membership
from maillage.accounts.operations import (
    NewOrganisation,
    Standing,
    change_role,
    leave,
    open_workspace,
    remove_member,
    update_member,
)
from maillage.accounts.permissions import can_enter, can_manage_members, role_in
from maillage.accounts.selectors import members_of, users_with_role
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from tests.cast import Cast
from tests.factories.accounts import UserFactory

Act = Callable[[Membership, Cast], object]

ENDINGS: dict[str, Act] = {
    "remove": lambda row, cast: remove_member(membership=row, by=cast.admin),
    "leave": lambda row, _: leave(membership=row, by=row.user),
    "change": lambda row, cast: change_role(membership=row, role=Role.READING, by=cast.admin),
    "update": lambda row, cast: update_member(membership=row, standing=Standing(Role.PILOT), by=cast.admin),
}


@pytest.mark.parametrize("act", ENDINGS)
def test_the_last_coordination_stays(cast: Cast, act: str) -> None:
    with pytest.raises(DomainError, match="seule à coordonner"):
        ENDINGS[act](cast.membership(cast.coordinatrice), cast)
    assert role_in(cast.coordinatrice, cast.convention.pk) is Role.COORDINATION


@pytest.mark.parametrize("act", ENDINGS)
def test_a_coordination_may_go_when_another_stays(cast: Cast, act: str) -> None:
    change_role(membership=cast.membership(cast.pilote), role=Role.COORDINATION, by=cast.coordinatrice)
    ENDINGS[act](cast.membership(cast.coordinatrice), cast)
    left = Membership.objects.filter(workspace=cast.convention.pk, role=Role.COORDINATION)
    assert [row.user for row in left] == [cast.pilote]


def test_a_closed_account_does_not_count_as_coordination(cast: Cast) -> None:
    change_role(membership=cast.membership(cast.pilote), role=Role.COORDINATION, by=cast.coordinatrice)
    type(cast.pilote).objects.filter(pk=cast.pilote.pk).update(is_active=False)
    with pytest.raises(DomainError):
        leave(membership=cast.membership(cast.coordinatrice), by=cast.coordinatrice)


@pytest.mark.parametrize("key", ["pilote", "contributrice", "elue", "conseillere", "lecteur", "etrangere"])
def test_only_coordination_changes_and_removes(cast: Cast, key: str) -> None:
    row, by = cast.membership(cast.autre_pilote), getattr(cast, key)
    with pytest.raises(PermissionDenied):
        change_role(membership=row, role=Role.COORDINATION, by=by)
    with pytest.raises(PermissionDenied):
        remove_member(membership=row, by=by)
    with pytest.raises(PermissionDenied):
        update_member(membership=row, standing=Standing(Role.READING), by=by)


def test_nobody_leaves_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        leave(membership=cast.membership(cast.pilote), by=cast.coordinatrice)


def test_whoever_leaves_cannot_enter_any_more(cast: Cast) -> None:
    assert can_enter(cast.lecteur, cast.convention.pk)
    leave(membership=cast.membership(cast.lecteur), by=cast.lecteur)
    assert not can_enter(cast.lecteur, cast.convention.pk)


def test_a_change_says_before_and_after_in_the_journal(cast: Cast) -> None:
    new = NewOrganisation("CAF de l’Orvelle", OrganisationKind.CAF)
    standing = Standing(Role.CONTRIBUTION, new, "chargée de projet")
    update_member(membership=cast.membership(cast.lecteur), standing=standing, by=cast.coordinatrice)
    told = {entry.verb: entry.changes for entry in Entry.objects.all()}
    assert told["membership.role_changed"] == {"role": ["lecture", "contribution"]}
    assert told["membership.updated"] == {
        "organisation": [None, "CAF de l’Orvelle"],
        "function": ["", "chargée de projet"],
    }
    assert told["organisation.created"]["kind"] == [None, "caf"]


def test_saving_what_is_already_there_writes_nothing(cast: Cast) -> None:
    row = cast.membership(cast.lecteur)
    update_member(membership=row, standing=Standing(Role.READING), by=cast.coordinatrice)
    assert not Entry.objects.exists()


def test_opening_a_workspace_makes_its_coordination(cast: Cast) -> None:
    user = UserFactory.create()
    workspace = open_workspace(by=user)
    assert can_manage_members(user, workspace.pk)
    assert not can_manage_members(cast.coordinatrice, workspace.pk)


def test_members_come_from_coordination_to_reading_then_by_name(cast: Cast) -> None:
    roles = [row.role for row in members_of(cast.convention.pk, cast.lecteur)]
    assert roles == ["coordination", "pilote", "pilote", "contribution", "elu", "conseil", "lecture"]
    names = [row.user.full_name for row in members_of(cast.convention.pk, cast.lecteur)]
    assert names[1:3] == ["Karim Belloc", "Maud Thévenard"]


def test_a_stranger_sees_no_member_and_the_platform_sees_all(cast: Cast) -> None:
    assert not members_of(cast.convention.pk, cast.etrangere).exists()
    assert members_of(cast.convention.pk, cast.admin).count() == 7


def test_who_may_is_answered_by_role(cast: Cast) -> None:
    found = users_with_role(cast.convention.pk, [Role.COORDINATION, Role.PILOT])
    assert set(found) == {cast.coordinatrice, cast.pilote, cast.autre_pilote}
