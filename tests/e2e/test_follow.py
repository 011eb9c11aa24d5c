"""The follow-up in a browser: every view, at both widths, and the way from a silence to a campaign."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.enums import Difficulty, Status
from maillage.conventions.models import Action
from tests.e2e import steps
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Site
from tests.factories.following import axis, followed_action, told

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

VIEWS = ("", "pilotes/", "communes/", "sans-nouvelles/", "changements/", "une-page/")


@pytest.fixture
def silent(site: Site) -> Action:
    """A plan in the middle of its life, with an action that nobody wrote on for a year."""
    axis(site.convention, "1", Status.DONE, Status.RUNNING, Status.ABANDONED)
    stuck = followed_action(site.convention, title="Aménager un local", pilots=("Adjointe",))
    told(stuck, site.coordinator, status=Status.BLOCKED, difficulty=Difficulty.PLACE, news="Pas de local.")
    return followed_action(site.convention, title="Former les équipes", silent=365, pilots=("Référente",))


@pytest.fixture(params=[DESKTOP, PHONE])
def page(request: pytest.FixtureRequest, site: Site, silent: Action, open_page: OpenPage) -> Page:
    """The coordinator's browser, before that plan."""
    assert silent.convention_id == site.convention.pk
    page = open_page(width=request.param)
    steps.log_in(page, site)
    return page


def test_every_view_of_the_follow_up_is_accessible_and_fits(page: Page, site: Site) -> None:
    for view in VIEWS:
        page.goto(f"/c/{site.convention.pk}/suivi/{view}")
        expect(page.get_by_role("navigation", name="Vues du suivi")).to_be_visible()
        steps.check(page, f"follow-up {view or 'whole'}")


def test_a_silent_pilot_is_asked_in_two_gestures(page: Page, site: Site) -> None:
    page.goto(f"/c/{site.convention.pk}/suivi/")
    page.get_by_role("link", name="Sans nouvelles", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 action sans nouvelles depuis six mois")
    page.get_by_role("link", name="Relancer Référente").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Former les équipes")).to_be_checked()
    expect(page.get_by_label("Aménager un local")).not_to_be_checked()


def test_the_page_of_an_élu_prints_on_one_sheet(page: Page, site: Site) -> None:
    page.goto(f"/c/{site.convention.pk}/suivi/une-page/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    height = page.evaluate("() => document.querySelector('main').scrollHeight")
    assert height < 990
    expect(page.get_by_role("navigation", name="Vues du suivi")).to_be_hidden()
