"""Money written from a fiche, and the charts of a fiche, on a large screen and on a phone without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.enums import ValueStatus
from maillage.conventions.models import Action
from maillage.conventions.operations import create_action, create_node, save_section
from tests.e2e import steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site
from tests.factories import means
from tests.factories.values import measured, valued

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize(("width", "script"), [(DESKTOP, True), (PHONE, True), (PHONE, False)])


@pytest.fixture
def action(site: Site) -> Action:
    """An action of an axe, with words about its means."""
    node = create_node(
        convention=site.convention, parent=None, title="Accueillir", ref="1", by=site.coordinator
    )
    made = create_action(convention=site.convention, node=node, title="Ouvrir une MAM", by=site.coordinator)
    save_section(action=made, section="resources", value=["Une salle"], version=None, by=site.coordinator)
    return made


def check(page: Page, state: str, *, script: bool) -> None:
    """Axe needs scripts; without them the state is only crossed."""
    if script:
        steps.check(page, state)


@SCREENS
def test_money_is_written_from_the_fiche_corrected_and_taken_back(
    open_page: OpenPage, site: Site, action: Action, width: int, script: bool
) -> None:
    page = open_page(width=width, script=script)
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/plan/actions/{action.pk}/")
    page.locator("#resources").get_by_role("link", name="Ajouter un financement").click()
    page.get_by_label("Financeur").fill("CAF")
    page.get_by_label("Année").fill("bientôt")
    page.get_by_label("Prévu").fill("18 k€")
    page.get_by_role("button", name="Enregistrer").last.click()
    expect(page.get_by_text("n’est pas une année")).to_be_visible()
    check(page, "a line refused", script=script)
    page.get_by_label("Année").fill("2026")
    page.get_by_role("button", name="Enregistrer").last.click()
    expect(page.locator("#resources table")).to_contain_text("18 000 €")
    check(page, "the means on the fiche", script=script)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#resources table")).to_have_count(0)


@SCREENS
def test_the_ledger_and_the_charts_can_be_read_by_all(
    open_page: OpenPage, site: Site, action: Action, width: int, script: bool
) -> None:
    by = site.coordinator
    means.funding(means.post(site.convention, by), by)
    means.staff(site.convention, by, action=action.pk)
    means.budget(action, by, planned="", requested="5 000")
    means.rate(site.convention, by)
    one = measured(action)
    valued(one, "2022", "77")
    valued(one, "2024", "71", status=ValueStatus.ESTIMATED)
    valued(one, "2025", status=ValueStatus.SECRET)
    page = open_page(width=width, script=script)
    steps.log_in(page, site)
    for path in ("moyens/", "indicateurs/tableau/", f"indicateurs/{one.pk}/", f"plan/actions/{action.pk}/"):
        page.goto(f"/c/{site.convention.pk}/{path}")
        for folded in page.locator("main details").all():
            folded.locator("summary").first.click()
        check(page, path, script=script)
    expect(page.get_by_role("img", name="Assistantes maternelles en exercice").first).to_be_visible()
    expect(page.locator("#indicators .data")).to_contain_text("non renseigné")
