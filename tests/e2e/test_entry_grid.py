"""The entry grid as people use it: a pasted column, a refused cell, undo; on a phone without script."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Dialog, Page, expect

from maillage.conventions.models import Action, Indicator, IndicatorValue
from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.conventions import ActionFactory
from tests.factories.figures import counted

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LABELS = ("Places ouvertes", "Présence aux rencontres", "Familles reçues")


@pytest.fixture
def indicators(site: Site) -> list[Indicator]:
    """A count, a rate, a count, on one action."""
    site.convention.start_year, site.convention.end_year = date.today().year - 2, date.today().year + 2
    site.convention.save()
    action: Action = ActionFactory.create(convention=site.convention, title="Ouvrir un relais")
    kinds = ("nombre", "taux", "nombre")
    return [counted(action, label, measure=kind) for label, kind in zip(LABELS, kinds, strict=True)]


def open_grid(page: Page, site: Site) -> None:
    """Sign in and open the grid."""
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/indicateurs/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saisir les valeurs")


def paste(page: Page, text: str) -> None:
    """Paste a block where the focus is, as a spreadsheet gives it."""
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


@pytest.mark.usefixtures("indicators")
def test_a_column_is_pasted_saved_corrected_and_taken_back(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    open_grid(page, site)
    steps.check(page, "the grid")
    cells = [page.get_by_role("textbox", name=f"{label}, ") for label in LABELS]
    cells = [cell.and_(page.locator("[data-cell] input")) for cell in cells]
    cells[0].focus()
    paste(page, "12\n520\n1 200\n3\n")
    expect(page.locator("#said")).to_contain_text("3 cases collées")
    expect(page.locator("#said")).to_contain_text("1 case du bloc n’a pas trouvé de place.")
    page.keyboard.press("Control+S")
    expect(page.locator("#refus")).to_contain_text("Une valeur n’a pas été acceptée. Les 2 autres")
    expect(cells[1]).to_have_value("520")
    steps.check(page, "a refused cell")
    page.get_by_role("link", name="Aller à la case").click()
    cells[1].fill("52")
    page.keyboard.press("Escape")
    expect(cells[1]).to_have_value("520")
    cells[1].fill("36/69")
    page.keyboard.press("ArrowDown")
    expect(cells[2]).to_be_focused()
    page.keyboard.press("Control+S")
    expect(page.locator("#compte")).to_contain_text("3\u00a0valeurs saisies sur 3")
    assert IndicatorValue.objects.filter(numerator=36).count() == 1
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#compte")).to_contain_text("2\u00a0valeurs saisies sur 3")


@pytest.mark.usefixtures("indicators")
def test_values_are_entered_on_a_phone_without_script(site: Site, open_page: OpenPage) -> None:
    page = open_page(width=PHONE, script=False)
    open_grid(page, site)
    page.locator("[data-cell] input").first.fill("~9")
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_text("1\u00a0valeur enregistrée.")).to_be_visible()
    assert IndicatorValue.objects.get().status == "estime"


@pytest.mark.usefixtures("indicators")
def test_figures_that_were_not_saved_are_not_left_without_a_word(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    open_grid(page, site)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    first = page.locator("[data-cell] input").first
    first.fill("12")
    page.get_by_label("Période").select_option(str(date.today().year - 2))
    expect(first).to_have_value("12")
    assert asked == ["beforeunload"]
    page.route("**/indicateurs/**", lambda route: route.abort())
    page.keyboard.press("Control+S")
    expect(page.locator("#said")).to_contain_text("La connexion est coupée")
    with page.expect_event("dialog"):
        page.get_by_label("Période").select_option(str(date.today().year))
    assert asked == ["beforeunload", "beforeunload"]


@pytest.mark.usefixtures("indicators")
def test_a_block_of_several_years_fills_several_columns(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    open_grid(page, site)
    first = page.locator("[data-cell] input").first
    first.focus()
    paste(page, "10\t12\n41\t52\n")
    expect(page.locator("#said")).to_contain_text(
        "Le bloc a 2 colonnes et cette page une seule\u00a0: rien n’est collé."
    )
    expect(first).to_have_value("")
    page.get_by_role("link", name="Ouvrir les périodes d’avant").click()
    steps.check(page, "several periods")
    page.locator("[data-cell] input").first.focus()
    paste(page, "10\t12\t9\n41\t520\n")
    expect(page.locator("#said")).to_contain_text("4 cases collées")
    expect(page.locator("#said")).to_contain_text("1 case du bloc n’a pas trouvé de place.")
    page.keyboard.press("Control+S")
    expect(page.locator("#refus")).to_contain_text("Une valeur n’a pas été acceptée. Les 3 autres")
    expect(page.locator("[aria-invalid]")).to_have_value("520")
    page.get_by_role("button", name="Annuler").first.click()
    assert not IndicatorValue.objects.exists()
