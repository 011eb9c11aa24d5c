"""The whole path without JavaScript: every form is a form, every answer a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from maillage.conventions.models import Action, Convention
from maillage.territories.operations import index_places
from tests.e2e import documents, steps
from tests.e2e.conftest import OpenPage, Site
from tests.factories.territories import CommuneFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = "Six structures publient chacune leur programme."


def test_import_edit_and_undo_without_script(site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(script=False)
    steps.log_in(page, site)
    steps.deposit(page, site, documents.docx(tmp_path))
    steps.accept(page)
    steps.open_plan(page, site, documents.ACTIONS)
    steps.open_fiche(page, "Publier un agenda commun de la parentalité")
    steps.edit_context(page, WORDS)
    page.get_by_role("button", name="Annuler").first.click()
    expect(page.locator("section#context")).not_to_contain_text(WORDS)
    assert not Action.objects.filter(context=WORDS).exists()
    page.goto(f"/c/{site.convention.pk}/documents/")
    page.get_by_role("link", name="plan.docx").first.click()
    page.get_by_role("button", name="Annuler l’import").click()
    page.get_by_role("button", name="Annuler l’import et cette modification").click()
    expect(page.get_by_role("button", name="Reprendre").first).to_be_visible()
    assert not Action.objects.for_convention(site.convention).exists()


def test_a_convention_is_created_on_places_found_without_script(site: Site, open_page: OpenPage) -> None:
    commune = CommuneFactory.create(name="Brissonge", population=980)
    index_places()
    page = open_page(script=False)
    steps.log_in(page, site)
    page.goto("/conventions/nouvelle/")
    page.get_by_label("Commune ou intercommunalité").fill("brisson")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_label("Brissonge").check()
    page.get_by_role("button", name="Reprendre avec ces territoires").click()
    page.get_by_label("Nom de la convention").fill("Val de Brissonge")
    page.get_by_role("button", name="Créer la convention").click()
    expect(page).to_have_url(re.compile(r"/c/\d+/$"))
    created = Convention.objects.get(name="Val de Brissonge")
    assert list(created.communes.all()) == [commune]
