"""A number that gives a masked one away stands in nothing that whoever only reads can open."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse

from maillage.accounts.models import User
from maillage.conventions.enums import VersionKind
from maillage.conventions.models import Indicator
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.versions import freeze_version
from tests.cast import Cast
from tests.factories.figures import counted, sexes
from tests.permissions.stage import value
from tests.permissions.table import TABLE
from tests.permissions.test_urls import parameters_of, signed_in

BETRAYS = ("7313", "7\u202f313", "7\u00a0313", "7 313")
"""The known category: with the total, it gives the masked one."""
PAGES = sorted(
    {row.name for row in TABLE if row.method == "GET" and "convention_id" in parameters_of(row.name)}
)
LABEL = "Places ouvertes"


@pytest.fixture(autouse=True)
def _no_rate_kept(db: None) -> None:  # noqa: ARG001 - tries are kept in the database
    cache.clear()


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Twelve thousand in all, of which one category is secret; entered, frozen, changed since."""
    one = counted(cast.action, LABEL, breakdown=sexes(cast.convention))
    cells = [
        Cell(one.pk, "2025", "12000"),
        Cell(one.pk, "2025", BETRAYS[0], "f"),
        Cell(one.pk, "2025", "secret", "h"),
    ]
    outcome = set_values(convention=cast.convention, cells=cells, by=cast.coordinatrice)
    assert not outcome.refused
    freeze_version(
        convention=cast.convention,
        kind=VersionKind.SIGNED,
        name="CTG",
        dated_on=one.action.created_at.date(),
        by=cast.coordinatrice,
    )
    return cast


def words_of(answer: Any) -> str:
    """All the text of an answer; of a file in parts, that of each part."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not is_zipfile(BytesIO(body)):
        return body.decode(errors="replace")
    with ZipFile(BytesIO(body)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def address(name: str, cast: Cast) -> str:
    """A page of the convention, about that indicator where it is about one."""
    told = Indicator.objects.get(label=LABEL, action=cast.action)
    known = {"indicator_id": told.pk, "breakdown_id": told.breakdown_id}
    wanted = parameters_of(name)
    own = {one: known[one] if one in known else value(name, one, cast)[0] for one in wanted}
    return reverse(name, kwargs=own)


def tells_it(user: User, page: str) -> bool:
    """Whether ``user`` finds the number there."""
    words = words_of(signed_in(user).get(page))
    return any(number in words for number in BETRAYS)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_and_no_file_tells_it_to_who_only_reads(name: str, told: Cast) -> None:
    page = address(name, told)
    assert not any(tells_it(user, page) for user in (told.lecteur, told.elue)), name


@pytest.mark.parametrize("name", ["publishing:workbook", "conventions:history"])
def test_whoever_enters_it_finds_it(name: str, told: Cast) -> None:
    assert tells_it(told.coordinatrice, address(name, told))
