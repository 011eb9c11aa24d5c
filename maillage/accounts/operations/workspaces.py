"""Opening the space that memberships give access to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, Workspace
from maillage.accounts.permissions import forget_roles
from maillage.journal.operations import Fact, Subject, record

if TYPE_CHECKING:
    from maillage.accounts.models import User


@transaction.atomic
def open_workspace(*, by: User) -> Workspace:
    """A new workspace, whose coordination is ``by``.

    Who may open one is the rule of what the workspace will hold: the caller checks it.
    """
    workspace = Workspace.objects.create()
    membership = Membership.objects.create(workspace=workspace, user=by, role=Role.COORDINATION)
    forget_roles(by)
    record(
        Fact(
            verb="membership.created",
            subject=Subject("membership", membership.pk, by.get_full_name()),
            convention_id=workspace.pk,
            changes={"role": (None, Role.COORDINATION.value)},
        ),
        by=by,
    )
    return workspace
