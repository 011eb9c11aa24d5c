"""Where each commune stands, on the fiche and in its form."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.conventions.models import CommuneProgress, ConventionTerritory
from maillage.conventions.operations import CommuneState, save_commune
from maillage.territories.models import Commune
from tests.cast import Cast
from tests.factories.territories import CommuneFactory
from tests.web.testing import PageClient, text_of


@pytest.fixture
def communes(cast: Cast) -> list[Commune]:
    """Three communes of the convention."""
    found = [CommuneFactory.create(name=name) for name in ("Lanvert", "Montfréjac", "Pontigan")]
    for commune in found:
        ConventionTerritory.objects.create(convention=cast.convention, commune=commune)
    return found


def fiche(cast: Cast) -> str:
    """The page of the fiche."""
    return reverse("conventions:action", args=[cast.convention.pk, cast.action.pk])


def url_of(cast: Cast, commune: Commune) -> str:
    """The form of a commune."""
    return f"{fiche(cast)}communes/{commune.pk}/"


def form(**more: Any) -> dict[str, Any]:
    """What the form sends for a commune that nobody told of."""
    return {"status": "en_cours", "progress": "40", "news": "Le local est trouvé.", "version": "0", **more}


def test_without_several_communes_the_fiche_says_nothing_of_them(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    assert "Avancement par commune" not in text_of(page.get(fiche(cast)))
    assert "Aucune commune" in text_of(page.get(f"{fiche(cast)}communes/"))


def test_while_nothing_is_known_only_those_who_edit_are_asked(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    page.force_login(cast.pilote)
    asked = f"Où en est chacune des {len(communes)} communes"
    assert asked in text_of(page.get(fiche(cast)))
    page.force_login(cast.lecteur)
    assert "Avancement par commune" not in text_of(page.get(fiche(cast)))


def test_communes_that_said_nothing_are_not_said_not_to_have_begun(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    page.force_login(cast.pilote)
    shown = text_of(page.get(f"{fiche(cast)}communes/"))
    assert f"Aucune des {len(communes)} communes n’a encore dit où elle en est." in shown


def test_what_is_said_of_a_commune_is_read_by_all_with_the_count(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    page.force_login(cast.pilote)
    answer = page.post(url_of(cast, communes[0]), form(contact="Mairie", contact_email="m@exemple.fr"))
    assert answer.headers["Location"] == f"{fiche(cast)}#communes"
    page.force_login(cast.lecteur)
    shown = text_of(page.get(fiche(cast)))
    assert "1 commune sur 3 a commencé." in shown
    assert "Lanvert 40 % Le local est trouvé. Mairie" in shown
    assert "Sans nouvelle : Montfréjac, Pontigan." in shown


def test_htmx_gets_the_whole_block_again(page: PageClient, cast: Cast, communes: list[Commune]) -> None:
    page.force_login(cast.pilote)
    opened = page.fragment(url_of(cast, communes[0]))
    assert opened.content.lstrip().startswith(b"<li")
    answer = page.fragment(url_of(cast, communes[0]), form(), post=True)
    assert answer.headers["HX-Retarget"] == "#communes"
    assert "1 commune sur 3 a commencé." in text_of(answer)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"progress": "101"}, "L’avancement va de 0 à 100"),
        ({"progress": "beaucoup"}, "un nombre entier"),
        ({"status": "finie"}, "choix"),
        ({"contact_email": "mairie"}, "adresse"),
    ],
)
def test_a_bad_value_is_said_and_what_was_typed_stays(
    page: PageClient, cast: Cast, communes: list[Commune], more: dict[str, str], sentence: str
) -> None:
    page.force_login(cast.pilote)
    answer = page.post(url_of(cast, communes[0]), form(**more))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Le local est trouvé." in answer.content.decode()


@pytest.mark.parametrize("version", ["", "abc", "-1"])
def test_a_form_without_its_version_writes_nothing(
    page: PageClient, cast: Cast, communes: list[Commune], version: str
) -> None:
    page.force_login(cast.pilote)
    assert page.post(url_of(cast, communes[0]), form(version=version)).status_code == 422
    assert not CommuneProgress.objects.exists()


def test_a_lost_race_shows_both_texts_and_keeps_the_one_chosen(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    theirs = CommuneState(status="bloquee", news="Le bail est refusé.")
    save_commune(action=cast.action, code=communes[0].pk, state=theirs, version=0, by=cast.coordinatrice)
    page.force_login(cast.pilote)
    lost = page.post(url_of(cast, communes[0]), form())
    assert lost.status_code == 409
    assert "Le bail est refusé." in text_of(lost)
    assert "Le local est trouvé." in lost.content.decode()
    page.post(url_of(cast, communes[0]), form(version="1"))
    assert CommuneProgress.objects.get().news == "Le local est trouvé."


def test_a_commune_that_is_not_concerned_is_not_found(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    page.force_login(cast.coordinatrice)
    assert page.get(url_of(cast, CommuneFactory.create())).status_code == 404
    cast.action.communes.set(communes[:2])
    assert page.get(url_of(cast, communes[2])).status_code == 404


def test_the_page_of_the_communes_lists_the_silent_ones_and_comes_back_to_itself(
    page: PageClient, cast: Cast, communes: list[Commune]
) -> None:
    page.force_login(cast.pilote)
    listed = f"{fiche(cast)}communes/"
    html = page.get(listed).content.decode()
    assert all(f'href="{url_of(cast, commune)}?next=' in html for commune in communes)
    answer = page.post(url_of(cast, communes[1]), form(next=listed))
    assert answer.headers["Location"] == listed


def test_the_history_tells_of_the_commune(page: PageClient, cast: Cast, communes: list[Commune]) -> None:
    page.force_login(cast.pilote)
    page.post(url_of(cast, communes[0]), form())
    told = text_of(page.get(f"{fiche(cast)}historique/"))
    assert "Lanvert : En cours, 40 %" in told
