"""Who may write the diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.accounts.enums import Role
from maillage.accounts.permissions import is_platform_admin, role_in

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User


def can_edit_findings(user: User | AnonymousUser, workspace_id: int) -> bool:
    """Coordination writes the diagnosis; whoever may enter the workspace reads it."""
    return is_platform_admin(user) or role_in(user, workspace_id) is Role.COORDINATION
