"""Opening, naming and closing the account of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import transaction

from maillage.accounts.events import MembershipEnded
from maillage.accounts.models import Membership, User
from maillage.accounts.operations.members import is_last_coordination
from maillage.accounts.permissions import forget_roles, is_platform_admin
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError
from maillage.kernel.events import publish

if TYPE_CHECKING:
    from typing import Any


def _record(
    user: User, verb: str, by: User | None, changes: dict[str, tuple[Any, Any]] | None = None
) -> None:
    subject = Subject("user", user.pk, user.get_full_name())
    record(Fact(verb=verb, subject=subject, changes=changes or {}), by=by)


@transaction.atomic
def open_account(
    *, email: str, full_name: str = "", password: str | None = None, is_admin: bool = False, by: User | None
) -> User:
    """An account that can sign in at once, its address taken as proved by the caller.

    Without a password, a code by e-mail opens it. DomainError when the address has an account.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError("Cette adresse a déjà un compte.")
    user = User.objects.create_user(
        email, password, full_name=" ".join(full_name.split()), is_staff=is_admin, is_superuser=is_admin
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _record(user, "user.created", by or user)
    return user


@transaction.atomic
def rename(*, full_name: str, by: User) -> User:
    """Change one's own name."""
    before, after = by.full_name, " ".join(full_name.split())
    if not after:
        raise DomainError("Écrivez votre nom.")
    if before != after:
        by.full_name = after
        by.save(update_fields=["full_name"])
        _record(by, "user.updated", by, {"full_name": (before, after)})
    return by


@transaction.atomic
def administer_account(*, user: User, full_name: str, is_active: bool, is_admin: bool, by: User) -> User:
    """Platform administration names, suspends or opens an account, and makes administrators.

    DomainError for one's own suspension: somebody must be able to undo it.
    """
    if not is_platform_admin(by):
        raise PermissionDenied
    if user.pk == by.pk and not (is_active and is_admin):
        raise DomainError("Vous ne pouvez pas vous retirer l’administration.")
    row = User.objects.select_for_update().get(pk=user.pk)
    after = {"full_name": full_name, "is_active": is_active, "is_staff": is_admin}
    changes = {
        name: (getattr(row, name), value) for name, value in after.items() if getattr(row, name) != value
    }
    if changes:
        row.full_name, row.is_active, row.is_staff, row.is_superuser = (
            full_name,
            is_active,
            is_admin,
            is_admin,
        )
        row.save()
        _record(row, "user.updated", by, changes)
    return row


@transaction.atomic
def close_account(*, by: User) -> None:
    """Close one's own account for good: memberships end, the address and every key are erased.

    The row stays, emptied, and so does the name in the journal of the conventions: they must still
    be able to say who wrote what. DomainError while a convention has no other coordination.
    """
    memberships = list(Membership.objects.select_for_update().filter(user=by))
    if any(is_last_coordination(row) for row in memberships):
        raise DomainError(
            "Vous êtes la seule personne à coordonner une convention. Nommez d’abord quelqu’un d’autre."
        )
    _record(by, "user.closed", by)
    for row in memberships:
        publish(MembershipEnded(row.workspace_id, by.pk, by.email))
        row.delete()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=by).delete()
    by.notices.all().delete()
    by.email, by.full_name, by.is_active = f"compte-{by.pk}@ferme.invalid", "Compte fermé", False
    by.is_staff = by.is_superuser = False
    by.set_unusable_password()
    by.save()
    forget_roles(by)
