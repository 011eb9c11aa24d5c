"""The échéancier by keyboard and by hand, at both widths; each state is looked at by axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.enums import Status
from maillage.conventions.models import Action
from tests.e2e import steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site
from tests.factories.schedule import axis, dated, supposes

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guichet(site: Site) -> Action:
    """A running action, another that supposes it, a fuzzy one and one without date."""
    node = axis(site.convention, "Accueillir les jeunes enfants")
    action = dated(
        site.convention, "Guichet", "mars 2026", "juin 2027", ref="1.1", node=node, status=Status.RUNNING
    )
    then = dated(site.convention, "Ouverture", "août 2027", "décembre 2027", ref="1.2", node=node)
    supposes(then, action)
    dated(site.convention, "Formation", "2025", "automne 2026", ref="1.3", node=node, status=Status.BLOCKED)
    dated(site.convention, "Un jour", ref="1.4", node=node, calendar="Selon les moyens")
    return action


def open_chart(page: Page, site: Site) -> None:
    """Sign in, then the échéancier."""
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/echeancier/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Échéancier")


def end_of(action: Action) -> str:
    """The end that the fiche holds."""
    action.refresh_from_db()
    return f"{action.end_on:%Y-%m}" if action.end_on else ""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_page_is_accessible_and_fits(
    site: Site, guichet: Action, open_page: OpenPage, width: int
) -> None:
    page = open_page(width=width)
    open_chart(page, site)
    steps.check(page, "the drawing")
    page.get_by_text("données", exact=True).click()
    expect(page.get_by_role("cell", name="mars 2026 à juin 2027")).to_be_visible()
    steps.check(page, "the table twin")
    base = f"/c/{site.convention.pk}/echeancier/"
    for address in (
        f"{base}?vue=horizons",
        f"{base}?duree=annee",
        f"{base}actions/{guichet.pk}/deplacer/",
        f"{base}agendas/",
        "/echeancier/",
    ):
        page.goto(address)
        steps.check(page, address)


def test_a_bar_moves_by_the_arrows_and_comes_back(site: Site, guichet: Action, open_page: OpenPage) -> None:
    page = open_page()
    open_chart(page, site)
    bar = page.locator(f"#barre-{guichet.pk}")
    steps.tab_to(page, bar)
    page.keyboard.press("ArrowRight")
    said = page.locator("#gantt-move output")
    expect(said).to_contain_text("Période : avril 2026 à juillet 2027")
    page.keyboard.press("f")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Fin : mars 2026 à août 2027")
    steps.check(page, "a bar on its way")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1.1 : mars 2026 à août 2027.")).to_be_visible()
    expect(bar).to_be_focused()
    assert end_of(guichet) == "2027-08"
    steps.check(page, "a bar that moved")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("échéancier").first).to_be_visible()
    page.wait_for_load_state()
    assert end_of(guichet) == "2027-06"


def test_escape_leaves_a_bar_where_it_was(site: Site, guichet: Action, open_page: OpenPage) -> None:
    page = open_page()
    open_chart(page, site)
    bar = page.locator(f"#barre-{guichet.pk}")
    bar.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#gantt-move")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#gantt-move")).to_be_hidden()
    expect(bar).to_be_focused()
    assert end_of(guichet) == "2027-06"


def test_an_edge_is_dragged_and_what_follows_is_asked_about(
    site: Site, guichet: Action, open_page: OpenPage
) -> None:
    page = open_page()
    open_chart(page, site)
    box = page.locator(f"#barre-{guichet.pk}").bounding_box()
    days = int(page.locator(".gantt").get_attribute("data-days") or 0)
    track = page.locator(f"#ligne-{guichet.pk} .gantt-track").bounding_box()
    assert box
    assert track
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3 + track["width"] * 30.44 * 3 / days, middle, steps=6)
    expect(page.locator("#gantt-move output")).to_contain_text("Fin : mars 2026 à septembre 2027")
    page.mouse.up()
    expect(page.get_by_text("1.1 : mars 2026 à septembre 2027.")).to_be_visible()
    steps.check(page, "what follows is asked about")
    page.get_by_role("link", name=re.compile("Décaler aussi 1.action qui la suit de 3.mois")).click()
    expect(page.get_by_role("cell", name="novembre 2027 à mars 2028")).to_be_visible()
    steps.check(page, "the preview")
    page.get_by_role("button", name=re.compile("Décaler de 3.mois")).click()
    expect(page.get_by_text(re.compile("1.action décalée de 3.mois"))).to_be_visible()
    then = Action.objects.get(title="Ouverture")
    assert (str(then.start_on), str(then.end_on)) == ("2027-11-01", "2028-03-31")
    assert end_of(guichet) == "2027-09"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_without_script_a_bar_leads_to_a_form(
    site: Site, guichet: Action, open_page: OpenPage, width: int
) -> None:
    page = open_page(width=width, script=False)
    open_chart(page, site)
    page.locator(f"#barre-{guichet.pk}").click()
    page.get_by_role("button", name="Trois mois plus tard").click()
    expect(page.get_by_text("1.1 : juin 2026 à septembre 2027.")).to_be_visible()
    assert end_of(guichet) == "2027-09"
