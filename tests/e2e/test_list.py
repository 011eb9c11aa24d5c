"""The list of actions in a browser: walked, written, changed at once, kept; by keys, or without script."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.draft import ActionDraft, NodeDraft
from maillage.conventions.enums import Status
from maillage.conventions.models import Action, SavedView
from maillage.conventions.operations import import_plan
from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.conventions import rich_draft

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BATCH = UUID("7d9fd7a5-7a0b-4c0e-9c52-0c4b2d1f2a12")


@pytest.fixture
def plan(site: Site) -> Site:
    """Two axes of three fiches each, and a bare one."""
    draft = rich_draft(axes=2, actions=3)
    draft.nodes.append(NodeDraft("Ouvrir", ref="3", actions=[ActionDraft("Éclairer le stade", ref="3.1")]))
    import_plan(convention=site.convention, draft=draft, batch=BATCH, by=site.coordinator)
    return site


def open_list(page: Page, site: Site, query: str = "") -> None:
    """The list of an address."""
    page.goto(f"/c/{site.convention.pk}/plan/liste/{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def states(site: Site) -> list[str]:
    actions = Action.objects.filter(convention=site.convention)
    return sorted(actions.values_list("status", flat=True))


def test_many_are_changed_seen_first_and_taken_back(plan: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, plan)
    open_list(page, plan)
    steps.check(page, "the list")
    before = states(plan)
    for number in range(3):
        page.locator("input[name='pick']").nth(number).check()
    expect(page.locator("[data-count]")).to_have_text("3\u00a0actions choisies")
    steps.check(page, "the list with actions chosen")
    page.get_by_role("button", name="Changer l’état").click()
    page.get_by_label("Nouvel état").select_option(label="Bloquée")
    page.get_by_role("button", name="Voir ce qui change").click()
    expect(page.get_by_role("heading", name="3\u00a0actions à changer")).to_be_visible()
    steps.check(page, "the preview of a change")
    assert states(plan) == before
    page.get_by_role("button", name="Appliquer à 3\u00a0actions").click()
    expect(page.get_by_text("3\u00a0actions changées.")).to_be_visible()
    assert states(plan).count(Status.BLOCKED) == 3
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("C’est annulé.")).to_be_visible()
    assert states(plan) == before


def test_a_cell_is_written_with_the_keyboard_alone(plan: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, plan)
    open_list(page, plan)
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    cell = page.locator("tbody td[data-edit]").first
    page.keyboard.press("ArrowUp")
    expect(cell).to_be_focused()
    page.keyboard.press("F2")
    expect(page.locator("#cellule")).to_be_focused()
    steps.check(page, "a cell being written")
    page.keyboard.press("Escape")
    expect(page.locator(".cell-editor")).to_have_count(0)
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#cellule")).to_be_focused()
    page.locator("#cellule").select_option(label="En pause")
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("En pause")
    expect(cell).to_be_focused()
    assert states(plan).count(Status.PAUSED) == 1


def test_rows_are_ticked_and_the_search_reached_by_keys(plan: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, plan)
    open_list(page, plan)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("2\u00a0actions choisies")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/plan/actions/\d+/$"))


def test_a_ticked_row_stays_so_once_a_cell_of_it_is_written(plan: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, plan)
    open_list(page, plan)
    for number in range(2):
        page.locator("input[name='pick']").nth(number).check()
    before = page.locator("input[name='pick']").first.get_attribute("value")
    page.locator("tbody td[data-edit]").first.click()
    expect(page.locator("#cellule")).to_be_focused()
    page.locator("#cellule").select_option(label="Bloquée")
    page.keyboard.press("Enter")
    expect(page.get_by_text("est enregistré.")).to_be_visible()
    expect(page.locator("input[name='pick']").first).to_be_checked()
    assert page.locator("input[name='pick']").first.get_attribute("value") != before
    expect(page.locator("[data-count]")).to_have_text("2\u00a0actions choisies")


def test_a_filter_is_kept_as_a_view_that_opens_the_list(plan: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, plan)
    open_list(page, plan)
    page.get_by_role("link", name="Sans pilote 1").click()
    expect(page).to_have_url(re.compile(r"regard=sans-pilote"))
    expect(page.get_by_role("status")).to_contain_text("1\u00a0action sur 7")
    page.get_by_text("Enregistrer cette vue").click()
    page.get_by_label("Nom de la vue").fill("À confier")
    page.get_by_label("Ouvrir la liste avec elle").check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("est enregistrée")).to_be_visible()
    open_list(page, plan)
    expect(page).to_have_url(re.compile(rf"regard=sans-pilote&vue={SavedView.objects.get().pk}$"))


def test_without_script_every_gesture_is_a_form(plan: Site, open_page: OpenPage) -> None:
    page = open_page(script=False)
    steps.log_in(page, plan)
    open_list(page, plan, "?regard=sans-pilote")
    page.get_by_role("link", name="Modifier sans souris ni script").click()
    page.get_by_role("link", name="modifier Pilote").click()
    page.get_by_label("Pilote").fill("Médiathèque")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("est enregistré")).to_be_visible()
    open_list(page, plan)
    page.locator("input[name='pick']").first.check()
    page.get_by_role("button", name="Changer l’état").click()
    page.get_by_role("button", name="Voir ce qui change").click()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text("1\u00a0action changée.")).to_be_visible()


REST = ("", "?grouper=pilote&colonnes=etat.pilote.theme.echeance", "filtres/", "manques/")


@pytest.mark.parametrize("rest", REST)
def test_the_pages_of_the_list_fit_a_phone(plan: Site, open_page: OpenPage, rest: str) -> None:
    page = open_page(width=PHONE)
    steps.log_in(page, plan)
    open_list(page, plan, rest)
    steps.check(page, f"the list on a phone {rest}")
