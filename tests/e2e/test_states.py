"""Accessibility of states that only open on a gesture: menus, editors, errors, filters, empty answers."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.models import Action
from maillage.conventions.operations import import_plan
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from tests.e2e import steps
from tests.e2e.axe import assert_accessible
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site
from tests.factories.links import FindingFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

STEPS = [{"group": "Préparer", "text": "Réunir les structures", "substeps": [{"text": "Choisir une salle"}]}]
PEOPLE = {"pilots": [{"label": "Référente familles", "kind": "technique"}], "partners": [{"label": "CAF"}]}
TARGET = {"op": ">=", "value": "12", "unit": "familles", "per": "an"}
INDICATORS = [{"label": "Familles reçues", "kind": "realisation", "target": TARGET}]


@pytest.fixture
def action(site: Site) -> Action:
    """A fiche with something in each kind of section, in a small plan."""
    sections = {"context": ["Peu d’information."], "steps": STEPS, "people": PEOPLE, "indicators": INDICATORS}
    draft = ActionDraft(title="Publier un agenda", ref="1.1", sections=sections)
    plan = PlanDraft(nodes=[NodeDraft(title="Soutenir les parents", ref="1", actions=[draft])])
    import_plan(convention=site.convention, draft=plan, batch=uuid.uuid4(), by=site.coordinator, details={})
    return Action.objects.get()


@pytest.fixture(params=[DESKTOP, PHONE])
def page(request: pytest.FixtureRequest, site: Site, open_page: OpenPage) -> Page:
    """The coordinator's browser, signed in."""
    page = open_page(width=request.param)
    steps.log_in(page, site)
    return page


def test_axe_would_see_a_button_without_a_name(page: Page) -> None:
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page, "a button without a name")


def test_the_menu_open(page: Page) -> None:
    menu = page.get_by_role("button", name="Menu")
    if not menu.is_visible():
        pytest.skip("the rail is always there on a large screen")
    menu.click()
    expect(page.get_by_role("link", name="Réglages")).to_be_visible()
    steps.check(page, "menu open")


def test_each_editor_open(page: Page, action: Action) -> None:
    for key in SECTIONS:
        page.goto(f"/c/{action.convention_id}/plan/actions/{action.pk}/rubriques/{key}/")
        expect(page.locator("form[data-editor]")).to_be_visible()
        steps.check(page, f"editor of {key}")


def test_an_editor_that_refuses_says_so_and_keeps_the_words(page: Page, action: Action) -> None:
    page.goto(f"/c/{action.convention_id}/plan/actions/{action.pk}/rubriques/state/")
    page.get_by_label("En une phrase").fill("Presque fini.")
    page.get_by_role("spinbutton").fill("140")
    page.locator(".editor-foot").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("En une phrase")).to_have_value("Presque fini.")
    steps.check(page, "editor with an error")


def test_a_deposit_without_a_file_says_so(page: Page, site: Site) -> None:
    page.goto(f"/c/{site.convention.pk}/documents/importer/")
    page.get_by_role("button", name="Lire ce document").click()
    expect(page.locator(".err").first).to_be_visible()
    steps.check(page, "deposit with an error")


def test_filters_narrow_the_plan_and_say_how_many_are_left(page: Page, action: Action) -> None:
    page.goto(f"/c/{action.convention_id}/plan/")
    page.get_by_label("Chercher dans le plan").last.fill("introuvable")
    expect(page.get_by_role("heading", name="Aucune action ne correspond")).to_be_visible()
    steps.check(page, "plan with nothing left")
    page.goto(f"/c/{action.convention_id}/plan/?organiser=1")
    steps.check(page, "plan being organised")


def test_the_other_pages_of_a_convention(page: Page, action: Action) -> None:
    fiche = f"plan/actions/{action.pk}/"
    state = Entry.objects.filter(subject_type="action", subject_id=action.pk).earliest("pk")
    past = f"{fiche}historique/"
    of_fiche = (fiche, past, f"{past}comparer/", f"{past}{state.pk}/")
    FindingFactory.create(workspace=action.convention.workspace, theme="Parentalité")
    diagnosis = ("diagnostic/", "diagnostic/ajouter/", "reglages/modeles/courte/")
    paths = ("reglages/", "participants/", "historique/", "plan/actions/ajouter/")
    for path in (*paths, *of_fiche, *diagnosis):
        page.goto(f"/c/{action.convention_id}/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        steps.check(page, path)


def test_the_pages_outside_a_convention(page: Page) -> None:
    for path in ("/", "/conventions/nouvelle/", "/mon-compte/", "/c/999/", "/territoires/recherche/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        steps.check(page, path)


def test_the_sign_in_page_and_its_refusal(open_page: OpenPage, site: Site) -> None:
    page = open_page(width=PHONE)
    page.goto("/compte/connexion/")
    steps.check(page, "sign in")
    page.get_by_label("Adresse e-mail").fill(site.coordinator.email)
    page.get_by_label("Mot de passe", exact=True).fill("une autre phrase")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.locator(".err, .note-error").first).to_be_visible()
    steps.check(page, "sign in refused")
