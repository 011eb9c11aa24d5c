"""The search of places on screen."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from maillage.territories.operations import index_places
from tests.cast import Cast
from tests.factories.territories import CommuneFactory, IntercommunalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(client: Client) -> Client:
    """A browser of somebody signed in, without any convention."""
    client.force_login(get_user_model().objects.create_user("ines@essai.example", "phrase de passe"))
    group = IntercommunalityFactory.create(siren="009000001", name="CC des Essais")
    CommuneFactory.create(code="00101", name="Aubreval", intercommunality=group, population=4200)
    CommuneFactory.create(code="00102", name="Corvesac", population=None, population_year=None)
    index_places()
    return client


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(reverse("territories:search"), {"q": "aubreval"})
    assert response.status_code == 302


def test_the_page_works_alone(somebody: Client) -> None:
    page = somebody.get(reverse("territories:search"), {"q": "aubre"}).content.decode()
    assert "<html" in page
    assert 'name="communes" value="00101"' in page
    assert "4\u202f200&nbsp;habitants (2023)" in page


def test_htmx_receives_the_list_alone(somebody: Client) -> None:
    response = somebody.get(reverse("territories:search"), {"q": "essais"}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert 'name="intercommunalities" value="009000001"' in page


def test_what_is_ticked_stays_through_a_new_search(somebody: Client) -> None:
    answer = somebody.get(reverse("territories:search"), {"q": "corv", "communes": ["00101", "00102"]})
    page = answer.content.decode()
    assert page.count(" checked") == 2
    assert page.count('value="00102"') == 1


def test_a_missing_population_is_said_not_zero(somebody: Client) -> None:
    page = somebody.get(reverse("territories:search"), {"q": "corvesac"}).content.decode()
    assert "population inconnue" in page
    assert "0&nbsp;habitants" not in page


def test_nothing_found_says_what_to_try(somebody: Client) -> None:
    page = somebody.get(reverse("territories:search"), {"q": "zzz"}).content.decode()
    assert "Essayez le début du nom" in page


def test_the_search_page_brings_what_is_ticked_back_to_the_form(somebody: Client) -> None:
    back = reverse("conventions:create")
    page = somebody.get(reverse("territories:search"), {"q": "aubre", "next": back}).content.decode()
    assert f'formaction="{back}"' in page


def test_the_search_page_never_sends_elsewhere(somebody: Client) -> None:
    elsewhere = "https://ailleurs.example/"
    page = somebody.get(reverse("territories:search"), {"q": "aubre", "next": elsewhere}).content.decode()
    assert "ailleurs" not in page


def test_the_settings_take_back_what_was_ticked_on_the_search_page(client: Client, cast: Cast) -> None:
    CommuneFactory.create(code="00103", name="Brissonge")
    client.force_login(cast.coordinatrice)
    url = reverse("conventions:settings", args=[cast.convention.pk])
    page = client.get(url, {"communes": ["00103"]}).content.decode()
    assert 'value="00103" checked' in page
    assert not cast.convention.communes.exists()
