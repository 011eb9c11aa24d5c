"""A plan's whole way: a deck, its doubts, its next version, the workbook through LibreOffice and back.

LibreOffice changes the workbook in three strokes, without a window: it opens the XLSX and saves it as a
flat spreadsheet, one cell of that text is written anew, and it opens the result and saves it as XLSX.
The seconds of what a person waits for are told with ``--log-cli-level=INFO``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from maillage.conventions.models import Action
from tests.e2e import documents, steps
from tests.e2e.conftest import OpenPage, Site
from tests.programs import Convert

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LOG = logging.getLogger(__name__)

FIRST = "Structurer un réseau des professionnels de la petite enfance"
SECOND = "Créer une maison d’assistants maternels à Brécigny-le-Haut"
BEFORE, AFTER = (
    "Disposer d’un lieu ouvert cinq jours sur sept",
    "Disposer d’un lieu ouvert chaque jour & le soir",
)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tell how long a person waits for ``what``."""
    start = time.monotonic()
    yield
    LOG.info("%s: %.2f s", what, time.monotonic() - start)


def test_a_deck_its_doubts_its_next_version_and_its_workbook(
    site: Site, open_page: OpenPage, tmp_path: Path, soffice: Convert, settings: Settings
) -> None:
    settings.INTAKE_PAGE_IMAGES = True
    page = open_page()
    steps.log_in(page, site)
    with timed("PDF read and drawn"):
        steps.deposit(page, site, documents.deck(tmp_path))
    settle_three_doubts(page)
    accept_by_keyboard(page)
    what_was_decided_is_in_the_plan(page, site)

    with timed("PPTX read and drawn"):
        steps.deposit(page, site, documents.later_deck(tmp_path))
    steps.check(page, "review of the next version")
    accept_two_differences(page)
    the_plan_is_up_to_date(page, site)

    with timed("workbook out"):
        file = steps.download_workbook(page, site, tmp_path)
    with timed("LibreOffice, twice"):
        changed = change_in_libreoffice(file, soffice)
    with timed("workbook back"):
        steps.give_back(page, site, changed)
    apply_and_undo(page, site)


def settle_three_doubts(page: Page) -> None:
    """By keyboard alone: a reading by its number, another, words of one's own."""
    expect(page.get_by_role("heading", name="Il reste 3 doutes")).to_be_visible()
    expect(page.locator("#source img, #source image").first).to_be_visible()
    expect(page.locator("#d1[open] > summary")).to_contain_text("un pilote ou deux")
    steps.check(page, "review with its pages")
    page.keyboard.press("2")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Il reste 2 doutes")).to_be_visible()
    expect(page.locator("#doutes details.doubt[open] > summary")).to_contain_text("des euros")
    page.keyboard.press("1")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Il reste 1 doute")).to_be_visible()
    expect(page.locator("#doutes details.doubt[open] > summary")).to_contain_text("Quand commence")
    page.keyboard.press("c")
    page.keyboard.type("Rentrée 2025")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tous les doutes sont levés.")).to_be_visible()
    expect(page.locator("#doutes-titre")).to_be_focused()
    steps.check(page, "review without doubt")


def accept_by_keyboard(page: Page) -> None:
    """From the last doubt one Tab away: no need to go through the whole plan to its foot."""
    steps.tab_to(page, page.locator("#doutes").get_by_role("link", name="accepter le plan"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Accepter le plan")
    steps.check(page, "acceptance")
    steps.tab_to(page, page.get_by_role("button", name="Accepter le plan"))
    with timed("acceptance"):
        page.keyboard.press("Enter")
        expect(page.get_by_text("Le plan est accepté")).to_be_visible(timeout=steps.LONG)
        expect(page.locator("#plan")).to_be_visible()


def what_was_decided_is_in_the_plan(page: Page, site: Site) -> None:
    """The answers are what the fiches say."""
    steps.open_plan(page, site, documents.DECK_ACTIONS)
    steps.check(page, "plan")
    steps.open_fiche(page, FIRST)
    expect(page.locator("section#people")).to_contain_text("Relais petite enfance")
    expect(page.locator("section#people")).not_to_contain_text("+")
    steps.check(page, "fiche")
    written = Action.objects.for_convention(site.convention)
    assert written.filter(resources__contains="12000 €").count() == 1
    assert written.filter(calendar="Rentrée 2025", start_on__year=2025).count() == 1


def accept_two_differences(page: Page) -> None:
    """Two of the differences are ticked and written; the others are left."""
    page.get_by_role("link", name="Accepter le plan").click()
    expect(page.get_by_label("Il est mis à jour")).to_be_checked()
    steps.check(page, "acceptance beside a plan in place")
    with timed("differences"):
        page.get_by_role("button", name="Accepter le plan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mettre à jour le plan")
    steps.check(page, "differences")
    expect(page.locator("input[name=d]")).to_have_count(3)
    page.get_by_role("button", name="Tout décocher").click()
    expect(page.locator("input[name=d]:checked")).to_have_count(0)
    page.get_by_label(f"Objectifs, {FIRST}").check()
    page.get_by_role("checkbox", name=documents.NEW_FICHE["title"]).check()
    with timed("differences written"):
        page.get_by_role("button", name="Appliquer ce qui est coché").click()
        expect(page.get_by_text("Le plan est à jour")).to_be_visible()


def the_plan_is_up_to_date(page: Page, site: Site) -> None:
    """What was accepted is there, what was left is not, what was decided before stays."""
    steps.open_plan(page, site, documents.DECK_ACTIONS + 1)
    steps.check(page, "plan brought up to date")
    steps.open_fiche(page, FIRST)
    expect(page.locator("section#objectives")).to_contain_text(documents.NEW_OBJECTIVE)
    expect(page.locator("section#people")).not_to_contain_text("+")
    page.go_back()
    steps.open_fiche(page, SECOND)
    expect(page.locator("section#people")).not_to_contain_text(documents.NEW_PARTNER)


def change_in_libreoffice(file: Path, soffice: Convert) -> Path:
    """The workbook with one cell changed, as LibreOffice saved it."""
    flat = soffice(file, "fods")
    words = flat.read_text(encoding="utf-8")
    assert words.count(f">{BEFORE}<") == 1
    flat.write_text(words.replace(f">{BEFORE}<", f">{AFTER.replace('&', '&amp;')}<"), encoding="utf-8")
    return soffice(flat, "xlsx")


def apply_and_undo(page: Page, site: Site) -> None:
    """The one change is shown, written, seen on the fiche, and taken back."""
    expect(page.locator("ins")).to_have_count(1)
    steps.check(page, "the workbook that came back")
    with timed("workbook written"):
        page.get_by_role("button", name="Appliquer").click()
        expect(page.get_by_text("1 fiche modifiée").first).to_be_visible()
    steps.check(page, "the workbook applied")
    applied = page.url
    page.goto(f"/c/{site.convention.pk}/plan/")
    steps.open_fiche(page, "Créer un lieu pour les jeunes")
    expect(page.locator("section#objectives")).to_contain_text(AFTER)
    page.goto(applied)
    page.get_by_role("button", name="Annuler ces changements").click()
    expect(page.get_by_text("C’est annulé depuis.")).to_be_visible()
    assert Action.objects.filter(objectives__contains=BEFORE).count() == 1
