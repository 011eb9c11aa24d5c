"""Who may do what in a convention. One rule, used by page, export, e-mail and API alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.accounts.enums import Role
from maillage.accounts.permissions import can_enter, is_platform_admin, role_in, roles_of
from maillage.conventions.models import Pilot

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention
    from maillage.journal.models import Entry

    Viewer = User | AnonymousUser


def can_view_convention(user: Viewer, convention: Convention) -> bool:
    """Whoever has a role in it."""
    return can_enter(user, convention.pk)


def can_create_convention(user: Viewer) -> bool:
    """Platform administration, and whoever already coordinates a convention."""
    return is_platform_admin(user) or Role.COORDINATION in roles_of(user).values()


def can_edit_convention(user: Viewer, convention: Convention) -> bool:
    """Coordination changes the convention itself: period, territories, signatories, template."""
    return is_platform_admin(user) or role_in(user, convention.pk) is Role.COORDINATION


def can_edit_plan(user: Viewer, convention: Convention) -> bool:
    """Coordination creates, moves and deletes what the plan is made of."""
    return can_edit_convention(user, convention)


def can_import_document(user: Viewer, convention: Convention) -> bool:
    """Coordination brings documents in."""
    return can_edit_plan(user, convention)


def can_edit_action(user: Viewer, action: Action) -> bool:
    """Coordination edits every fiche; a pilote edits those that name them as pilot."""
    if can_edit_convention(user, action.convention):
        return True
    if user.pk is None or role_in(user, action.convention_id) is not Role.PILOT:
        return False
    return Pilot.objects.filter(action=action, member__user_id=user.pk).exists()


def can_undo(user: Viewer, entry: Entry) -> bool:
    """Coordination takes anything back; others, what they did themselves."""
    if entry.convention_id is None:
        return False
    if is_platform_admin(user) or role_in(user, entry.convention_id) is Role.COORDINATION:
        return True
    return entry.actor_id == user.pk and role_in(user, entry.convention_id) is Role.PILOT
