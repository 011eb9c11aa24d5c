"""From a document to a plan that lives, in a browser, on a screen and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from maillage.conventions.models import Action
from tests.e2e import documents, steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FICHE = "Publier un agenda commun de la parentalité"
WORDS = "Les familles cherchent l’information auprès de six structures."


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_coordinator_brings_a_plan_in_edits_it_and_takes_it_back(
    site: Site, open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    page = open_page(width=width)
    steps.log_in(page, site)
    steps.check(page, "home of an empty convention")
    steps.deposit(page, site, documents.docx(tmp_path))
    steps.check(page, "review")
    steps.accept(page)
    steps.open_plan(page, site, documents.ACTIONS)
    steps.check(page, "plan")
    steps.open_fiche(page, FICHE)
    steps.edit_context(page, WORDS)
    steps.check(page, "fiche after a save")

    page.get_by_role("link", name="Les 2 versions").click()
    expect(page.locator("ins").first).to_contain_text("six structures")
    steps.check(page, "history of a fiche")
    page.get_by_role("button", name="Annuler ce changement").first.click()
    expect(page.get_by_text("annulé").first).to_be_visible()
    assert not Action.objects.filter(context__contains="six structures").exists()

    page.goto(f"/c/{site.convention.pk}/documents/")
    steps.check(page, "list of documents")
    page.get_by_role("link", name="plan.docx").first.click()
    page.get_by_role("button", name="Annuler l’import").click()
    steps.check(page, "an edited import about to be taken back")
    page.get_by_role("button", name="Annuler l’import et cette modification").click()
    expect(page.get_by_role("button", name="Reprendre").first).to_be_visible()
    steps.check(page, "import taken back")
    assert not Action.objects.for_convention(site.convention).exists()


def test_a_plan_in_plain_text_comes_in_as_well(site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    steps.log_in(page, site)
    steps.deposit(page, site, documents.text(tmp_path))
    steps.check(page, "review of a text")
    steps.accept(page)
    steps.open_plan(page, site, documents.ACTIONS)
