"""Lines of time and money written without leaving the fiche, with script and without."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from maillage.conventions.models import BudgetLine, StaffShare
from tests.cast import Cast
from tests.factories import means
from tests.web.testing import PageClient, check, text_of


@pytest.fixture
def pilot(page: PageClient, cast: Cast) -> PageClient:
    page.force_login(cast.pilote)
    return page


@pytest.fixture
def fiche(cast: Cast) -> str:
    return f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/"


def opener(answer: Any, words: str) -> str:
    """The address that HTMX asks when the link ``words`` is pressed."""
    found = re.search(rf'hx-get="([^"]+)"[^>]*>{words}', answer.content.decode())
    assert found, words
    return unescape(found.group(1))


def seen(answer: Any) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]*)"', answer.content.decode())
    assert found
    return found.group(1)


def section(answer: Any) -> str:
    """Where the fiche reads its means again."""
    found = re.search(r'hx-get="([^"]+)" hx-trigger="load"', answer.content.decode())
    assert found
    return unescape(found.group(1))


def test_a_funding_is_added_in_place_and_the_fiche_reads_itself_again(
    pilot: PageClient, cast: Cast, fiche: str
) -> None:
    before = pilot.get(fiche)
    address = opener(before, "Ajouter un financement")
    form = pilot.fragment(address)
    check(form.content.decode(), whole=False)
    assert "<h1" not in form.content.decode()
    assert 'type="hidden" name="action"' in form.content.decode()
    typed = {"funder": "CAF", "year": "2026", "planned": "18 k€", "action": cast.action.pk}
    answer = pilot.fragment(address.split("?")[0], {**typed, "fiche": cast.action.pk}, post=True)
    assert BudgetLine.objects.get().action_id == cast.action.pk
    again = pilot.fragment(section(answer))
    words = text_of(again)
    assert "CAF 18 000 €" in words
    assert "C’est ajouté." in words
    assert "Annuler" in words
    assert "Moyens à compléter" in text_of(before)
    assert "Moyens à compléter" not in words


def test_a_refusal_stays_in_place_with_what_was_typed(pilot: PageClient, cast: Cast, fiche: str) -> None:
    address = opener(pilot.get(fiche), "Ajouter un temps de travail")
    typed = {"function": "Responsable du RPE", "etp": "beaucoup", "action": cast.action.pk}
    answer = pilot.fragment(address, {**typed, "fiche": cast.action.pk}, post=True)
    assert answer.status_code == 422
    assert "<h1" not in answer.content.decode()
    assert "Responsable du RPE" in answer.content.decode()
    assert not StaffShare.objects.exists()


def test_a_line_is_changed_then_taken_out_in_place(pilot: PageClient, cast: Cast, fiche: str) -> None:
    line = means.budget(cast.action, cast.coordinatrice)
    address = opener(pilot.get(fiche), 'Modifier<span class="visually-hidden">[^<]*CAF')
    typed = {"funder": "CAF", "year": "2026", "planned": "20 000", "action": cast.action.pk}
    more = {"seen": seen(pilot.fragment(address)), "fiche": cast.action.pk}
    answer = pilot.fragment(address.split("?")[0], {**typed, **more}, post=True)
    assert "CAF 20 000 €" in text_of(pilot.fragment(section(answer)))
    remove = f"/c/{cast.convention.pk}/moyens/budget/{line.pk}/retirer/"
    gone = pilot.fragment(remove, {"fiche": cast.action.pk}, post=True)
    assert "C’est retiré." in text_of(pilot.fragment(section(gone)))
    assert not BudgetLine.objects.exists()


def test_without_script_the_line_has_its_page_and_comes_back(
    pilot: PageClient, cast: Cast, fiche: str
) -> None:
    found = re.search(r'href="([^"]+)"[^>]*>Ajouter un financement', pilot.get(fiche).content.decode())
    assert found
    address = unescape(found.group(1))
    form = pilot.get(address)
    back = f"{fiche}#resources"
    assert f'name="next" value="{back}"' in form.content.decode()
    typed = {"funder": "CAF", "year": "2026", "planned": "5", "action": cast.action.pk, "next": back}
    assert pilot.post(address.split("?")[0], typed).headers["Location"] == back


def test_the_fiche_of_another_action_opens_nothing(pilot: PageClient, cast: Cast) -> None:
    address = f"/c/{cast.convention.pk}/moyens/budget/ajouter/"
    typed = {"funder": "CAF", "year": "2026", "action": cast.other_action.pk, "fiche": cast.action.pk}
    answer = pilot.fragment(address, typed, post=True)
    assert answer.status_code == 422
    assert not BudgetLine.objects.exists()


def test_whoever_reads_is_offered_nothing_to_change(page: PageClient, cast: Cast, fiche: str) -> None:
    means.budget(cast.action, cast.coordinatrice)
    page.force_login(cast.lecteur)
    words = text_of(page.get(fiche))
    assert "Ajouter un financement" not in words
    assert "Modifier les lignes" not in words


@pytest.mark.parametrize("kind", ["postes", "baremes"])
def test_a_line_that_belongs_to_no_action_takes_no_fiche(page: PageClient, cast: Cast, kind: str) -> None:
    page.force_login(cast.coordinatrice)
    address = f"/c/{cast.convention.pk}/moyens/{kind}/ajouter/?fiche={cast.action.pk}"
    assert page.get(address).status_code == 200
    assert page.fragment(address, {"fiche": "²"}, post=True).status_code == 422
