"""Signing in: password, code by e-mail, reset, second factor; limits; nothing of allauth's own look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as site
from django.core import mail
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from maillage.accounts.operations import close_account
from maillage.web.accounts import sign_in as sign_in_pages
from tests.cast import Cast
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory

LOGIN = "account_login"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rate_kept() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Where the form of sign-in leads; empty when it is shown again."""
    answer = client.post(reverse(LOGIN), {"login": email, "password": password})
    return str(answer.headers.get("Location", ""))


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return "_auth_user_id" in client.session


def test_the_password_opens(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.admin.email) == "/"
    assert is_in(client)


def test_whoever_takes_part_in_one_convention_arrives_in_it(cast: Cast, client: Client) -> None:
    home = reverse("conventions:home", args=[cast.convention.pk])
    assert sign_in(client, cast.lecteur.email) == home
    client.logout()
    asked = {"login": cast.lecteur.email, "password": PASSWORD, "next": "/"}
    assert client.post(reverse(LOGIN), asked).headers["Location"] == home
    client.logout()
    MembershipFactory.create(user=cast.lecteur, workspace_id=cast.elsewhere.pk)
    assert sign_in(client, cast.lecteur.email) == "/"


def test_a_page_asked_for_comes_after_signing_in(cast: Cast, client: Client) -> None:
    asked = reverse("accounts:members", args=[cast.convention.pk])
    sent = client.get(asked).headers["Location"]
    answer = client.post(sent, {"login": cast.lecteur.email, "password": PASSWORD, "next": asked})
    assert answer.headers["Location"] == asked


@pytest.mark.parametrize("email", ["lecteur@exemple.fr", "personne-ici@exemple.fr"])
def test_a_wrong_password_says_nothing_of_the_account(cast: Cast, client: Client, email: str) -> None:
    answer = client.post(reverse(LOGIN), {"login": email, "password": "une autre phrase"})
    assert "L’adresse e-mail ou le mot de passe sont incorrects." in answer.content.decode()
    assert not is_in(client)
    assert cast.lecteur.email == "lecteur@exemple.fr"


def test_too_many_tries_wait(cast: Cast, client: Client) -> None:
    for _ in range(6):
        sign_in(client, cast.lecteur.email, "une autre phrase")
    answer = client.post(reverse(LOGIN), {"login": cast.lecteur.email, "password": PASSWORD})
    assert not is_in(client)
    assert "Trop de tentatives" in answer.content.decode()


def test_too_many_requests_get_our_page(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [client.get(reverse(LOGIN)), *(client.post(reverse(LOGIN), {}) for _ in range(3))]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert "Trop d’essais en peu de temps" in answers[-1].content.decode()


def test_a_code_by_mail_opens(cast: Cast, client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": cast.lecteur.email})
    assert mail.outbox[0].subject == "[Maillage] Votre code de connexion"
    found = re.search(r"Votre code de connexion\u00a0: (\S+)", str(mail.outbox[0].body))
    assert found
    client.post(reverse("account_confirm_login_code"), {"code": found[1]})
    assert is_in(client)


def test_an_unknown_address_gets_a_mail_and_no_code(client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": "inconnue@exemple.fr"})
    assert "Aucun compte n’y correspond" in str(mail.outbox[0].body)
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert "Si inconnue@exemple.fr a un compte" in page


def test_a_forgotten_password_is_chosen_again(cast: Cast, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": cast.lecteur.email})
    found = re.search(r"http://testserver(/compte/mot-de-passe/nouveau/\S+)", str(mail.outbox[0].body))
    assert found
    form = client.get(found[1], follow=True)
    chosen = "encore une phrase assez longue"
    client.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    assert is_in(client)
    assert sign_in(Client(), cast.lecteur.email, chosen)
    assert client.get(found[1]).status_code in {200, 302}


def test_a_short_password_is_refused_in_french(cast: Cast, client: Client) -> None:
    client.force_login(cast.lecteur)
    data = {"oldpassword": PASSWORD, "password1": "court", "password2": "court"}
    page = client.post(reverse("account_change_password"), data).content.decode()
    assert "au minimum 12 caractères" in page


def test_a_closed_account_does_not_open(cast: Cast, client: Client) -> None:
    close_account(by=cast.lecteur)
    assert sign_in(client, "lecteur@exemple.fr") == ""
    assert not is_in(client)


def test_an_account_suspended_by_the_platform_does_not_open(client: Client) -> None:
    UserFactory.create(email="suspendu@exemple.fr", is_active=False)
    sign_in(client, "suspendu@exemple.fr")
    assert not is_in(client)


def test_accounts_are_opened_by_invitation_only(client: Client) -> None:
    data = {"email": "x@exemple.fr", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post(reverse("account_signup"), data).content.decode()
    assert "Les comptes s’ouvrent sur invitation" in page


def test_the_second_factor_stands_between_the_password_and_the_site(cast: Cast, client: Client) -> None:
    TOTP.activate(cast.lecteur, "JBSWY3DPEHPK3PXP")
    assert sign_in(client, cast.lecteur.email).startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "Votre second facteur" in page
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)


def test_the_administration_has_no_sign_in_of_its_own(cast: Cast, client: Client) -> None:
    answer = client.get("/administration/login/")
    assert answer.headers["Location"].startswith(reverse(LOGIN))
    client.force_login(cast.coordinatrice)
    assert client.get("/administration/login/").status_code == 403


def templates_of_sign_in() -> list[str]:
    """The pages that the views of sign-in name. That of signing up is never shown: it is closed."""
    views = [getattr(one.callback, "view_class", None) for one in sign_in_pages.urlpatterns]
    names = {getattr(view, "template_name", None) for view in views} - {None, "account/signup.html"}
    return sorted(name for name in names if name and name.endswith(".html"))


@pytest.mark.parametrize("name", templates_of_sign_in())
def test_no_page_of_allauth_is_shown_as_it_comes(name: str) -> None:
    place = Path(str(get_template(name).origin))  # type: ignore[attr-defined]  # every loader of ours gives one
    assert place.is_relative_to(site.BASE_DIR / "maillage")
