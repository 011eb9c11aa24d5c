"""The reference plan of fifty fiches, where it is beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from maillage.conventions.models import Node
from tests.e2e import steps
from tests.e2e.conftest import OpenPage, Site

pytestmark = [pytest.mark.e2e, pytest.mark.shared, pytest.mark.django_db(transaction=True)]


def test_the_reference_plan_comes_in_with_its_fifty_fiches_and_four_axes(
    site: Site, open_page: OpenPage, shared: Path
) -> None:
    document = next((shared / "seeds").glob("001*.txt"))
    page = open_page()
    steps.log_in(page, site)
    steps.deposit(page, site, document)
    steps.check(page, "review of the reference plan")
    steps.accept(page)
    steps.open_plan(page, site, 50)
    steps.check(page, "plan of fifty fiches")
    assert Node.objects.for_convention(site.convention).filter(depth=0).count() == 4
    page.get_by_label("Chercher dans le plan").last.fill("zzz")
    expect(page.locator("#plan").get_by_role("status")).to_contain_text("0 action sur 50")
