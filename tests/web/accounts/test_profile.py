"""One's own account: name, data, closing."""

from __future__ import annotations

import json
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import User
from tests.cast import Cast
from tests.factories.accounts import PASSWORD


@pytest.fixture
def lecteur(cast: Cast) -> Client:
    """The browser of ``lecteur``, who has just proved to be himself."""
    client = Client()
    client.force_login(cast.lecteur)
    return client


def test_the_name_is_changed(cast: Cast, lecteur: Client) -> None:
    lecteur.post(reverse("accounts:profile"), {"full_name": "Bruno Salvy-Roux"})
    assert User.objects.get(pk=cast.lecteur.pk).full_name == "Bruno Salvy-Roux"
    assert lecteur.post(reverse("accounts:profile"), {"full_name": " "}).status_code == 422


def test_the_data_come_as_a_file(lecteur: Client) -> None:
    answer = lecteur.get(reverse("accounts:export"))
    assert "maillage-mes-donnees.json" in answer.headers["Content-Disposition"]
    assert json.loads(answer.content)["compte"]["nom"] == "Bruno Salvy"


def test_closing_asks_for_the_password_again(cast: Cast, lecteur: Client) -> None:
    asked = lecteur.post(reverse("accounts:close"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=cast.lecteur.pk).is_active
    lecteur.post(asked.headers["Location"], {"password": PASSWORD})
    lecteur.post(reverse("accounts:close"))
    assert not User.objects.get(pk=cast.lecteur.pk).is_active
    assert "_auth_user_id" not in lecteur.session


def test_the_new_address_counts_once_confirmed(cast: Cast, lecteur: Client) -> None:
    lecteur.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    lecteur.post(reverse("account_email"), {"action_add": "", "email": "neuve@exemple.fr"})
    assert User.objects.get(pk=cast.lecteur.pk).email == "lecteur@exemple.fr"
    assert (
        "neuve@exemple.fr attend d’être confirmée" in lecteur.get(reverse("account_email")).content.decode()
    )
    found = re.search(r"http://testserver(/compte/adresse/confirmation/\S+)", str(mail.outbox[-1].body))
    assert found
    assert "neuve@exemple.fr" in Client().get(found[1]).content.decode()
    Client().post(found[1])
    assert User.objects.get(pk=cast.lecteur.pk).email == "neuve@exemple.fr"
    assert EmailAddress.objects.get(user=cast.lecteur).verified
