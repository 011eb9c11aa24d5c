"""The conventions of a person, and a new one."""

from __future__ import annotations

from maillage.accounts.models import Membership
from maillage.conventions.models import Convention
from tests.cast import Cast
from tests.factories.accounts import UserFactory
from tests.factories.territories import CommuneFactory
from tests.web.testing import PageClient, text_of


def test_it_lists_mine_and_only_mine(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    words = text_of(page.get("/"))
    assert "Pays d’Orvelle" in words
    assert "2024-2028" in words
    assert "2 actions" in words
    assert "Val de Brenne" not in words


def test_the_search_of_the_rail_narrows(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.admin)
    words = text_of(page.get("/", {"q": "orvelle"}))
    assert "1 sur 2" in words
    assert "Val de Brenne" not in words
    assert "Aucune convention ne porte" in text_of(page.get("/", {"q": "zut"}))


def test_somebody_without_any_is_told_how_to_enter(page: PageClient, db: None) -> None:  # noqa: ARG001 - asks for the database
    page.force_login(UserFactory.create())
    assert "Aucune convention ne vous est ouverte" in text_of(page.get("/"))


def test_a_coordinator_creates_one_with_its_territory(page: PageClient, cast: Cast) -> None:
    commune = CommuneFactory.create()
    page.force_login(cast.coordinatrice)
    assert "Territoires" in text_of(page.get("/conventions/nouvelle/"))
    typed = {"name": "Vallée d’Ombre", "start_year": "2026", "end_year": "2030", "communes": [commune.pk]}
    answer = page.post("/conventions/nouvelle/", typed, follow=True)
    created = Convention.objects.get(name="Vallée d’Ombre")
    assert list(created.communes.all()) == [commune]
    assert Membership.objects.filter(workspace=created.pk, user=cast.coordinatrice).exists()
    assert "Commencez par le document que vous avez déjà" in text_of(answer)


def test_seven_years_are_refused_and_nothing_typed_is_lost(page: PageClient, cast: Cast) -> None:
    commune = CommuneFactory.create()
    page.force_login(cast.coordinatrice)
    typed = {"name": "Trop long", "start_year": "2024", "end_year": "2030", "communes": [commune.pk]}
    answer = page.post("/conventions/nouvelle/", typed)
    assert answer.status_code == 422
    assert "une CTG couvre de 1 à 6 années" in text_of(answer)
    assert commune.name in text_of(answer)
    assert not Convention.objects.filter(name="Trop long").exists()


def test_a_reader_creates_none(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    assert page.get("/conventions/nouvelle/").status_code == 403
    assert "Créer une convention" not in text_of(page.get("/"))
