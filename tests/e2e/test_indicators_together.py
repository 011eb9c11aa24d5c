"""The same indicator over several conventions, as an adviser opens it on a desk and on a phone."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.conventions import ActionFactory
from tests.factories.figures import counted, value_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_sum_is_opened_from_the_list_down_to_the_fiche(site: Site, open_page: OpenPage) -> None:
    year = str(date.today().year - 1)
    action = ActionFactory.create(convention=site.convention, title="Rendre itinérant le lieu d’accueil")
    value_of(counted(action, "Familles venues", standard="familles-laep"), year, "30")
    page = open_page(width=PHONE)
    steps.log_in(page, site)
    page.goto("/indicateurs/")
    steps.check(page, "indicators over conventions")
    page.get_by_role("link", name="Familles différentes accueillies au LAEP").click()
    expect(page.get_by_text(f"30\u00a0familles en {year}.")).to_be_visible()
    steps.check(page, "one indicator over conventions")
    page.get_by_role("link", name="Rendre itinérant").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familles venues")
