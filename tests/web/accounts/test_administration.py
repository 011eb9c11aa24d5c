"""What platform administration may do in /administration/, and what stays the pages' work."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Organisation, User
from maillage.accounts.operations import administer_account
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from tests.cast import Cast
from tests.factories.accounts import OrganisationFactory

INLINE = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


@pytest.fixture
def admin(cast: Cast) -> Client:
    """The browser of the platform administration."""
    client = Client()
    client.force_login(cast.admin)
    return client


def test_an_account_is_suspended_and_the_journal_says_by_whom(cast: Cast, admin: Client) -> None:
    address = reverse("admin:accounts_user_change", args=[cast.lecteur.pk])
    assert "Bruno Salvy" in admin.get(address).content.decode()
    admin.post(address, {"full_name": "Bruno Salvy", **INLINE})
    assert not User.objects.get(pk=cast.lecteur.pk).is_active
    entry = Entry.objects.get(verb="user.updated")
    assert (entry.actor_name, entry.changes) == ("Ada Perrot", {"is_active": [True, False]})


def test_nobody_takes_the_administration_from_themselves(cast: Cast) -> None:
    with pytest.raises(DomainError):
        administer_account(user=cast.admin, full_name="Ada", is_active=True, is_admin=False, by=cast.admin)


def test_ones_own_account_cannot_be_suspended_by_the_form(cast: Cast, admin: Client) -> None:
    address = reverse("admin:accounts_user_change", args=[cast.admin.pk])
    assert admin.post(address, {"full_name": "Ada P.", **INLINE}).status_code == 302
    row = User.objects.get(pk=cast.admin.pk)
    assert (row.full_name, row.is_active, row.is_staff) == ("Ada P.", True, True)


def test_an_organisation_is_corrected(cast: Cast, admin: Client) -> None:
    organisation = OrganisationFactory.create(name="Caf Orvele")
    address = reverse("admin:accounts_organisation_change", args=[organisation.pk])
    admin.post(address, {"name": "CAF de l’Orvelle", "kind": "caf", "siret": ""})
    assert Organisation.objects.get(pk=organisation.pk).kind == "caf"
    assert Entry.objects.get(verb="organisation.updated").actor_id == cast.admin.pk


def test_a_lost_second_factor_is_removed_and_its_secret_never_shown(cast: Cast, admin: Client) -> None:
    TOTP.activate(cast.lecteur, "JBSWY3DPEHPK3PXP")
    key = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    page = admin.get(reverse("admin:mfa_authenticator_change", args=[key.pk])).content.decode()
    assert "JBSWY3DPEHPK3PXP" not in page
    assert "secret" not in page
    admin.post(reverse("admin:mfa_authenticator_delete", args=[key.pk]), {"post": "yes"})
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_memberships_invitations_and_journal_are_only_read(cast: Cast, admin: Client) -> None:
    row = cast.membership(cast.coordinatrice)
    assert admin.get(reverse("admin:accounts_membership_change", args=[row.pk])).status_code == 200
    assert (
        admin.post(reverse("admin:accounts_membership_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
    for name in ("accounts_membership", "accounts_invitation", "journal_entry", "accounts_user"):
        assert admin.get(reverse(f"admin:{name}_changelist")).status_code == 200
        assert admin.get(reverse(f"admin:{name}_add")).status_code == 403
