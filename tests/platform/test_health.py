"""What machines ask: is the site well, and which request was that?"""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
def test_a_stranger_may_ask_whether_the_site_is_well(client: Client) -> None:
    answer = client.get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_needs_no_transport_security(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sante").status_code == 200
    assert client.get("/").status_code == 301


def test_a_silent_database_is_told_without_its_reason(client: Client) -> None:
    failure = OperationalError("password authentication failed for user maillage")
    with patch.object(connection, "cursor", side_effect=failure):
        answer = client.get("/sante")
    assert (answer.status_code, answer.json()) == (503, {"status": "database"})


def test_health_is_only_read(client: Client) -> None:
    assert client.post("/sante").status_code == 405


@pytest.mark.django_db
def test_an_answer_names_its_request(client: Client) -> None:
    first, second = (client.get("/sante").headers["X-Request-ID"] for _ in range(2))
    assert first != second
    assert (
        client.get("/sante", headers={"X-Request-ID": "proxy-12345678"}).headers["X-Request-ID"]
        == "proxy-12345678"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["short", "x" * 65, "forged\tline", "é" * 10])
def test_a_malformed_identifier_is_replaced(client: Client, given: str) -> None:
    assert client.get("/sante", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route_and_never_by_its_address(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="maillage.requests"):
        client.get("/invitation/secret-token/")
    messages = [record.getMessage() for record in caplog.records]
    assert [message for message in messages if "secret-token" in message] == []
    assert messages[0].startswith("GET /invitation/<str:token>/ ")


def test_asking_for_health_is_not_news(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="maillage.requests"):
        client.post("/sante")
    assert [record for record in caplog.records if record.name == "maillage.requests"] == []
