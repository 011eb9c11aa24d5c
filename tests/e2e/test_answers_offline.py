"""Answering where the network comes and goes: no word is lost, nothing stays on the device once sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from maillage.conventions.models import Answer, Asked, Recipient
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.campaigns import asked, asked_on, campaign_of, page_of
from tests.factories.conventions import ActionFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter((one) => one.startsWith('maillage:reponse:')).length"
NOTHING = f"() => {KEPT} === 0"


@pytest.fixture
def recipient(site: Site) -> Recipient:
    """Somebody asked about one action."""
    action = ActionFactory.create(convention=site.convention, title="Ouvrir un guichet", status="en_cours")
    return asked(campaign_of(site.convention), action)


def opened(recipient: Recipient, site: Site, open_page: OpenPage) -> Page:
    """Their page, on a phone."""
    page = open_page(width=PHONE)
    page.goto(f"{site.url}{page_of(recipient)}")
    return page


def test_what_is_typed_without_network_survives_a_reload(
    recipient: Recipient, site: Site, open_page: OpenPage
) -> None:
    page = opened(recipient, site, open_page)
    page.get_by_label("En une phrase").fill("Le guichet")
    expect(page.get_by_text("Brouillon gardé")).to_be_visible()
    page.wait_for_function(NOTHING)
    page.context.set_offline(True)
    page.get_by_label("En une phrase").fill("Le guichet ouvre mardi.")
    page.get_by_text("Bloquée", exact=True).tap()
    page.get_by_role("button", name="Envoyer Ouvrir").tap()
    expect(page.get_by_text("Pas de réseau.")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{site.url}{page_of(recipient)}")
    expect(page.get_by_label("En une phrase")).to_have_value("Le guichet ouvre mardi.")
    expect(page.get_by_label("Bloquée")).to_be_checked()
    expect(page.get_by_text("Brouillon gardé")).to_be_visible()
    page.wait_for_function(NOTHING)
    assert Asked.objects.get().draft == {"status": "bloquee", "sentence": "Le guichet ouvre mardi."}


def test_nothing_stays_on_the_device_once_it_is_sent(
    recipient: Recipient, site: Site, open_page: OpenPage
) -> None:
    page = opened(recipient, site, open_page)
    page.get_by_label("En une phrase").fill("Le guichet ouvre mardi.")
    assert page.evaluate(KEPT) == 1
    page.get_by_role("button", name="Envoyer Ouvrir").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci, c’est envoyé")
    page.wait_for_function(NOTHING)
    assert Answer.objects.get().sentence == "Le guichet ouvre mardi."


def test_what_another_hand_wrote_meanwhile_is_not_written_over(
    recipient: Recipient, site: Site, open_page: OpenPage
) -> None:
    page = opened(recipient, site, open_page)
    page.context.set_offline(True)
    page.get_by_label("En une phrase").fill("Écrit sans réseau.")
    line = asked_on(recipient, recipient.asked.get().action)
    Asked.objects.filter(pk=line.pk).update(draft={"sentence": "Écrit ailleurs."})
    page.context.set_offline(False)
    page.goto(f"{site.url}{page_of(recipient)}")
    expect(page.get_by_label("En une phrase")).to_have_value("Écrit ailleurs.")
    page.wait_for_function(NOTHING)
