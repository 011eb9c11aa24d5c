"""Nothing that a browser can send makes the site fail: every address, every form, values from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from maillage.conventions.sections import SECTIONS
from tests.cast import Cast
from tests.permissions.stage import PARAMETERS, Pair, value
from tests.permissions.table import TABLE
from tests.permissions.test_urls import at, parameters_of, signed_in
from tests.security.hostile import LONG, QUERY, VALID, VALUES

SEED = 20_300_131
GETS, POSTS = 2, 6
PARTS = ("convention", "niveaux", "fiche", "couleur", "thematiques")


@pytest.fixture
def addresses(cast: Cast) -> dict[str, dict[str, list[str]]]:
    """By method and by name: the addresses of the table, each section and each part of the settings apart."""
    known: dict[str, Pair] = {}
    found: dict[str, dict[str, list[str]]] = {"GET": {}, "POST": {}}
    for row in TABLE:
        kwargs = {}
        for parameter in parameters_of(row.name):
            key = f"{row.name}.{parameter}" if f"{row.name}.{parameter}" in PARAMETERS else parameter
            known[key] = known.get(key) or value(row.name, parameter, cast)
            kwargs[parameter] = known[key]
        found[row.method][row.name] = list(spread(row.name, at(row.name, kwargs, set())))
    # the passkey of the table is no credential: it stands in the way of adding another
    Authenticator.objects.update(user=cast.lecteur)
    return found


def spread(name: str, address: str) -> Iterator[str]:
    """An address whose last word is a key stands for one address by key."""
    keys = {"conventions:section": tuple(SECTIONS), "conventions:settings_part": PARTS}.get(name)
    base = address.rstrip("/").rpartition("/")[0]
    yield from (f"{base}/{key}/" for key in keys) if keys else (address,)


def people(cast: Cast, name: str) -> Client:
    """Who reaches the form: a stranger on the pages of sign-in, the coordination elsewhere."""
    letters = next(row.letters for row in TABLE if row.name == name)
    client = signed_in(None if letters.startswith(("O", "E")) else cast.coordinatrice)
    client.raise_request_exception = True
    return client


def status(client: Client, method: str, address: str, data: dict[str, str] | None = None) -> object:
    """The status of the answer, or the exception; whatever it wrote is taken back."""
    cache.clear()
    body = urlencode(data or {}, errors="surrogatepass")
    try:
        with transaction.atomic():
            answer = client.generic(method, address, body.encode(), "application/x-www-form-urlencoded")
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 - any of them is what this test looks for
        return repr(error)[:300]
    return answer.status_code


def test_no_query_string_makes_a_page_fail(cast: Cast, addresses: dict[str, dict[str, list[str]]]) -> None:
    draw = random.Random(SEED)
    for name, places in addresses["GET"].items():
        client = people(cast, name)
        for place in places * GETS:
            drawn = {key: draw.choice(VALUES).encode("utf-8", "surrogatepass") for key in QUERY}
            query = "&".join(f"{key}={quote(text[:2000])}" for key, text in drawn.items())
            got = status(client, "GET", f"{place}?{query}")
            assert isinstance(got, int), (name, got, drawn)
            assert got < 500, (name, drawn)


def forms(draw: random.Random) -> Iterator[dict[str, str]]:
    """A form all hostile, then whole forms with a few hostile fields."""
    hostile = draw.choice(VALUES)
    yield dict.fromkeys(VALID, hostile)
    for _ in range(POSTS - 1):
        yield {**VALID, **{name: draw.choice(VALUES) for name in draw.sample(sorted(VALID), 4)}}


def test_no_form_makes_a_page_fail(cast: Cast, addresses: dict[str, dict[str, list[str]]]) -> None:
    draw = random.Random(SEED)
    for name, places in addresses["POST"].items():
        client = people(cast, name)
        for place in places:
            for data in forms(draw):
                got = status(client, "POST", place, data)
                assert isinstance(got, int), (place, got, data)
                assert got < 500, (place, data)


@pytest.mark.parametrize("part", PARTS)
def test_a_megabyte_in_a_field_is_refused_or_kept_quickly(cast: Cast, part: str) -> None:
    data = {name: LONG for name in VALID if name.startswith(f"{part}-")}
    address = f"/c/{cast.convention.pk}/reglages/{part}/"
    assert signed_in(cast.coordinatrice).post(address, data).status_code == 422
