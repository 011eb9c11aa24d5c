"""The workbook out and back, and a pasted block, in a browser: every state accessible, on a phone too."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from maillage.conventions.operations import save_section
from tests.e2e import steps
from tests.e2e.axe import assert_fits
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.workbooks import fill_plan
from tests.programs import Convert

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

BLOCK = "Réf.\tIntitulé\tEchéance\n7.1\tUn bus des familles\tT2 2027\n7.2\tUn café\tjamais\n"


def change(file: Path, **cells: str) -> None:
    """Write cells of the first fiche, by header."""
    book = load_workbook(file)
    heads = {str(cell.value): cell.column or 0 for cell in book["Actions"][1]}
    for header, value in cells.items():
        book["Actions"].cell(2, heads[header]).value = value
    book.save(file)


def test_a_workbook_goes_out_through_libreoffice_and_back(
    site: Site, open_page: OpenPage, tmp_path: Path, soffice: Convert
) -> None:
    fill_plan(site.convention, site.coordinator)
    page = open_page()
    steps.log_in(page, site)
    file = steps.download_workbook(page, site, tmp_path)
    change(file, Titre="Ouvrir un autre relais", État="presque")
    steps.give_back(page, site, soffice(file, "xlsx"))
    expect(page.get_by_role("heading", name="1 case à corriger")).to_be_visible()
    expect(page.get_by_role("cell", name="« presque »")).to_be_visible()
    steps.check(page, "a workbook with a mistake")
    page.get_by_role("button", name="Appliquer ce qui est juste").click()
    expect(page.get_by_text("1 fiche modifiée").first).to_be_visible()
    steps.check(page, "a workbook applied")
    page.get_by_role("button", name="Annuler ces changements").click()
    expect(page.get_by_text("C’est annulé depuis.")).to_be_visible()


def test_a_workbook_is_reviewed_on_a_phone_without_script(
    site: Site, open_page: OpenPage, tmp_path: Path
) -> None:
    fill_plan(site.convention, site.coordinator)
    page = open_page(width=PHONE, script=False)
    steps.log_in(page, site)
    file = steps.download_workbook(page, site, tmp_path)
    change(file, Titre="Ouvrir un autre relais", Début="hier")
    steps.give_back(page, site, file)
    expect(page.locator("ins").first).to_be_visible()
    assert_fits(page, "a workbook on a phone")
    page.get_by_role("button", name="Appliquer ce qui est juste").click()
    expect(page.get_by_text("1 fiche modifiée").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_block_is_pasted_on_a_phone(site: Site, open_page: OpenPage, script: bool) -> None:
    fill_plan(site.convention, site.coordinator)
    page = open_page(width=PHONE, script=script)
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/plan/actions/coller/")
    page.get_by_label("Le bloc copié").fill(BLOCK)
    if script:
        page.get_by_label("Le bloc copié").dispatch_event("paste")
    else:
        page.get_by_role("button", name="Voir ce que cela donne").click()
    expect(page.get_by_text("Ligne 3, colonne Fin")).to_be_visible()
    steps.check(page, "a pasted block") if script else assert_fits(page, "a pasted block")
    page.get_by_role("button", name="Appliquer ce qui est juste").click()
    expect(page.get_by_label("Le bloc copié")).to_have_value(BLOCK)
    steps.open_plan(page, site, 5)


def test_a_conflict_is_settled_by_hand(site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    actions = fill_plan(site.convention, site.coordinator)
    page = open_page(width=PHONE)
    steps.log_in(page, site)
    file = steps.download_workbook(page, site, tmp_path)
    save_section(action=actions[0], section="context", value=["Du site"], version=None, by=site.coordinator)
    change(file, Contexte="Du classeur")
    steps.give_back(page, site, file)
    expect(page.get_by_text("Sur le site, maintenant")).to_be_visible()
    steps.check(page, "a workbook with a conflict")
    page.get_by_label("Écrire quand même ce que dit le classeur").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text("1 fiche modifiée").first).to_be_visible()
    page.goto(f"/c/{site.convention.pk}/plan/actions/{actions[0].pk}/")
    expect(page.locator("section#context")).to_contain_text("Du classeur")
