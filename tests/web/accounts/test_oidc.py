"""Sign-in through an identity provider: whom it lets in, and how its answer is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.internal import jwtkit
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, User
from maillage.web.accounts import oidc
from maillage.web.accounts.adapters import SocialAccountAdapter
from tests.cast import Cast
from tests.permissions.stage import EXPECTED, TOKEN, tokens

APP = {
    "provider_id": "oidc",
    "name": "ProConnect",
    "client_id": "client",
    "secret": "secret",
    "settings": {"server_url": "https://identite.exemple.fr"},
}


@pytest.fixture
def configured(settings: Settings) -> None:
    """A provider, as the environment names it."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}


@pytest.mark.django_db
def test_the_button_is_there_only_when_configured(client: Client) -> None:
    assert "ProConnect" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("configured")
def test_the_button_leads_to_the_provider(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "S’identifier avec ProConnect" in page
    assert reverse("openid_connect_login", args=["oidc"]) in page


def arriving(email: str, *, verified: bool) -> Any:
    """Somebody whom the provider sends."""
    return SimpleNamespace(email_addresses=[EmailAddress(email=email, verified=verified)])


@pytest.mark.parametrize(
    ("email", "verified", "enters"),
    [(EXPECTED, True, True), (EXPECTED, False, False), ("autre@exemple.fr", True, False)],
)
def test_an_account_opens_for_an_address_expected_and_vouched_for(
    cast: Cast, rf: RequestFactory, email: str, verified: bool, enters: bool
) -> None:
    tokens(cast)
    assert Invitation.objects.get(role=Role.READING).email == EXPECTED
    assert TOKEN not in Invitation.objects.get().token_hash
    person = arriving(email, verified=verified)
    assert SocialAccountAdapter(rf.get("/")).is_open_for_signup(rf.get("/"), person) is enters


class Answer:
    """What the provider says of a person."""

    def __init__(self, kind: str, text: str) -> None:
        self.headers, self.text = {"Content-Type": kind}, text

    def raise_for_status(self) -> None:
        """All is well."""

    def json(self) -> dict[str, str]:
        """The plain answer."""
        return {"sub": "1"}


class Session:
    """An HTTP session that answers without a network."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def get(self, url: str, headers: dict[str, str]) -> Answer:
        """The answer, to whoever shows the token."""
        assert (url, headers) == ("https://identite.exemple.fr/moi", {"Authorization": "Bearer jeton"})
        return self.answer


@pytest.mark.parametrize(
    ("kind", "expected"), [("application/json", {"sub": "1"}), ("application/jwt", {"sub": "signé"})]
)
def test_the_answer_is_read_plain_or_signed(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory, kind: str, expected: dict[str, str]
) -> None:
    asked: dict[str, Any] = {}
    adapter = oidc.SignedUserInfoAdapter(rf.get("/"), "oidc")
    adapter._openid_config = {
        "userinfo_endpoint": "https://identite.exemple.fr/moi",
        "jwks_uri": "https://identite.exemple.fr/cles",
        "issuer": "https://identite.exemple.fr",
    }
    provider = SimpleNamespace(app=SimpleNamespace(client_id="client"))
    monkeypatch.setattr(adapter, "get_provider", lambda: provider)
    session = Session(Answer(kind, "le.jeton.signé"))
    monkeypatch.setattr(oidc, "get_adapter", lambda: SimpleNamespace(get_requests_session=lambda: session))
    monkeypatch.setattr(
        jwtkit, "verify_and_decode", lambda **kwargs: asked.update(kwargs) or {"sub": "signé"}
    )
    assert adapter._fetch_user_info("jeton") == expected
    if kind == "application/jwt":
        assert (asked["credential"], asked["audience"]) == ("le.jeton.signé", "client")


def test_the_person_is_named_as_proconnect_does(rf: RequestFactory) -> None:
    claims = {"given_name": "Odile", "usual_name": "Ranc", "email": "o@exemple.fr"}
    account = SimpleNamespace(extra_data={"userinfo": claims})
    login: Any = SimpleNamespace(user=User(), account=account, email_addresses=[])
    user = SocialAccountAdapter(rf.get("/")).populate_user(rf.get("/"), login, {"email": "o@exemple.fr"})
    assert user.full_name == "Odile Ranc"
