"""From a signed plan to its amendment: a proposal written, advised, decided, and the document after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from maillage.conventions.models import Action
from maillage.conventions.operations import create_action, create_node, save_section
from tests.e2e import steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BEFORE, AFTER = "Répondre à chaque famille.", "Répondre à chaque famille en dix jours."


@pytest.fixture
def action(site: Site) -> Action:
    """An action of an axe, with an objective."""
    node = create_node(
        convention=site.convention, parent=None, title="Accueillir", ref="1", by=site.coordinator
    )
    made = create_action(
        convention=site.convention, node=node, title="Ouvrir un guichet", ref="1.1", by=site.coordinator
    )
    save_section(action=made, section="objectives", value=[BEFORE], version=None, by=site.coordinator)
    return made


class Reader:
    """A visitor on a page; axe needs scripts, so without them the states are only crossed."""

    def __init__(self, page: Page, *, script: bool) -> None:
        self.page, self.script = page, script

    def check(self, state: str) -> None:
        if self.script:
            steps.check(self.page, state)


def freeze(reader: Reader, site: Site) -> None:
    page = reader.page
    page.goto(f"/c/{site.convention.pk}/versions/")
    reader.check("no version yet")
    page.get_by_role("link", name="Figer le plan signé").click()
    page.get_by_label("Nom").fill("CTG signée")
    page.get_by_label("Nature").select_option("Version signée")
    reader.check("freezing")
    page.get_by_role("button", name="Figer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CTG signée")
    reader.check("a frozen plan")


def propose(reader: Reader, site: Site, action: Action) -> None:
    page = reader.page
    page.goto(f"/c/{site.convention.pk}/propositions/nouvelle/modifier/?action={action.pk}")
    expect(page.get_by_label("Action", exact=True)).to_have_value(str(action.pk))
    page.get_by_label("Pourquoi").fill("Les familles demandent un délai.")
    page.get_by_role("button", name="Garder en brouillon").click()
    reader.check("an empty draft")
    page.locator(".chips").get_by_role("link", name="Objectifs").click()
    page.get_by_role("textbox", name="Objectifs").fill(AFTER)
    reader.check("another text proposed")
    page.locator(".editor-foot").get_by_role("button", name="Enregistrer").click()
    expect(page.locator("ins")).to_contain_text("en dix jours")


def decide(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("button", name="Soumettre au COTECH").click()
    page.get_by_label("Favorable", exact=True).check()
    page.get_by_role("button", name="Noter l’avis").click()
    reader.check("before the COPIL")
    page.get_by_label("Acceptée, et écrite dans le plan").check()
    page.get_by_role("button", name="Noter la décision").click()
    expect(page.get_by_role("heading", name="Décision du COPIL", exact=True)).to_be_visible()
    reader.check("decided")


def take_away(page: Page, site: Site, folder: Path) -> str:
    page.goto(f"/c/{site.convention.pk}/versions/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="produire l’avenant").click()
    file = folder / "avenant.docx"
    taken.value.save_as(file)
    return "\n".join(cell.text for table in Document(str(file)).tables for cell in table._cells)


@pytest.mark.parametrize(("width", "script"), [(DESKTOP, True), (PHONE, True), (PHONE, False)])
def test_a_proposal_becomes_a_decision_then_an_amendment(
    site: Site, action: Action, open_page: OpenPage, tmp_path: Path, width: int, script: bool
) -> None:
    page = open_page(width=width, script=script)
    steps.log_in(page, site)
    reader = Reader(page, script=script)
    freeze(reader, site)
    propose(reader, site, action)
    decide(reader)
    page.goto(f"/c/{site.convention.pk}/plan/actions/{action.pk}/")
    expect(page.locator("#objectives")).to_contain_text(AFTER)
    assert AFTER in take_away(page, site, tmp_path)
