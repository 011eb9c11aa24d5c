"""The page « Rendre mesurable »."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from maillage.intake.models import Import
from maillage.intake.selectors.measures import measures_of
from tests.cast import Cast
from tests.factories.intake import document, item, large_document, ready_import
from tests.web.test_query_budgets import queries
from tests.web.testing import PageClient, text_of


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import with an indicator that counts, and one whose words tell nothing."""
    plan: dict[str, Any] = document()
    plan["actions"][1]["indicators"] = [{**item("Lien social", 12), "kind": None, "target": None}]
    return ready_import(cast.convention, cast.coordinatrice, plan)


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def at(import_: Import, name: str = "measures", *more: object) -> str:
    """The address of a page of the import."""
    return reverse(f"intake:{name}", args=[import_.convention_id, import_.pk, *more])


def keys(import_: Import) -> list[str]:
    """The indicators in order."""
    return [each.key for each in measures_of(Import.objects.get(pk=import_.pk))[1]]


def test_each_indicator_is_shown_with_its_measure_its_target_and_its_place(
    site: PageClient, import_: Import
) -> None:
    response = site.get(at(import_))
    page = text_of(response)
    assert "2 indicateurs à voir sur 2" in page
    assert "Nombre cible : au moins 12 places sa cible est un nombre" in page
    assert "pas de proposition rien dans la phrase ne le dit" in page
    assert f"{at(import_, 'review')}?fiche=a0&amp;ligne=9#l9" in response.content.decode()


def test_a_starting_value_is_written_as_people_do(site: PageClient, cast: Cast) -> None:
    target = {"op": "=", "value": 55.0, "value_max": None, "unit": "places", "per": None, "baseline": 40.0}
    plan: dict[str, Any] = document()
    plan["actions"][1]["indicators"] = [
        {**item("55 places au lieu de 40", 12), "kind": None, "target": target}
    ]
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    assert "départ 40" in (shown := text_of(site.get(at(import_))))
    assert "40,0" not in shown


def test_keeping_goes_on_to_the_next_and_the_counter_goes_down(site: PageClient, import_: Import) -> None:
    first, second = keys(import_)
    answer = site.post(at(import_, "measure", first), {"state": "kept", "seen": "0"})
    assert answer.headers["Location"] == f"{at(import_)}#m-{second}"
    page = text_of(site.get(at(import_)))
    assert "1 indicateur à voir sur 2" in page
    site.post(at(import_, "measure", second), {"state": "wish", "seen": "0"})
    page = text_of(site.get(at(import_)))
    assert "Tous les indicateurs sont vus." in page
    assert "Souhait , gardé en mots" in page


def test_in_place_the_line_and_the_counter_come_back(site: PageClient, import_: Import) -> None:
    first, second = keys(import_)
    answer = site.post(
        at(import_, "measure", first), {"state": "kept", "seen": "0"}, headers={"HX-Request": "true"}
    )
    content = answer.content.decode()
    assert "<!doctype" not in content.lower()
    assert f'id="m-{first}"' in content
    assert f'data-next="{second}"' in content
    assert re.search(r'id="compteur" hx-swap-oob="true"', content)


def test_another_measure_is_typed(site: PageClient, import_: Import) -> None:
    first = keys(import_)[0]
    address, prefix = at(import_, "measure", first), f"m-{first}-"
    assert 'value="12"' in site.get(address).content.decode()
    typed = {"seen": "0", "measure": "taux", "frequency": "an", "op": ">=", "value": "80,5", "unit": "%"}
    answer = site.post(address, {f"{prefix}{name}": value for name, value in typed.items()}, follow=True)
    assert "Taux , chaque année cible : au moins 80,5 % changé" in text_of(answer)


def test_a_number_that_is_not_one_is_said_where_it_is(site: PageClient, import_: Import) -> None:
    first = keys(import_)[0]
    prefix = f"m-{first}-"
    typed = {"seen": "0", "measure": "taux", "op": ">=", "value": "beaucoup"}
    answer = site.post(
        at(import_, "measure", first), {f"{prefix}{name}": value for name, value in typed.items()}
    )
    assert answer.status_code == 422
    assert "« beaucoup » n’est pas un nombre" in text_of(answer)


def test_the_sure_ones_are_kept_at_once_then_taken_back(site: PageClient, import_: Import) -> None:
    page = text_of(site.post(at(import_), follow=True))
    assert "1 proposition gardée." in page
    assert "1 indicateur à voir sur 2" in page
    back = {"next": at(import_)}
    assert "2 indicateurs à voir sur 2" in text_of(site.post(at(import_, "undo_act"), back, follow=True))


def test_what_somebody_else_decided_first_is_shown(site: PageClient, import_: Import) -> None:
    first = keys(import_)[0]
    site.post(at(import_, "measure", first), {"state": "wish", "seen": "0"})
    answer = site.post(at(import_, "measure", first), {"state": "kept", "seen": "0"})
    assert answer.status_code == 409
    assert "Inès Morvan a décidé avant vous" in text_of(answer)


def test_an_unknown_indicator_does_not_exist(site: PageClient, import_: Import) -> None:
    assert site.get(at(import_, "measure", "a0-0000000000")).status_code == 404


def test_the_page_asks_as_much_for_three_fiches_as_for_fifty(site: PageClient, cast: Cast) -> None:
    few, many = (
        ready_import(cast.convention, cast.coordinatrice, large_document(count)) for count in (3, 50)
    )
    asked = [queries(site, at(one), cast.convention) for one in (few, many)]
    assert asked[0] == asked[1] <= 12
