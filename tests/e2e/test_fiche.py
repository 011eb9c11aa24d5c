"""The fiche by keyboard and press: a step changes state in place, two states are compared."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.models import Action, Step
from maillage.conventions.operations import import_plan
from tests.e2e import steps
from tests.e2e.conftest import OpenPage, Site

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def action(site: Site) -> Action:
    """A fiche with two steps."""
    sections = {"steps": [{"text": "Choisir une salle"}, {"text": "Inviter les familles"}]}
    draft = ActionDraft(title="Ouvrir un café des parents", ref="1.1", sections=sections)
    plan = PlanDraft(nodes=[NodeDraft(title="Soutenir les parents", ref="1", actions=[draft])])
    import_plan(convention=site.convention, draft=plan, batch=uuid.uuid4(), by=site.coordinator, details={})
    return Action.objects.get()


@pytest.fixture
def page(site: Site, open_page: OpenPage, action: Action) -> Page:
    """The coordinator's browser, on the fiche."""
    page = open_page()
    steps.log_in(page, site)
    page.goto(f"/c/{action.convention_id}/plan/actions/{action.pk}/")
    return page


def test_a_step_is_ticked_from_the_keyboard_and_taken_back(page: Page) -> None:
    tick = page.locator("#steps .step-tick").nth(1)
    tick.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#steps h2")).to_contain_text("1 faite sur 2")
    expect(page.locator("#steps .step-tick").nth(1)).to_be_focused()
    assert Step.objects.get(text="Inviter les familles").status == "realisee"
    page.get_by_role("button", name="Annuler").first.click()
    expect(page.locator("#steps h2")).not_to_contain_text("1 faite")


def test_any_state_is_in_the_menu_of_a_step(page: Page) -> None:
    page.locator("#steps .step-menu summary").first.click()
    steps.check(page, "menu of a step")
    page.locator("#steps .step-menu").first.get_by_role("button", name="Bloquée").click()
    expect(page.locator("#steps .step").first).to_contain_text("Bloquée")
    expect(page.locator("#steps .step-tick").first).to_be_focused()


def test_the_history_compares_and_goes_back(page: Page) -> None:
    page.locator("#steps .step-tick").first.click()
    expect(page.locator("#steps h2")).to_contain_text("1 faite")
    page.get_by_role("link", name="Comparer").click()
    expect(page.locator("ins")).to_contain_text("réalisée")
    page.get_by_role("button", name="Revenir à l’état").click()
    expect(page.locator("#steps h2")).not_to_contain_text("1 faite")
