"""Choosing how often one is written to: from one's account, from a mail, from a mail program."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from maillage.accounts.enums import Digest
from maillage.accounts.operations.digests import stopping_token
from maillage.web.accounts.digests import send_digests_again
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(cast: Cast) -> str:
    """The link of the pilot's digest."""
    return f"/resume/{stopping_token(cast.pilote)}/"


def choice(cast: Cast) -> str:
    """What the pilot chose, as the database has it."""
    cast.pilote.refresh_from_db()
    return cast.pilote.digest


def test_opening_the_link_changes_nothing(client: Client, cast: Cast) -> None:
    page = client.get(address(cast)).content.decode()
    assert (choice(cast), cast.pilote.email in page) == (Digest.WEEKLY, True)
    assert re.search(r'value="semaine"[^>]*checked', page)


def test_one_click_of_a_mail_program_stops_the_digests(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post(address(cast), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, choice(cast)) == (200, Digest.NEVER)


def test_a_person_chooses_on_the_page_and_may_change_their_mind(client: Client, cast: Cast) -> None:
    stopped = client.post(address(cast), {"digest": "jamais"}).content.decode()
    assert ("plus de résumé" in stopped, choice(cast)) == (True, Digest.NEVER)
    client.post(address(cast), {"digest": "jour"})
    assert choice(cast) == Digest.DAILY


def test_an_unknown_choice_is_refused_and_a_forged_link_opens_nothing(client: Client, cast: Cast) -> None:
    assert client.post(address(cast), {"digest": "toujours"}).status_code == 422
    forged = address(cast)[:-3] + "00/"
    assert [client.get(forged).status_code, client.post(forged).status_code] == [404, 404]
    assert choice(cast) == Digest.WEEKLY


def test_one_s_account_says_the_choice_and_keeps_another(client: Client, cast: Cast) -> None:
    client.force_login(cast.pilote)
    assert "Résumé par e-mail" in client.get("/mon-compte/").content.decode()
    said = client.post("/mon-compte/resume/", {"digest": "jour"}, follow=True).content.decode()
    assert ("Fréquence enregistrée." in said, choice(cast)) == (True, Digest.DAILY)


def test_the_worker_comes_back_every_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[object] = []
    monkeypatch.setattr("maillage.web.accounts.digests.queue_once", lambda _, wait: waits.append(wait))
    send_digests_again.func()
    assert [str(wait) for wait in waits] == ["1:00:00"]
