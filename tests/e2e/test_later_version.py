"""« Rendre mesurable » and a later version of the same document, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from maillage.intake.models import Import
from maillage.intake.operations import accept
from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.intake import document, item, ready_import

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def _document() -> dict[str, Any]:
    """The small plan with an indicator more, whose words tell nothing."""
    plan: dict[str, Any] = document()
    plan["actions"][1]["indicators"] = [
        {**item(words, 12), "kind": None, "target": None}
        for words in ("Lien social", "Nombre de forums par an")
    ]
    return plan


def _import(site: Site, plan: dict[str, Any]) -> Import:
    return ready_import(site.convention, site.coordinator, plan)


def _address(site: Site, import_: Import, name: str) -> str:
    return f"/c/{site.convention.pk}/documents/{import_.pk}/{name}/"


def test_indicators_are_made_measurable_by_keyboard(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    steps.log_in(page, site)
    page.goto(_address(site, _import(site, _document()), "mesurer"))
    steps.check(page, "« Rendre mesurable »")
    page.keyboard.press("j")
    page.keyboard.press("g")
    expect(page.get_by_text("2 indicateurs à voir sur 3")).to_be_visible()
    expect(page.locator(".measure").nth(1)).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator(".measure-form select").first).to_be_focused()
    steps.check(page, "another measure")
    page.get_by_label("Mesure", exact=True).select_option("verbatim")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("1 indicateur à voir sur 3")).to_be_visible()
    expect(page.locator(".measure").nth(2)).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_text("Tous les indicateurs sont vus.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("1 indicateur à voir sur 3")).to_be_visible()
    steps.check(page, "« Rendre mesurable » nearly done")


@pytest.mark.parametrize("script", [True, False])
def test_the_sure_ones_are_kept_at_once_on_a_phone(site: Site, open_page: OpenPage, script: bool) -> None:
    page = open_page(width=PHONE, script=script)
    steps.log_in(page, site)
    page.goto(_address(site, _import(site, _document()), "mesurer"))
    page.get_by_role("button", name="Garder toutes les propositions sûres (2)").click()
    expect(page.get_by_text("1 indicateur à voir sur 3")).to_be_visible()
    steps.check(page, "« Rendre mesurable » on a phone") if script else None
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("3 indicateurs à voir sur 3")).to_be_visible()


def test_names_are_tied_to_what_exists(site: Site, open_page: OpenPage) -> None:
    plan = _document()
    plan["actions"][0]["pilots"] = [item("Ida Morvenne", 8)]
    page = open_page(width=PHONE)
    steps.log_in(page, site)
    page.goto(_address(site, _import(site, plan), "relier"))
    steps.check(page, "« Relier à ce qui existe »")
    page.get_by_role("button", name="Relier Ida Morvenne").click()
    expect(page.get_by_text("Tous les noms sont vus.")).to_be_visible()
    page.get_by_role("button", name="Revenir sur Ida Morvenne").click()
    page.get_by_role("button", name="Relier tous les noms sûrs (1)").click()
    expect(page.get_by_text("1 nom relié.")).to_be_visible()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (PHONE, True), (1280, False)])
def test_two_differences_of_a_later_version_are_accepted_then_undone(
    site: Site, open_page: OpenPage, width: int, script: bool
) -> None:
    first = _import(site, document())
    accept(import_=first, version=first.version, by=site.coordinator)
    changed = _document()
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    changed["actions"][2]["objectives"] = [item("Se retrouver", 14)]
    page = open_page(width=width, script=script)
    steps.log_in(page, site)
    later = _import(site, changed)
    page.goto(_address(site, later, "accepter"))
    expect(page.get_by_label("Il est mis à jour")).to_be_checked()
    page.get_by_role("button", name="Accepter le plan").click()
    if script:
        steps.check(page, "the differences")
    expect(page.get_by_text("3 rubriques modifiées")).to_be_visible()
    page.get_by_role("button", name="Tout décocher").click()
    expect(page.locator("input[name=d]:checked")).to_have_count(0)
    page.get_by_label("Objectifs, Ouvrir une micro-crèche").check()
    page.get_by_label("Objectifs, Installer un café des parents").check()
    page.get_by_role("button", name="Appliquer ce qui est coché").click()
    expect(page.get_by_text("Le plan est à jour\u00a0: 2 fiches modifiées.")).to_be_visible()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("L’import est annulé")).to_be_visible()


def test_the_same_document_says_that_nothing_is_new(site: Site, open_page: OpenPage) -> None:
    first = _import(site, document())
    accept(import_=first, version=first.version, by=site.coordinator)
    page = open_page()
    steps.log_in(page, site)
    page.goto(_address(site, _import(site, document()), "differences"))
    expect(page.get_by_text("Rien de nouveau")).to_be_visible()
    steps.check(page, "nothing new")
