"""Writes on people and rights: each checks the right, changes, then writes in the journal."""

from __future__ import annotations

from maillage.accounts.operations.invitations import (
    InvitationError,
    Promise,
    accept_as_newcomer,
    accept_invitation,
    invitation_of,
    invite,
    resend_invitation,
    revoke_invitation,
)
from maillage.accounts.operations.members import change_role, describe_member, leave, remove_member
from maillage.accounts.operations.organisations import create_organisation
from maillage.accounts.operations.people import close_account, open_account, rename
from maillage.accounts.operations.workspaces import open_workspace

__all__ = [
    "InvitationError",
    "Promise",
    "accept_as_newcomer",
    "accept_invitation",
    "change_role",
    "close_account",
    "create_organisation",
    "describe_member",
    "invitation_of",
    "invite",
    "leave",
    "open_account",
    "open_workspace",
    "remove_member",
    "rename",
    "resend_invitation",
    "revoke_invitation",
]
