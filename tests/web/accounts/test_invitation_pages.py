"""From the coordination's form to the page behind the link."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, Membership, User
from tests.cast import Cast
from tests.factories.accounts import PASSWORD, UserFactory

FORM = {"email": "venue@exemple.fr", "role": "pilote", "function": "directrice"}


@pytest.fixture
def link(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """The address that the mail gives, once the coordination has filled the form."""
    client = Client()
    client.force_login(cast.coordinatrice)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:invite", args=[cast.convention.pk]), FORM)
    found = re.search(r"http://testserver(/invitation/\S+/)", str(mail.outbox[0].body))
    assert found
    return found[1]


def test_a_newcomer_opens_an_account_and_is_in(cast: Cast, link: str) -> None:
    client = Client()
    page = client.get(link).content.decode()
    assert "Rejoindre Pays d’Orvelle" in page
    assert "Pilote" in page
    answer = client.post(link, {"full_name": "Odile Ranc", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("conventions:home", args=[cast.convention.pk])
    row = Membership.objects.get(user__email="venue@exemple.fr")
    assert (row.role, row.function, row.user.full_name) == (Role.PILOT, "directrice", "Odile Ranc")
    assert client.session["_auth_user_id"] == str(row.user_id)


@pytest.mark.parametrize("password", ["court", "000000000000", "odile ranc 12", "venue@exemple.fr"])
def test_a_weak_password_opens_nothing(link: str, password: str) -> None:
    answer = Client().post(link, {"full_name": "Odile Ranc", "password": password})
    assert answer.status_code == 422
    assert "Odile Ranc" in answer.content.decode()
    assert not User.objects.filter(email="venue@exemple.fr").exists()


def test_somebody_known_signs_in_and_accepts(cast: Cast, link: str) -> None:
    user, client = UserFactory.create(email="Venue@exemple.fr"), Client()
    page = client.get(link).content.decode()
    assert f"{reverse('account_login')}?next={link}" in page
    assert 'type="password"' not in page
    client.force_login(user)
    assert "Accepter l’invitation" in client.get(link).content.decode()
    client.post(link)
    assert Membership.objects.get(user=user).workspace_id == cast.convention.pk


def test_somebody_else_is_told_and_offered_to_change_account(cast: Cast, link: str) -> None:
    client = Client()
    client.force_login(cast.etrangere)
    page = client.get(link).content.decode()
    assert "Changer de compte" in page
    assert "Accepter l’invitation" not in page
    assert client.post(link).status_code == 410


def test_a_link_that_serves_no_more_says_so(cast: Cast, link: str) -> None:
    client = Client()
    client.force_login(cast.coordinatrice)
    row = Invitation.objects.get()
    client.post(reverse("accounts:revoke", args=[cast.convention.pk, row.pk]))
    answer = Client().get(link)
    assert answer.status_code == 410
    assert "n’existe pas ou a été retirée" in answer.content.decode()


def test_sending_again_makes_a_new_link(
    cast: Cast, link: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = Client()
    client.force_login(cast.coordinatrice)
    row = Invitation.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:resend", args=[cast.convention.pk, row.pk]))
    assert link not in str(mail.outbox[1].body)
    assert Client().get(link).status_code == 410
