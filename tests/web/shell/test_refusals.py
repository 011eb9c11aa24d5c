"""A refusal of the domain that no view expected is said, never a page of failure."""

from __future__ import annotations

from typing import NoReturn

import pytest

from maillage.conventions.errors import TreeError
from tests.cast import Cast
from tests.web.testing import PageClient, text_of

SENTENCE = "Ce niveau vient d’être supprimé."


@pytest.fixture(autouse=True)
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two views whose domain refuses, as after a race."""

    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise TreeError(SENTENCE)

    monkeypatch.setattr("maillage.web.conventions.views.nodes.delete_node", refuse)
    monkeypatch.setattr("maillage.web.conventions.views.plan.plan_tree", refuse)


@pytest.fixture
def coordinator(page: PageClient, cast: Cast) -> PageClient:
    """Signed in."""
    page.force_login(cast.coordinatrice)
    return page


def deletion(cast: Cast) -> str:
    """The address that refuses a POST."""
    return f"/c/{cast.convention.pk}/plan/niveaux/{cast.node.pk}/supprimer/"


def test_it_goes_back_to_the_page_of_the_form_and_says_why(coordinator: PageClient, cast: Cast) -> None:
    here = f"/c/{cast.convention.pk}/historique/?page=1"
    answer = coordinator.post(deletion(cast), headers={"Referer": f"http://testserver{here}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, here)
    assert SENTENCE in text_of(coordinator.get(here))


@pytest.mark.parametrize("referer", ["", "https://ailleurs.example/c/1/", "//ailleurs.example/"])
def test_it_never_goes_to_another_site(coordinator: PageClient, cast: Cast, referer: str) -> None:
    answer = coordinator.post(deletion(cast), headers={"Referer": referer})
    assert answer.headers["Location"] == f"/c/{cast.convention.pk}/"


def test_the_page_asked_for_by_the_form_comes_first(coordinator: PageClient, cast: Cast) -> None:
    wanted = f"/c/{cast.convention.pk}/reglages/"
    answer = coordinator.post(deletion(cast), {"next": wanted})
    assert answer.headers["Location"] == wanted


def test_htmx_gets_the_sentence_and_leaves_the_page_as_it_is(coordinator: PageClient, cast: Cast) -> None:
    answer = coordinator.fragment(deletion(cast), post=True)
    assert answer.status_code == 409
    assert answer.headers["HX-Reswap"] == "none"
    assert b'id="said"' in answer.content
    assert SENTENCE in text_of(answer)


def test_a_page_that_cannot_be_read_says_so_without_going_round(coordinator: PageClient, cast: Cast) -> None:
    answer = coordinator.get(f"/c/{cast.convention.pk}/plan/")
    assert answer.status_code == 409
    assert SENTENCE in text_of(answer)
