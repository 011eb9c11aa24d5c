"""Changing what a member may do, and leaving. A workspace always keeps a coordination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from maillage.accounts.enums import Role
from maillage.accounts.events import MembershipEnded
from maillage.accounts.models import Membership, Workspace
from maillage.accounts.operations.organisations import settled
from maillage.accounts.permissions import can_manage_members, forget_roles
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError
from maillage.kernel.events import publish

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.accounts.operations.standing import Standing

LAST_COORDINATION = (
    "Cette personne est la seule à coordonner. "
    "Donnez d’abord le rôle «\u00a0Coordination\u00a0» à quelqu’un d’autre."
)


def _subject(membership: Membership) -> Subject:
    return Subject("membership", membership.pk, membership.user.get_full_name())


def _managed(membership: Membership, by: User) -> Membership:
    """The membership, its workspace locked, once ``by`` is known to manage it."""
    if not can_manage_members(by, membership.workspace_id):
        raise PermissionDenied
    return _locked(membership)


def _locked(membership: Membership) -> Membership:
    """Read it again under a lock: two coordinations cannot leave at the same time."""
    Workspace.objects.select_for_update().get(pk=membership.workspace_id)
    row = Membership.objects.select_related("user", "organisation").filter(pk=membership.pk).first()
    if row is None:
        raise DomainError("Cette personne ne participe plus à la convention.")
    return row


def is_last_coordination(membership: Membership) -> bool:
    """Whether nobody else with an open account coordinates there."""
    if membership.role != Role.COORDINATION:
        return False
    others = Membership.objects.filter(
        workspace_id=membership.workspace_id, role=Role.COORDINATION, user__is_active=True
    ).exclude(pk=membership.pk)
    return not others.exists()


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> Membership:
    """Give another role. DomainError when no coordination would be left."""
    row = _managed(membership, by)
    before = Role(row.role)
    if before is role:
        return row
    if role is not Role.COORDINATION and is_last_coordination(row):
        raise DomainError(LAST_COORDINATION)
    row.role = role
    row.save(update_fields=["role"])
    forget_roles(by)
    _record(row, "membership.role_changed", {"role": (before.value, role.value)}, by)
    return row


@transaction.atomic
def update_member(*, membership: Membership, standing: Standing, by: User) -> Membership:
    """Role, organisation and function at once. DomainError when no coordination would be left."""
    row = change_role(membership=membership, role=standing.role, by=by)
    before = _description(row)
    row.organisation, row.function = settled(standing.organisation, by), standing.function.strip()
    after = _description(row)
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changes:
        row.save(update_fields=["organisation", "function"])
        _record(row, "membership.updated", changes, by)
    return row


def _description(row: Membership) -> dict[str, str | None]:
    return {"organisation": row.organisation.name if row.organisation else None, "function": row.function}


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """Take a membership away. DomainError for the last coordination."""
    _end(_managed(membership, by), "membership.removed", by)


@transaction.atomic
def leave(*, membership: Membership, by: User) -> None:
    """One's own membership ends. DomainError for the last coordination."""
    if membership.user_id != by.pk:
        raise PermissionDenied
    _end(_locked(membership), "membership.left", by)


def _end(row: Membership, verb: str, by: User) -> None:
    if is_last_coordination(row):
        raise DomainError(LAST_COORDINATION)
    _record(row, verb, {"role": (row.role, None)}, by)
    publish(MembershipEnded(row.workspace_id, row.user_id, row.user.email))
    row.delete()
    forget_roles(by)


def _record(row: Membership, verb: str, changes: dict[str, tuple[str | None, str | None]], by: User) -> None:
    record(Fact(verb=verb, subject=_subject(row), convention_id=row.workspace_id, changes=changes), by=by)
