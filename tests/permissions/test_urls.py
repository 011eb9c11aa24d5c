"""The table is complete and true: see table.py."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import groupby

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maillage.accounts.models import User
from tests.cast import Cast
from tests.permissions.codes import letter_of
from tests.permissions.stage import Pair, value
from tests.permissions.table import PEOPLE, TABLE, Row

REFUSED = set("LNF")
ADMINISTRATION = "admin:"


def addresses(resolver: URLResolver, prefix: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    """The full name of every address, with its route."""
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield prefix + str(one.name), here
        else:
            yield from addresses(one, f"{prefix}{one.namespace}:" if one.namespace else prefix, here)


ALL = dict(addresses(get_resolver()))
NAMES = sorted(name for name in ALL if not name.startswith(ADMINISTRATION))


def parameters_of(name: str) -> list[str]:
    """The parameters of an address, in order."""
    return re.findall(r"<(?:\w+:)?(\w+)>", ALL[name])


@pytest.fixture(autouse=True)
def _no_rate_kept(db: None) -> None:  # noqa: ARG001 - tries are kept in the database
    cache.clear()


@pytest.fixture
def values(request: pytest.FixtureRequest, cast: Cast) -> dict[str, Pair]:
    """The values of the parameters of the address under test."""
    name = request.node.callspec.params["name"]
    return {parameter: value(name, parameter, cast) for parameter in parameters_of(name)}


def signed_in(user: User | None) -> Client:
    """A browser where ``user`` has just signed in."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
    return client


def letter(user: User | None, row: Row, address: str) -> str:
    """What ``user`` gets, everything they wrote then taken back."""
    with transaction.atomic():
        client = signed_in(user)
        answer = (
            client.get(address)
            if row.method == "GET"
            else client.post(address, {"csrfmiddlewaretoken": "-"} | row.data)
        )
        transaction.set_rollback(True)
    cache.clear()
    return letter_of(answer)


def letters(cast: Cast, row: Row, address: str) -> dict[str, str]:
    """What each person gets."""
    return {person: letter(getattr(cast, person, None), row, address) for person in PEOPLE}


def at(name: str, values: dict[str, Pair], foreign: set[str]) -> str:
    """The address with one's own objects, except those named in ``foreign``."""
    return reverse(name, kwargs={key: pair[key in foreign] for key, pair in values.items()})


def of_a_convention(values: dict[str, Pair]) -> set[str]:
    """The parameters whose object belongs to a convention."""
    return {key for key, pair in values.items() if pair[1] is not None}


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    unnamed = [route for name, route in ALL.items() if name.endswith("None") and "admin" not in name]
    assert unnamed == []
    assert {row.name for row in TABLE} == set(NAMES)


def lines(name: str) -> list[Row]:
    """The lines of one address."""
    return [row for row in TABLE if row.name == name]


@pytest.mark.parametrize("name", NAMES)
def test_in_ones_own_convention(name: str, cast: Cast, values: dict[str, Pair]) -> None:
    for row in lines(name):
        got = letters(cast, row, at(name, values, set()))
        assert got == row.expected(), f"{row.method} {name} {row.data}"


@pytest.mark.parametrize("name", [name for name in NAMES if "convention_id" in parameters_of(name)])
def test_in_another_convention(name: str, cast: Cast, values: dict[str, Pair]) -> None:
    for row in lines(name):
        own = row.expected()
        got = letters(cast, row, at(name, values, of_a_convention(values)))
        hidden = {person: "N" for person in PEOPLE if person not in {"anonymous", "etrangere", "admin"}}
        mine = {key: own[key] for key in ("anonymous", "admin")} | {"etrangere": own["coordinatrice"]}
        assert got == hidden | mine, f"{row.method} {name} {row.data}"


@pytest.mark.parametrize("name", [name for name in NAMES if len(parameters_of(name)) > 1])
def test_an_object_of_another_convention_is_not_found(name: str, cast: Cast, values: dict[str, Pair]) -> None:
    foreign = of_a_convention(values) - {"convention_id"}
    for row in lines(name) if foreign else []:
        got = letters(cast, row, at(name, values, foreign))
        assert set(got.values()) <= REFUSED, f"{row.method} {name} {got}"


@pytest.mark.parametrize("name", NAMES)
def test_a_method_without_a_line_is_refused(name: str, cast: Cast, values: dict[str, Pair]) -> None:
    told = {method for method, _ in groupby(lines(name), lambda row: row.method)}
    for method in {"GET", "POST"} - told:
        got = letter(cast.coordinatrice, Row(name, method, ""), at(name, values, set()))
        assert got == "M", f"{method} {name}"


def test_the_administration_is_for_the_platform_alone(cast: Cast) -> None:
    pages = [name for name in ALL if re.fullmatch(r"admin:(index|\w+_(changelist|add))", name)]
    assert len(pages) > 8
    for name in pages:
        got = letters(cast, Row(name, "GET", ""), reverse(name))
        assert got.pop("admin") in {"O", "F"}, name
        assert set(got.values()) <= {"L", "R"}, name
