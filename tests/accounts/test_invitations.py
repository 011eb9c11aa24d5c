"""Inviting, accepting, revoking: who may, what becomes of the link, what is written."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Invitation, Membership, Organisation, User
from maillage.accounts.notifications import Letter
from maillage.accounts.operations import (
    InvitationError,
    NewOrganisation,
    Standing,
    accept_as_newcomer,
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from maillage.accounts.permissions import role_in
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from tests.cast import Cast
from tests.factories.accounts import UserFactory

LETTER = Letter(place="Pays d’Orvelle", link=lambda token: f"https://exemple.fr/invitation/{token}/")
ADDRESS = "venue@exemple.fr"


def invited(cast: Cast, email: str = ADDRESS, standing: Standing | None = None) -> tuple[Invitation, str]:
    """An invitation by the coordination."""
    return invite(
        workspace_id=cast.convention.pk,
        email=email,
        standing=standing or Standing(Role.READING),
        letter=LETTER,
        by=cast.coordinatrice,
    )


def test_the_mail_leaves_once_the_write_is_kept_and_its_link_opens(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _, token = invited(cast)
        assert mail.outbox == []
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([ADDRESS], "Invitation\u00a0: Pays d’Orvelle")
    assert f"https://exemple.fr/invitation/{token}/" in message.body
    assert "Inès Morvan vous invite" in message.body
    assert "Votre rôle\u00a0: Lecture" in message.body


def test_only_the_hash_of_the_token_is_kept(cast: Cast) -> None:
    invitation, token = invited(cast)
    row = Invitation.objects.values().get(pk=invitation.pk)
    assert token not in str(row)
    assert token not in str(list(Entry.objects.values()))


def test_the_invitation_lasts_fourteen_days(cast: Cast) -> None:
    invitation, token = invited(cast)
    assert timedelta(days=13, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationError, match="expiré"):
        accept_invitation(token=token, user=UserFactory.create(email=ADDRESS))


@pytest.mark.parametrize("key", ["pilote", "contributrice", "elue", "conseillere", "lecteur", "etrangere"])
def test_only_coordination_invites(cast: Cast, key: str) -> None:
    with pytest.raises(PermissionDenied):
        invite(
            workspace_id=cast.convention.pk,
            email=ADDRESS,
            standing=Standing(Role.READING),
            letter=LETTER,
            by=getattr(cast, key),
        )
    assert not Invitation.objects.exists()


def test_a_member_is_not_invited_again_whatever_the_capitals(cast: Cast) -> None:
    with pytest.raises(DomainError, match="participe déjà"):
        invited(cast, email="Lecteur@Exemple.fr")


def test_inviting_again_closes_the_first_link(cast: Cast) -> None:
    _, first = invited(cast)
    _, second = invited(cast, standing=Standing(Role.PILOT))
    user = UserFactory.create(email=ADDRESS)
    with pytest.raises(InvitationError, match="retirée"):
        accept_invitation(token=first, user=user)
    assert accept_invitation(token=second, user=user).role == Role.PILOT


def test_two_pending_invitations_to_one_address_are_refused_by_the_database(cast: Cast) -> None:
    invitation, _ = invited(cast)
    invitation.pk, invitation.token_hash, invitation.email = None, "autre", ADDRESS.upper()
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save(force_insert=True)


def test_sending_again_keeps_the_promise_and_changes_the_link(cast: Cast) -> None:
    first, token = invited(cast, standing=Standing(Role.ADVICE, None, "conseillère"))
    again, other = resend_invitation(invitation=first, letter=LETTER, by=cast.coordinatrice)
    assert (again.role, again.function, other != token) == (Role.ADVICE, "conseillère", True)


def test_accepting_gives_the_role_the_organisation_and_the_function(cast: Cast) -> None:
    new = NewOrganisation("Les  Roseaux", OrganisationKind.ASSOCIATION)
    _, token = invited(cast, standing=Standing(Role.PILOT, new, "directrice"))
    user = UserFactory.create(email=ADDRESS)
    membership = accept_invitation(token=token, user=user)
    assert membership.organisation == Organisation.objects.get(name="Les Roseaux")
    assert (membership.function, role_in(user, cast.convention.pk)) == ("directrice", Role.PILOT)


def test_a_link_serves_once(cast: Cast) -> None:
    _, token = invited(cast)
    user = UserFactory.create(email=ADDRESS)
    accept_invitation(token=token, user=user)
    with pytest.raises(InvitationError, match="déjà été acceptée"):
        accept_invitation(token=token, user=user)


def test_somebody_else_cannot_use_the_link(cast: Cast) -> None:
    _, token = invited(cast)
    with pytest.raises(InvitationError, match=r"est pour venue@exemple\.fr"):
        accept_invitation(token=token, user=cast.etrangere)
    assert role_in(cast.etrangere, cast.convention.pk) is None


def test_a_newcomer_gets_an_account_whose_address_is_proved(cast: Cast) -> None:
    _, token = invited(cast)
    accept_as_newcomer(token=token, full_name=" Odile   Ranc ", password="douze lettres ou plus")
    user = User.objects.get(email=ADDRESS)
    assert (user.full_name, user.check_password("douze lettres ou plus")) == ("Odile Ranc", True)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1
    assert Membership.objects.filter(user=user, workspace=cast.convention.pk).count() == 1


def test_revoking_closes_the_link(cast: Cast) -> None:
    invitation, token = invited(cast)
    revoke_invitation(invitation=invitation, by=cast.coordinatrice)
    with pytest.raises(InvitationError, match="retirée"):
        accept_invitation(token=token, user=UserFactory.create(email=ADDRESS))
    with pytest.raises(DomainError):
        revoke_invitation(invitation=invitation, by=cast.coordinatrice)


def test_a_pilot_cannot_revoke(cast: Cast) -> None:
    invitation, _ = invited(cast)
    with pytest.raises(PermissionDenied):
        revoke_invitation(invitation=invitation, by=cast.pilote)


def test_every_step_is_in_the_journal_of_the_convention(cast: Cast) -> None:
    invitation, _ = invited(cast)
    revoke_invitation(invitation=invitation, by=cast.coordinatrice)
    _, token = invited(cast)
    accept_invitation(token=token, user=UserFactory.create(email=ADDRESS))
    verbs = (
        Entry.objects.filter(convention_id=cast.convention.pk).order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["invitation.sent", "invitation.revoked", "invitation.sent", "invitation.accepted"]
    assert all(re.fullmatch(r"\S+@exemple\.fr", one.subject_label) for one in Entry.objects.all())
