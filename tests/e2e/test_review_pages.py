"""The pages of the source as images, tied to the plan both ways, with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.intake import document, drawn_import

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(site: Site) -> str:
    """A review whose two pages were drawn, its second doubt on the second page."""
    import_ = drawn_import(site.convention, site.coordinator, document())
    return f"/c/{site.convention.pk}/documents/{import_.pk}/"


def opened(open_page: OpenPage, site: Site, address: str, *, width: int = 1280, script: bool = True) -> Page:
    """The review, signed in."""
    page = open_page(width=width, script=script)
    steps.log_in(page, site)
    page.goto(address)
    return page


def test_the_doubts_and_their_places_lead_to_each_other(
    site: Site, open_page: OpenPage, address: str
) -> None:
    page = opened(open_page, site, address)
    expect(page.locator("#source .hit-now")).to_have_attribute("data-doubt", "1")
    expect(page.locator("#l8.src-now")).to_be_attached()
    steps.check(page, "a page as an image")
    page.keyboard.press("j")
    expect(page.locator("#source b")).to_have_text(re.compile("Page.2 sur.2"))
    expect(page.locator("#source .hit-now")).to_have_attribute("data-doubt", "2")
    page.get_by_role("link", name="Page 1").click()
    page.locator('#source a.hit[data-doubt="1"]').click()
    expect(page.locator("#d1[open] > summary")).to_be_focused()


def test_a_place_opens_its_fiche_and_a_field_leads_to_its_page(
    site: Site, open_page: OpenPage, address: str
) -> None:
    page = opened(open_page, site, address)
    page.locator('#l4 a[data-fiche="a0"]').click()
    expect(page.locator("#f-a0[open] > summary")).to_be_focused()
    page.goto(f"{address}?fiche=a1&page=1")
    page.locator("#f-a1").get_by_role("link", name="p. 2").first.click()
    expect(page.locator("#l12.src-now")).to_be_focused()
    steps.check(page, "a place pointed at")


def test_the_page_grows_and_gives_way_to_the_text(site: Site, open_page: OpenPage, address: str) -> None:
    page = opened(open_page, site, address)
    page.get_by_role("link", name="Agrandir la page").click()
    expect(page.locator(".facsimile-page.zoom-150")).to_be_visible()
    expect(page.get_by_role("link", name="Agrandir la page")).to_be_focused()
    steps.check(page, "a page enlarged")
    page.get_by_role("link", name="Texte", exact=True).click()
    expect(page.locator("#source .src-text").first).to_be_visible()
    page.reload()
    expect(page.locator("#source .src-text").first).to_be_visible()


def test_without_script_the_places_are_links(site: Site, open_page: OpenPage, address: str) -> None:
    page = opened(open_page, site, address, script=False)
    page.locator('#l4 a[data-fiche="a0"]').click()
    expect(page).to_have_url(re.compile(r"fiche=a0&ligne=4#f-a0$"))
    page.get_by_role("link", name="Page 2").click()
    expect(page.locator("#source b")).to_have_text(re.compile("Page.2 sur.2"))


def test_a_phone_turns_the_pages(site: Site, open_page: OpenPage, address: str) -> None:
    page = opened(open_page, site, f"{address}?page=1#source", width=PHONE)
    expect(page.locator("#compris")).to_be_hidden()
    page.get_by_role("link", name="Après").click()
    expect(page.locator("#source b")).to_have_text(re.compile("Page.2 sur.2"))
    steps.check(page, "a page on a phone")
