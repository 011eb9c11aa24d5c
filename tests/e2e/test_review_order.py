"""The plan put in order by keyboard alone: readings chosen, fiches cut and joined, undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site
from tests.factories.intake import document, ready_import

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(site: Site) -> str:
    """A review whose first doubt offers two readings."""
    plan = document()
    options = ["Élue petite enfance", "RPE"]
    plan["warnings"][0] |= {"question": "Qui pilote 1.1\u00a0?", "options": options}
    import_ = ready_import(site.convention, site.coordinator, plan)
    return f"/c/{site.convention.pk}/documents/{import_.pk}/"


@pytest.fixture
def page(site: Site, open_page: OpenPage, address: str) -> Page:
    """The review, signed in."""
    page = open_page()
    steps.log_in(page, site)
    page.goto(address)
    return page


def said(page: Page, words: str) -> None:
    """The page says that something was done."""
    expect(page.locator("#said")).to_contain_text(words)


def test_a_reading_is_chosen_by_its_number_and_taken_back(page: Page) -> None:
    expect(page.locator("#d1 > summary")).to_contain_text("Qui pilote 1.1")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="RPE")).to_be_checked()
    steps.check(page, "readings to choose from")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Il reste 1 doute")).to_be_visible()
    expect(page.locator("#f-a0")).to_contain_text("Pilotes RPE")
    page.keyboard.press("u")
    said(page, "Annulé")
    expect(page.get_by_role("heading", name="Il reste 2 doutes")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("La directrice")
    page.keyboard.press("Enter")
    expect(page.locator("#f-a0")).to_contain_text("La directrice")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("heading", name="Il reste 2 doutes")).to_be_visible()


def test_a_fiche_is_cut_and_joined_again_by_keyboard(page: Page) -> None:
    page.locator("#f-a0 > summary").focus()
    page.keyboard.press("s")
    form = page.locator("form#f-a0")
    expect(form.get_by_label("Référence de la seconde fiche")).to_be_focused()
    steps.check(page, "a fiche being cut")
    form.get_by_label("Titre de la seconde fiche").fill("Signer le bail")
    form.get_by_label("Étapes : Signer le bail").check()
    form.get_by_role("button", name="Couper").press("Enter")
    said(page, "La fiche est coupée en deux.")
    expect(page.locator("#f-n1[open] > summary")).to_be_focused()
    page.keyboard.press("f")
    joined = page.locator("form#f-n1")
    joined.get_by_label("Elle rejoint").select_option("a0")
    steps.check(page, "a fiche being joined")
    joined.get_by_role("button", name="Fusionner").press("Enter")
    said(page, "Les deux fiches n’en font qu’une.")
    expect(page.locator("#f-a0[open] > summary")).to_be_focused()
    page.keyboard.press("m")
    expect(page.locator("form#f-a0").get_by_label("Ranger dans")).to_be_visible()
    expect(page.locator(".htmx-added")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("details#f-a0 > summary")).to_be_focused()


def test_several_things_are_chosen_and_one_undo_takes_them_back(page: Page) -> None:
    page.locator("#f-a0 > summary").focus()
    page.keyboard.press("x")
    expect(page.locator("#lot")).to_be_visible()
    points = page.locator('#f-a0 input[name="point"]')
    points.nth(1).focus()
    page.keyboard.press("x")
    points.nth(2).focus()
    page.keyboard.press("Shift+X")
    expect(page.locator("#lot-compte")).to_have_text("Choisi\u00a0: 2\u00a0points")
    steps.check(page, "points chosen")
    page.get_by_label("Rubrique").select_option("resources")
    page.get_by_role("button", name="Passer les points ici").press("Enter")
    said(page, "2 points changent de rubrique.")
    expect(page.locator("#f-a0 dt", has_text="Moyens").locator("+ dd")).to_contain_text("Signer le bail")
    page.keyboard.press("u")
    said(page, "Annulé")
    expect(page.locator("#f-a0 dt", has_text="Étapes").locator("+ dd")).to_contain_text("Signer le bail")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_pages_around_the_review_are_accessible(
    site: Site, open_page: OpenPage, address: str, width: int
) -> None:
    page = open_page(width=width)
    steps.log_in(page, site)
    page.goto(f"{address}?choisir=1&fiche=a0")
    steps.check(page, "choosing")
    page.locator('input[name="fiche"][value="a1"]').check()
    page.get_by_role("button", name="Ne pas reprendre", exact=True).last.click()
    said(page, "1 élément hors du plan.")
    for path in (
        "gestes/",
        "ajouter/fiche/",
        "ajouter/branche/",
        "fiches/a0/couper/",
        "fiches/a0/fusionner/",
    ):
        page.goto(f"{address}{path}")
        steps.check(page, path)


def test_every_key_is_told(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#aide-touches")).to_contain_text("couper la fiche en deux")
    steps.check(page, "keys told")
    page.keyboard.press("g")
    expect(page.locator("#l8")).to_be_focused()
