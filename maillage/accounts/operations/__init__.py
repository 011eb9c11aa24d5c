"""Writes on people and rights: each checks the right, changes, then writes in the journal."""

from __future__ import annotations

from maillage.accounts.operations.digests import choose_digest, reader_of, send_digests
from maillage.accounts.operations.invitations import (
    InvitationError,
    accept_as_newcomer,
    accept_invitation,
    invitation_of,
    invite,
    resend_invitation,
    revoke_invitation,
)
from maillage.accounts.operations.members import change_role, leave, remove_member, update_member
from maillage.accounts.operations.notices import clean_notices, mark_all_read, mark_read, notify
from maillage.accounts.operations.organisations import (
    NewOrganisation,
    create_organisation,
    update_organisation,
)
from maillage.accounts.operations.people import administer_account, close_account, open_account, rename
from maillage.accounts.operations.standing import Standing
from maillage.accounts.operations.workspaces import open_workspace

__all__ = [
    "InvitationError",
    "NewOrganisation",
    "Standing",
    "accept_as_newcomer",
    "accept_invitation",
    "administer_account",
    "change_role",
    "choose_digest",
    "clean_notices",
    "close_account",
    "create_organisation",
    "invitation_of",
    "invite",
    "leave",
    "mark_all_read",
    "mark_read",
    "notify",
    "open_account",
    "open_workspace",
    "reader_of",
    "remove_member",
    "rename",
    "resend_invitation",
    "revoke_invitation",
    "send_digests",
    "update_member",
    "update_organisation",
]
