"""The values that addresses take: each parameter with one's own object and another's.

To add a parameter: a function of the cast that gives ``(own, foreign)``, and its line in
``PARAMETERS``. ``foreign`` belongs to ``elsewhere``; None where nothing belongs to a convention.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation
from maillage.accounts.operations.invitations import LIFETIME, digest
from maillage.conventions.models import Convention
from tests.cast import Cast

Pair = tuple[object, object | None]
TOKEN = "jeton-de-l-invitation"
EXPECTED = "attendue@exemple.fr"


def _invitation(convention: Convention, token: str) -> Invitation:
    return Invitation.objects.create(
        workspace_id=convention.pk,
        email=EXPECTED,
        role=Role.READING,
        token_hash=digest(token),
        expires_at=timezone.now() + LIFETIME - timedelta(days=1),
    )


def conventions(cast: Cast) -> Pair:
    """The convention of the cast, and the stranger's."""
    return cast.convention.pk, cast.elsewhere.pk


def members(cast: Cast) -> Pair:
    """A member who is not the one who asks."""
    return cast.membership(cast.autre_pilote).pk, cast.membership(cast.etrangere).pk


def invitations(cast: Cast) -> Pair:
    """A pending invitation."""
    return _invitation(cast.convention, "ici").pk, _invitation(cast.elsewhere, "ailleurs").pk


def tokens(cast: Cast) -> Pair:
    """The token of an invitation to an address that nobody has."""
    _invitation(cast.convention, TOKEN)
    return TOKEN, None


def keys(cast: Cast) -> Pair:
    """A passkey of the coordination."""
    key = Authenticator.objects.create(
        user=cast.coordinatrice, type=Authenticator.Type.WEBAUTHN, data={"name": "Bureau", "credential": {}}
    )
    return key.pk, None


def confirmations(cast: Cast) -> Pair:
    """The key of an address to confirm."""
    wanted = EmailAddress.objects.create(user=cast.lecteur, email="nouvelle.adresse@exemple.fr")
    return EmailConfirmationHMAC(wanted).key, None


def actions(cast: Cast) -> Pair:
    """The action that ``pilote`` answers for."""
    return cast.action.pk, cast.foreign_action.pk


# A parameter whose name says nothing alone is written with its address: ``address.parameter``.
PARAMETERS: dict[str, Callable[[Cast], Pair]] = {
    "convention_id": conventions,
    "action_id": actions,
    "member_id": members,
    "invitation_id": invitations,
    "token": tokens,
    "pk": keys,
    "account_confirm_email.key": confirmations,
    "account_reset_password_from_key.uidb36": lambda _: ("1", None),
    "account_reset_password_from_key.key": lambda _: ("perime", None),
    "provider_id": lambda _: ("oidc", None),
}


def value(name: str, parameter: str, cast: Cast) -> Pair:
    """The values of ``parameter`` in the address ``name``."""
    give = PARAMETERS.get(f"{name}.{parameter}") or PARAMETERS[parameter]
    return give(cast)
