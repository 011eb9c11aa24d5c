"""Who knocks at the door: links of invitations, tries, ways back."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, Membership, User
from maillage.accounts.operations.invitations import LIFETIME, digest
from tests.cast import Cast

TOKEN = "un-jeton-que-personne-ne-doit-lire"
NEWCOMER = {"full_name": "Zoé Vidal", "password": "sept-lapins-verts-dorment"}


def invited(cast: Cast, email: str) -> str:
    """The address of an invitation sent to ``email``."""
    Invitation.objects.create(
        workspace_id=cast.convention.pk,
        email=email,
        role=Role.COORDINATION,
        token_hash=digest(TOKEN),
        expires_at=timezone.now() + LIFETIME,
    )
    return f"/invitation/{TOKEN}/"


def test_a_link_serves_once_even_sent_twice_at_once(cast: Cast) -> None:
    address = invited(cast, "zoe@exemple.fr")
    assert Client().post(address, NEWCOMER).status_code == 302
    assert Client().post(address, NEWCOMER).status_code == 410
    assert Membership.objects.filter(user__email="zoe@exemple.fr").count() == 1


def test_a_suspended_person_gets_in_by_no_invitation(cast: Cast) -> None:
    cast.etrangere.is_active = False
    cast.etrangere.save()
    answer = Client(raise_request_exception=False).post(invited(cast, cast.etrangere.email), NEWCOMER)
    assert answer.status_code == 410
    cast.etrangere.refresh_from_db()
    assert not cast.etrangere.is_active
    assert not cast.etrangere.check_password(NEWCOMER["password"])


def test_an_invitation_is_for_one_address_whatever_its_capitals(cast: Cast) -> None:
    client = Client()
    address = invited(cast, "ETRANGERE@Exemple.fr")
    client.force_login(cast.lecteur)
    assert client.post(address).status_code == 410
    client.force_login(cast.etrangere)
    assert client.post(address).status_code == 302
    assert Membership.objects.get(workspace=cast.convention.pk, user=cast.etrangere).role == Role.COORDINATION


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(1)}]
)
def test_a_closed_link_opens_nothing(cast: Cast, change: dict[str, object]) -> None:
    address = invited(cast, "zoe@exemple.fr")
    Invitation.objects.filter(token_hash=digest(TOKEN)).update(**change)
    assert Client().get(address).status_code == 410
    assert Client().post(address, NEWCOMER).status_code == 410


def test_a_new_session_is_drawn_when_somebody_signs_in(cast: Cast) -> None:
    client = Client()
    client.get("/compte/connexion/")
    client.session["planted"] = True
    client.session.save()
    before = client.session.session_key
    client.post(invited(cast, "zoe@exemple.fr"), NEWCOMER)
    assert client.session.session_key != before


def test_no_log_holds_the_token_of_an_address(
    cast: Cast, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    address = invited(cast, "zoe@exemple.fr")
    handler = logging.getLogger().handlers[0]
    assert [type(one).__name__ for one in handler.filters] == ["RoutesOnly"]
    with caplog.at_level("DEBUG"):
        Client(enforce_csrf_checks=True).post(address, NEWCOMER)
        Client().get(address)
    refused = next(record for record in caplog.records if record.name == "django.security.csrf")
    handler.filter(refused)
    lines = [handler.format(record) for record in caplog.records if handler.filter(record)]
    assert any("/invitation/<str:token>/" in line for line in lines)
    assert not [line for line in lines if TOKEN in line]
    assert TOKEN not in capsys.readouterr().err


def test_tries_are_counted_once_for_every_process(cast: Cast) -> None:
    assert isinstance(caches["default"], DatabaseCache)
    statuses = []
    for _ in range(7):
        answer = Client().post("/compte/connexion/", {"login": cast.lecteur.email, "password": "faux"})
        statuses.append((answer.status_code, "Trop de" in answer.content.decode()))
    assert statuses[0] == (200, False)
    assert statuses[-1] in {(429, True), (200, True)}


def test_a_known_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    for address, field in (("/compte/mot-de-passe/oubli/", "email"), ("/compte/code/", "email")):
        answers = [
            Client().post(address, {field: email}) for email in (cast.lecteur.email, "personne@exemple.fr")
        ]
        assert answers[0].status_code == answers[1].status_code == 302
        assert answers[0].headers["Location"] == answers[1].headers["Location"]


@pytest.mark.parametrize(
    "there",
    [
        "https://mechant.example/",
        "//mechant.example",
        "/\\mechant.example",
        "javascript:alert(1)",
        "\\\\m",
        "mot",
    ],
)
def test_one_is_never_sent_to_another_site(cast: Cast, there: str) -> None:
    client = Client()
    client.force_login(cast.coordinatrice)
    here = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/"
    answer = client.post(f"{here}deplacer/", {"to": "down", "next": there}, headers={"HX-Current-URL": there})
    assert answer.headers["Location"].startswith(f"/c/{cast.convention.pk}/")
    signing = client.get("/compte/connexion/", {"next": there})
    assert signing.headers["Location"] in {"/", "mot"}


def is_in(client: Client) -> bool:
    """Whether the browser has a session of somebody."""
    return "_auth_user_id" in client.session


def test_a_code_by_mail_is_not_enough_where_there_is_a_second_factor(cast: Cast) -> None:
    TOTP.activate(cast.lecteur, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/compte/code/", {"email": cast.lecteur.email})
    code = re.search(r"connexion\u00a0: (\S+)", str(mail.outbox[0].body))
    answer = client.post("/compte/code/saisie/", {"code": code[1] if code else ""})
    assert answer.headers["Location"].startswith("/compte/securite/code/")
    assert not is_in(client)


def test_a_new_password_is_not_enough_where_there_is_a_second_factor(cast: Cast) -> None:
    TOTP.activate(cast.lecteur, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/compte/mot-de-passe/oubli/", {"email": cast.lecteur.email})
    link = re.search(r"(/compte/mot-de-passe/nouveau/\S+)", str(mail.outbox[0].body))
    form = client.get(link[1] if link else "", follow=True)
    chosen = "encore une phrase assez longue"
    client.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    assert not is_in(client)
    cast.lecteur.refresh_from_db()
    assert cast.lecteur.check_password(chosen)


def test_a_changed_password_closes_the_other_sessions(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.lecteur)
    cast.lecteur.set_password("une autre phrase assez longue")
    cast.lecteur.save()
    assert client.get("/").status_code == 302


def test_a_suspension_closes_the_sessions_at_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.lecteur)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=cast.lecteur.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_a_wrong_try_costs_the_same_whoever_it_is_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.elue.set_unusable_password()
    cast.elue.save()
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        done.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    costs = []
    for email in (cast.lecteur.email, cast.elue.email, "personne@exemple.fr"):
        done.clear()
        Client().post("/compte/connexion/", {"login": email, "password": "une phrase fausse"})
        costs.append(len(done))
    assert costs[0] == costs[1] == costs[2] > 0
