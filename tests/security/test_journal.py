"""What the journal tells: no number that is masked elsewhere, no name of what was reserved since."""

from __future__ import annotations

import pytest
from django.test import Client

from maillage.accounts.models import User
from maillage.conventions.enums import Visibility
from maillage.conventions.operations import attach_document, edit_document
from maillage.conventions.operations.figures import Cell, set_values
from tests.cast import Cast
from tests.factories.documents import picture
from tests.factories.figures import counted
from tests.permissions.test_urls import signed_in


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    """Where the journal is told, a number having been masked after it was written."""
    indicator = counted(cast.action)
    for text in ("73917", "secret"):
        cells = [Cell(indicator.pk, "2025", text)]
        set_values(convention=cast.convention, cells=cells, by=cast.coordinatrice)
    here = f"/c/{cast.convention.pk}/"
    fiche = f"{here}plan/actions/{cast.action.pk}/"
    return [f"{here}historique/", f"{fiche}historique/", fiche, here, f"{here}suivi/changements/"]


def told(client: Client, pages: list[str]) -> list[str]:
    """The pages that hold the number, however its thousands are set."""
    found = []
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        words = answer.content.decode().replace("\u202f", "").replace("\u00a0", "")
        found += [page] if "73917" in words else []
    return found


def test_a_number_masked_since_is_told_to_nobody_who_only_reads(cast: Cast, pages: list[str]) -> None:
    readers: tuple[User, ...] = (cast.lecteur, cast.elue, cast.conseillere, cast.autre_pilote)
    for reader in readers:
        assert told(signed_in(reader), pages) == [], reader


def test_whoever_enters_the_values_reads_what_they_were(cast: Cast, pages: list[str]) -> None:
    for user in (cast.coordinatrice, cast.contributrice, cast.pilote):
        assert pages[0] in told(signed_in(user), pages[:1]), user


def test_the_name_of_a_document_reserved_since_is_told_to_nobody_else(cast: Cast) -> None:
    name = "Situation 73917"
    document = attach_document(action=cast.action, data=picture(), name="a.jpg", title=name, by=cast.pilote)
    edit_document(document=document, title=name, visibility=Visibility.COORDINATION, by=cast.pilote)
    here = f"/c/{cast.convention.pk}/"
    pages = [f"{here}historique/", f"{here}plan/actions/{cast.action.pk}/historique/", here]
    for reader in (cast.lecteur, cast.autre_pilote, cast.contributrice):
        assert told(signed_in(reader), pages) == [], reader
    for user in (cast.pilote, cast.coordinatrice):
        assert told(signed_in(user), pages[:2]) == pages[:2], user
