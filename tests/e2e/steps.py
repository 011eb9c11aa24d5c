"""What a coordinator does, one gesture a function; each says what must be seen once it is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import assert_accessible, assert_fits
from tests.e2e.conftest import PASSWORD, Site

LONG = 30_000
FAR = 60


def check(page: Page, state: str) -> None:
    """The state is accessible and fits the screen."""
    assert_accessible(page, state)
    assert_fits(page, state)


def log_in(page: Page, site: Site) -> None:
    """Sign in from the address of the convention."""
    page.goto(f"/c/{site.convention.pk}/")
    page.get_by_label("Adresse e-mail").fill(site.coordinator.email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile(rf"/c/{site.convention.pk}/$"))


def deposit(page: Page, site: Site, document: Path) -> None:
    """Give a document and wait until it is read."""
    page.goto(f"/c/{site.convention.pk}/documents/importer/")
    page.get_by_label("Votre fichier").set_input_files(document)
    page.get_by_role("button", name="Lire ce document").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        f"Relire «\u00a0{document.name}", timeout=LONG
    )


def accept(page: Page) -> None:
    """Accept the whole plan."""
    page.get_by_role("button", name="Accepter le plan").click()
    expect(page.get_by_text("Annuler").first).to_be_visible(timeout=LONG)


def open_plan(page: Page, site: Site, actions: int) -> None:
    """Open the plan, which says how many actions it has."""
    page.goto(f"/c/{site.convention.pk}/plan/")
    expect(page.locator("#plan").get_by_role("status")).to_contain_text(f"{actions} actions sur {actions}")


def open_fiche(page: Page, title: str) -> None:
    """Open a fiche from the plan."""
    page.get_by_role("link", name=title).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def edit_context(page: Page, words: str) -> None:
    """Write the context of the fiche anew and save."""
    section = page.locator("section#context")
    section.get_by_role("link").first.click()
    section.get_by_role("textbox").first.fill(words)
    section.locator(".editor-foot").get_by_role("button", name="Enregistrer").click()
    expect(page.locator("section#context")).to_contain_text(words)
    expect(page.locator("section#context form")).to_have_count(0)


def download_workbook(page: Page, site: Site, folder: Path) -> Path:
    """Take the workbook away from the page of the plan."""
    page.goto(f"/c/{site.convention.pk}/plan/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger le plan en classeur").click()
    file = folder / "plan.xlsx"
    taken.value.save_as(file)
    return file


def give_back(page: Page, site: Site, file: Path) -> None:
    """Deposit a workbook where every document is."""
    page.goto(f"/c/{site.convention.pk}/documents/importer/")
    page.get_by_label("Votre fichier").set_input_files(file)
    page.get_by_role("button", name="Lire ce document").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Relire le classeur")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus, which must then be visible."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            ring = target.evaluate(
                "(e) => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow; }"
            )
            assert ring != "nonenone", f"no visible focus on {target}"
            return
    pytest.fail(f"{target} is not within {FAR} presses of Tab")
