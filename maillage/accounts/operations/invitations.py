"""Promising a membership to an address, taking the promise back, keeping it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, Membership, User, Workspace
from maillage.accounts.notifications import INVITATION, Letter, send_invitation
from maillage.accounts.operations.organisations import settled
from maillage.accounts.operations.people import open_account
from maillage.accounts.operations.standing import Standing
from maillage.accounts.permissions import can_manage_members, forget_roles
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError
from maillage.kernel.mail import cancel

if TYPE_CHECKING:
    from typing import Any


LIFETIME = timedelta(days=14)


class InvitationError(DomainError):
    """The invitation cannot be accepted: unknown, revoked, used, expired, or another's."""


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _record(invitation: Invitation, verb: str, by: User, changes: dict[str, tuple[Any, Any]]) -> None:
    subject = Subject("invitation", invitation.pk, invitation.email)
    record(Fact(verb=verb, subject=subject, convention_id=invitation.workspace_id, changes=changes), by=by)


@transaction.atomic
def invite(
    *, workspace_id: int, email: str, standing: Standing, letter: Letter, by: User
) -> tuple[Invitation, str]:
    """Invite an address for 14 days; the letter leaves once the transaction is kept.

    Returns the invitation and its token, which exists nowhere else. Inviting again replaces the
    pending invitation. DomainError for somebody who is already a member.
    """
    if not can_manage_members(by, workspace_id):
        raise PermissionDenied
    email = email.strip().lower()
    Workspace.objects.select_for_update().get(pk=workspace_id)
    if Membership.objects.filter(workspace_id=workspace_id, user__email__iexact=email).exists():
        raise DomainError(f"{email} participe déjà à cette convention.")
    former = list(_pending(workspace_id, email).values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=former).update(revoked_at=timezone.now())
    cancel(kind=INVITATION, about=former)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        workspace_id=workspace_id,
        email=email,
        role=standing.role,
        organisation=settled(standing.organisation, by),
        function=standing.function.strip(),
        token_hash=digest(token),
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    _record(invitation, "invitation.sent", by, {"role": (None, standing.role.value)})
    send_invitation(invitation, token, letter)
    return invitation, token


def _pending(workspace_id: int, email: str) -> Any:
    return Invitation.objects.filter(
        workspace_id=workspace_id, email__iexact=email, accepted_at__isnull=True, revoked_at__isnull=True
    )


@transaction.atomic
def resend_invitation(*, invitation: Invitation, letter: Letter, by: User) -> tuple[Invitation, str]:
    """Invite again as before: a new link, 14 days more, the former link closed."""
    standing = Standing(Role(invitation.role), invitation.organisation, invitation.function)
    return invite(
        workspace_id=invitation.workspace_id, email=invitation.email, standing=standing, letter=letter, by=by
    )


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Close the link. DomainError when it was already used or revoked."""
    if not can_manage_members(by, invitation.workspace_id):
        raise PermissionDenied
    Workspace.objects.select_for_update().get(pk=invitation.workspace_id)
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise DomainError("Cette invitation a déjà été acceptée ou retirée.")
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    cancel(kind=INVITATION, about=[row.pk])
    _record(row, "invitation.revoked", by, {"role": (row.role, None)})
    return row


def invitation_of(token: str) -> Invitation:
    """The open invitation that ``token`` belongs to. InvitationError says why there is none."""
    row = (
        Invitation.objects.select_related("organisation", "invited_by")
        .filter(token_hash=digest(token))
        .first()
    )
    if row is None or row.revoked_at:
        raise InvitationError("Cette invitation n’existe pas ou a été retirée.")
    if row.accepted_at:
        raise InvitationError("Cette invitation a déjà été acceptée.")
    if row.is_expired:
        raise InvitationError("Cette invitation a expiré. Demandez à la coordination de la renvoyer.")
    return row


def _locked(token: str) -> Invitation:
    """The open invitation of ``token``, read again under the lock of its workspace: a link serves once."""
    Workspace.objects.select_for_update().get(pk=invitation_of(token).workspace_id)
    return invitation_of(token)


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Membership:
    """Become a member. InvitationError when it is closed or promised to another address."""
    invitation = _locked(token)
    if user.email.lower() != invitation.email.lower():
        raise InvitationError(
            f"Cette invitation est pour {invitation.email}. Votre session est ouverte avec {user.email}."
        )
    membership, created = Membership.objects.get_or_create(
        workspace_id=invitation.workspace_id,
        user=user,
        defaults={
            "role": invitation.role,
            "organisation": invitation.organisation,
            "function": invitation.function,
        },
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    forget_roles(user)
    _record(invitation, "invitation.accepted", user, {"role": (None, membership.role)} if created else {})
    return membership


@transaction.atomic
def accept_as_newcomer(*, token: str, full_name: str, password: str) -> Membership:
    """Open an account for the invited address, which the link proves, and accept.

    InvitationError when that address has an account already, suspended or opened meanwhile.
    """
    invitation = _locked(token)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationError("Cette adresse a déjà un compte. Connectez-vous, ou écrivez à la coordination.")
    user = open_account(email=invitation.email, full_name=full_name, password=password, by=None)
    return accept_invitation(token=token, user=user)
