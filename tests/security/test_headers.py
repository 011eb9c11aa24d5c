"""What every answer says to browsers, refusals and errors included."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import User
from tests.cast import Cast
from tests.factories.accounts import PASSWORD

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=()",
    "Content-Security-Policy": "default-src 'none'",
}
ON_PAGES = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/rien", 404),
        ("/composants/", 403),
        ("/c/0/", 404),
        ("/mon-compte/donnees/", 200),
        ("/sante", 200),
    ],
)
def test_every_page_is_closed_to_others_and_to_caches(cast: Cast, address: str, status: int) -> None:
    client = Client()
    client.force_login(cast.lecteur)
    answer = client.get(address)
    assert answer.status_code == status
    for name, value in (EVERYWHERE | ON_PAGES).items():
        assert value in answer.headers[name], name
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_what_is_refused_before_any_page_has_the_headers_too(db: None) -> None:  # noqa: ARG001 - sessions
    client = Client(raise_request_exception=False)
    foreign = client.get("/", headers={"host": "mechant.example"})
    forged = Client(enforce_csrf_checks=True).post("/compte/connexion/")
    assert (foreign.status_code, forged.status_code) == (400, 403)
    for answer in (foreign, forged):
        for name, value in EVERYWHERE.items():
            assert value in answer.headers[name], name


def test_an_error_of_ours_tells_nothing_and_has_the_headers(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("un secret dans une erreur")

    monkeypatch.setattr("maillage.web.conventions.views.listing.convention_overview", fail)
    client = Client(raise_request_exception=False)
    client.force_login(cast.lecteur)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lecteur.email, "password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_administration_signs_in_as_everybody(cast: Cast) -> None:
    answer = Client().get("/administration/login/")
    assert answer.headers["Location"].startswith(reverse("account_login"))
    for user in (cast.coordinatrice, cast.lecteur):
        client = Client()
        client.force_login(user)
        assert client.get("/administration/").status_code == 302
    assert User.objects.filter(is_superuser=True, is_staff=False).count() == 0
