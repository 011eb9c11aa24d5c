"""The columns of the list in the order that the person wants, kept in the address and in views."""

from __future__ import annotations

import re
from typing import Any

import pytest

from maillage.conventions.listing.query import read_query
from maillage.conventions.models import SavedView
from tests.factories.listing import Listed, listed_plan
from tests.web.testing import PageClient

THREE = ["etat", "pilote", "theme"]


@pytest.fixture
def plan(db: None) -> Listed:  # noqa: ARG001 - asks for the database
    """See ``tests.factories.listing``."""
    return listed_plan()


@pytest.fixture
def coordinator(page: PageClient, plan: Listed) -> PageClient:
    """The coordinator, signed in."""
    page.force_login(plan.by)
    return page


def panel(client: PageClient, plan: Listed, **pressed: str) -> Any:
    """The panel as the form sends it, with the button that is pressed."""
    asked = {"colonnes": THREE, "q": "crèche", **pressed}
    return client.get(f"/c/{plan.convention.pk}/plan/liste/filtres/", asked)


def ticked(answer: Any) -> list[str]:
    """The columns ticked, in the order in which the form sends them."""
    return re.findall(r'name="colonnes" value="([\w-]+)" checked', answer.content.decode())


@pytest.mark.parametrize(
    ("pressed", "order"),
    [
        ({}, ["etat", "pilote", "theme"]),
        ({"monter": "theme"}, ["etat", "theme", "pilote"]),
        ({"descendre": "etat"}, ["pilote", "etat", "theme"]),
        ({"monter": "etat"}, ["etat", "pilote", "theme"]),
        ({"descendre": "theme"}, ["etat", "pilote", "theme"]),
        ({"monter": "rien"}, ["etat", "pilote", "theme"]),
    ],
)
def test_a_column_goes_up_or_down_one_place(
    coordinator: PageClient, plan: Listed, pressed: dict[str, str], order: list[str]
) -> None:
    assert ticked(panel(coordinator, plan, **pressed)) == order


def test_what_was_chosen_elsewhere_in_the_panel_is_kept(coordinator: PageClient, plan: Listed) -> None:
    html = panel(coordinator, plan, monter="pilote").content.decode()
    assert 'name="q" type="search" value="crèche"' in html
    assert "colonnes=pilote.etat.theme" in html
    # The ends cannot go further.
    assert not re.search(r'name="monter" value="pilote"', html)
    assert not re.search(r'name="descendre" value="theme"', html)


def test_the_order_is_that_of_the_list_and_of_a_saved_view(coordinator: PageClient, plan: Listed) -> None:
    base = f"/c/{plan.convention.pk}/plan/liste/"
    html = coordinator.get(f"{base}?colonnes=theme&colonnes=etat").content.decode()
    heads = re.findall(r"<th scope=\"col\".*?</th>", html, re.DOTALL)
    said = [key for head in heads for key in ("Thématique", "État") if key in head]
    assert said == ["Thématique", "État"]
    query, _ = read_query({"colonnes": ["theme", "etat"]})
    coordinator.post(f"{base}vues/", {"nom": "À moi", "requete": query.encode()})
    assert SavedView.objects.get().query == "colonnes=theme.etat"
