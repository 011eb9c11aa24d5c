"""The same work with a keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from maillage.conventions.models import Action
from maillage.conventions.operations import create_action
from tests.e2e import steps
from tests.e2e.conftest import PASSWORD, OpenPage, Site

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def action(site: Site) -> Action:
    """A fiche to edit."""
    return create_action(
        convention=site.convention, node=None, title="Publier un agenda", by=site.coordinator
    )


def test_sign_in_edit_and_undo_with_a_keyboard_alone(site: Site, action: Action, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/c/{site.convention.pk}/plan/")
    steps.tab_to(page, page.get_by_label("Adresse e-mail"))
    page.keyboard.type(site.coordinator.email)
    steps.tab_to(page, page.get_by_label("Mot de passe", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Publier un agenda").last
    expect(link).to_be_visible()
    steps.tab_to(page, link)
    page.keyboard.press("Enter")
    section = page.locator("section#objectives")
    expect(section).to_be_visible()
    steps.tab_to(page, section.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(section.get_by_role("textbox").first).to_be_focused()
    page.keyboard.type("Informer chaque famille")
    page.keyboard.press("Control+s")
    expect(section.get_by_role("listitem").or_(section.locator("p")).first).to_contain_text("Informer")
    expect(section.get_by_role("link").first).to_be_focused()
    action.refresh_from_db()
    assert action.objectives == "Informer chaque famille"


def test_escape_leaves_an_editor_and_gives_the_focus_back(
    site: Site, action: Action, open_page: OpenPage
) -> None:
    page = open_page()
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/plan/actions/{action.pk}/")
    section = page.locator("section#context")
    section.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(section.get_by_role("textbox").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(section.locator("form")).to_have_count(0)
    expect(section.get_by_role("link").first).to_be_focused()


def test_the_first_tab_skips_to_the_content_and_slash_searches(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#rail-q")).to_be_focused()


def test_enter_in_the_search_of_places_searches_and_creates_nothing(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, site)
    page.goto("/conventions/nouvelle/")
    page.get_by_label("Nom de la convention").fill("Essai")
    page.get_by_label("Commune ou intercommunalité").fill("introuvable")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aucun autre territoire")).to_be_visible()
    expect(page.get_by_label("Nom de la convention")).to_have_value("Essai")
