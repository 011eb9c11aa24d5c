"""Whatever an address or a form of the échéancier is given, it answers, and never with a failure."""

from __future__ import annotations

import pytest
from django.test import Client

from maillage.conventions.operations.feeds import open_feed
from tests.cast import Cast
from tests.factories.schedule import dated
from tests.security.hostile import VALUES

SENT = [value for value in VALUES if value != "\ud800"]  # which no client can write
ASKED = ("duree", "pilote", "commune", "theme", "etat", "zoom", "vue", "deplacee", "mois", "page")


@pytest.mark.parametrize("value", SENT)
def test_addresses(client: Client, cast: Cast, value: str) -> None:
    dated(cast.convention, "Datée", "2026", "2027")
    client.force_login(cast.coordinatrice)
    here = f"/c/{cast.convention.pk}/echeancier/"
    for url in (here, f"{here}echeancier.csv", f"{here}actions/{cast.action.pk}/suites/", "/echeancier/"):
        assert client.get(url, dict.fromkeys(ASKED, value)).status_code == 200, url


@pytest.mark.parametrize("value", SENT)
def test_forms(client: Client, cast: Cast, value: str) -> None:
    action = dated(cast.convention, "Datée", "2026", "2027")
    client.force_login(cast.coordinatrice)
    move = f"/c/{cast.convention.pk}/echeancier/actions/{action.pk}/"
    forms = (
        {"start": value, "end": "2027"},
        {"start": "2026", "end": value},
        {"months": value},
        {"edge": value, "to": "2027-01"},
        {"edge": "end", "to": value},
        {"months": "1", "version": value},
        {"months": "0", "next": value},
    )
    for data in forms:
        assert client.post(f"{move}deplacer/", data).status_code in {302, 409, 422}, data
    for data in ({"mois": value, "action": "1"}, {"mois": "3", "action": value}):
        assert client.post(f"{move}suites/", data).status_code == 422, data
    assert client.post(f"/c/{cast.convention.pk}/echeancier/agendas/", {"quoi": value}).status_code == 302


@pytest.mark.parametrize("signature", ["x", "-", "0" * 4000, "É"])
def test_addresses_of_calendars(client: Client, cast: Cast, signature: str) -> None:
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    assert client.get(f"/agenda/{feed.pk}-{signature}.ics").status_code == 404
    assert client.get(f"/agenda/{10**18}-{'0' * 40}.ics").status_code == 404
