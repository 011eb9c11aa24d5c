"""Roles looked up once a request; the rules on people and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User

_CACHE = "_roles_by_workspace"


def roles_of(user: User | AnonymousUser) -> dict[int, Role]:
    """The role of ``user`` in each of their workspaces; one query a user object."""
    if not user.is_authenticated:
        return {}
    cached: dict[int, Role] | None = user.__dict__.get(_CACHE)
    if cached is None:
        rows = Membership.objects.filter(user_id=user.pk).order_by().values_list("workspace_id", "role")
        cached = {workspace: Role(role) for workspace, role in rows}
        user.__dict__[_CACHE] = cached
    return cached


def forget_roles(user: User) -> None:
    """Drop what was looked up, after a membership changed in the same request."""
    user.__dict__.pop(_CACHE, None)


def role_in(user: User | AnonymousUser, workspace_id: int) -> Role | None:
    """The role of ``user`` there, or None."""
    return roles_of(user).get(workspace_id)


def is_platform_admin(user: User | AnonymousUser) -> bool:
    """Platform administrators are active staff."""
    return bool(user.is_active and user.is_staff)


def can_enter(user: User | AnonymousUser, workspace_id: int) -> bool:
    """Whoever has a membership may enter, and platform administrators everywhere."""
    return is_platform_admin(user) or role_in(user, workspace_id) is not None


def can_manage_members(user: User | AnonymousUser, workspace_id: int) -> bool:
    """Coordination invites, changes roles and revokes; so do platform administrators."""
    return is_platform_admin(user) or role_in(user, workspace_id) is Role.COORDINATION
