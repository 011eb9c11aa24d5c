"""The review by keyboard and on a phone: groups of doubts, the source that follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.intake import document, ready_import

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(site: Site) -> str:
    """A review of one doubt, then of four of the same reason."""
    plan = document()
    often = [{**plan["warnings"][0], "reason": "Le tableau diffère.", "line": n} for n in (4, 8, 9, 12)]
    import_ = ready_import(
        site.convention, site.coordinator, {**plan, "warnings": [plan["warnings"][0], *often]}
    )
    return f"/c/{site.convention.pk}/documents/{import_.pk}/"


def test_the_keys_go_through_groups_and_the_source_follows(
    site: Site, open_page: OpenPage, address: str
) -> None:
    page = open_page()
    steps.log_in(page, site)
    page.goto(address)
    expect(page.locator("#l8.src-now")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#g2[open] > summary")).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator("#d2 > summary")).to_be_focused()
    steps.check(page, "a group unfolded")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#l12.src-now")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Il reste 4 doutes")).to_be_visible()
    for _ in range(4):
        page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_text("3 doutes levés.")).to_be_visible()


def test_a_phone_shows_one_side_at_a_time(site: Site, open_page: OpenPage, address: str) -> None:
    page = open_page(width=PHONE)
    steps.log_in(page, site)
    page.goto(address)
    expect(page.locator("#source")).to_be_hidden()
    page.get_by_role("link", name="Voir dans le document").first.click()
    expect(page.locator("#l8")).to_be_focused()
    expect(page.locator("#compris")).to_be_hidden()
    steps.check(page, "the source on a phone")
    page.get_by_role("navigation", name="Côté affiché").get_by_role("link", name="Plan compris").click()
    expect(page.get_by_role("heading", name="Il reste 5 doutes")).to_be_visible()
