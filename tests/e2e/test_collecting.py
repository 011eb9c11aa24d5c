"""Collecting by phone: the link of a mail, three actions and a figure, without script, in two minutes.

The time is not that of the machine. Every gesture costs what it costs a person, and the sum is what
is measured: ``Hand`` counts it while the browser does the gesture for real. The pace is that of
somebody slow on a phone: see its constants.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from maillage.accounts.enums import Role
from maillage.conventions.models import Action, Answer, Campaign, IndicatorValue
from maillage.conventions.notifications import Letterhead
from maillage.conventions.operations.answers import Said, send_answer
from maillage.conventions.operations.campaigns import Terms, create_campaign, open_campaign
from tests.e2e import steps
from tests.e2e.axe import assert_accessible, assert_fits
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.conventions import ActionFactory, PilotFactory, member
from tests.factories.figures import counted, value_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ENOUGH_SECONDS = 120
TITLES = (
    "Ouvrir un guichet unique des demandes d’accueil",
    "Soutenir l’installation d’assistantes maternelles",
    "Écrire un livret d’accueil commun",
)
SENTENCE = "Deux candidates visitent le local mardi."


class Hand:
    """Somebody's gestures on a phone, and the seconds that they take.

    Three characters typed a second (a careful thumb; studies of phone keyboards find about six), two
    seconds to read a field before using it, six to read a page that has just come, one for a press, two
    for the network to bring a page.
    """

    CHARACTERS_A_SECOND = 3
    READ_FIELD, READ_PAGE, PRESS, NETWORK = 2.0, 6.0, 1.0, 2.0

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = 0.0

    def open(self, address: str) -> None:
        """Follow the link of the mail, and read what comes."""
        self.page.goto(address)
        self.seconds += self.PRESS + self.NETWORK + self.READ_PAGE

    def choose(self, control: Locator) -> None:
        """Read a choice and press it."""
        control.tap()
        self.seconds += self.READ_FIELD + self.PRESS

    def write(self, field: Locator, words: str) -> None:
        """Read a field, press it, type."""
        field.tap()
        field.press_sequentially(words)
        self.seconds += self.READ_FIELD + self.PRESS + len(words) / self.CHARACTERS_A_SECOND

    def send(self, button: Locator) -> None:
        """Press a button that brings a page, and read it."""
        button.tap()
        self.page.wait_for_load_state()
        self.seconds += self.PRESS + self.NETWORK + self.READ_PAGE


@pytest.fixture
def campaign(site: Site) -> Campaign:
    """Three actions asked of one pilot, one with a figure; the letter has left."""
    pilot = member(site.convention, Role.PILOT, full_name="Solveig Nardin", email="rpe@essai.example")
    for position, title in enumerate(TITLES):
        action = ActionFactory.create(
            convention=site.convention, title=title, ref=f"1.{position + 1}", status="en_cours"
        )
        PilotFactory.create(action=action, label="RPE", member=pilot.memberships.get())
    value_of(counted(Action.objects.get(ref="1.2"), "Assistantes en exercice"), "2025", "71")
    terms = Terms("Nouvelles d’automne", timezone.localdate() + timedelta(weeks=3), period="2026")
    made = create_campaign(
        convention=site.convention, terms=terms, actions=Action.objects.all(), by=site.coordinator
    )
    return open_campaign(campaign=made, head=Letterhead(site.url), by=site.coordinator)


def link_of_the_mail() -> str:
    """The address that the pilot presses, in the text of the mail that was sent to them."""
    [letter] = [one for one in mail.outbox if one.to == ["rpe@essai.example"]]
    found = re.search(r"^(https?://\S+/r/\S+)$", str(letter.body), re.MULTILINE)
    assert found is not None
    return found[1]


def card(page: Page, title: str) -> Locator:
    """The card of one action."""
    return page.locator("details.acard", has=page.get_by_text(title))


def check(page: Page, state: str) -> None:
    """The state is accessible and fits. Axe needs script, so these are pages that have some."""
    assert_accessible(page, state)
    assert_fits(page, state)


def answer_three(hand: Hand) -> None:
    """A sentence; a state, a sentence and a figure; nothing new."""
    page = hand.page
    first = card(page, TITLES[0])
    hand.write(first.get_by_label("En une phrase"), "Le guichet répond à douze communes.")
    hand.send(first.get_by_role("button", name="Envoyer"))
    expect(page.get_by_text("1 action sur 3 envoyée")).to_be_visible()
    second = card(page, TITLES[1])
    hand.choose(second.get_by_text("Bloquée", exact=True))
    hand.write(second.get_by_label("En une phrase"), SENTENCE)
    hand.write(second.get_by_label("Assistantes en exercice"), "69")
    hand.send(second.get_by_role("button", name="Envoyer"))
    expect(page.get_by_text("2 actions sur 3 envoyées")).to_be_visible()
    hand.send(page.get_by_role("button", name="rien n’a changé"))
    expect(page.get_by_role("heading", name="Merci, c’est envoyé")).to_be_visible()


def test_three_actions_are_answered_by_phone_without_script_in_two_minutes(
    campaign: Campaign, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, script=False)
    hand = Hand(page)
    hand.open(link_of_the_mail())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vos trois actions, en deux minutes")
    answer_three(hand)
    assert hand.seconds < ENOUGH_SECONDS, f"{hand.seconds:.0f} s"
    said = Action.objects.get(ref="1.2")
    assert (said.status, said.news) == ("bloquee", SENTENCE)
    assert IndicatorValue.objects.get(period="2026").number == 69
    assert Answer.objects.filter(asked__recipient__campaign=campaign).count() == 3
    assert Answer.objects.get(action__ref="1.3").unchanged


def test_every_state_of_the_page_is_accessible_on_a_phone(campaign: Campaign, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    page.goto(link_of_the_mail())
    check(page, "three to answer")
    second = card(page, TITLES[1])
    second.locator("summary").first.tap()
    second.get_by_label("Assistantes en exercice").fill("une")
    second.get_by_text("Une difficulté").tap()
    second.get_by_text("Une photo, un document").first.tap()
    check(page, "everything unfolded")
    second.get_by_role("button", name="Envoyer").tap()
    expect(second.get_by_text("n’est pas un nombre")).to_be_visible()
    check(page, "a figure refused")
    second.get_by_label("Assistantes en exercice").fill("69")
    second.get_by_role("button", name="Envoyer").tap()
    expect(page.get_by_text("1 action sur 3 envoyée")).to_be_visible()
    check(page, "one sent")
    page.get_by_role("link", name="Ce n’est plus moi").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ce n’est plus vous")
    check(page, "somebody else")
    page.get_by_role("link", name="Revenir à mes actions").tap()
    page.get_by_role("link", name="Ne plus recevoir de rappel").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ne plus recevoir de rappel")
    check(page, "no reminder")
    page.goto("/r/1-0/")
    check(page, "closed")
    assert campaign.recipients.get().opened_at is not None


def test_what_is_typed_is_kept_as_it_is_typed(campaign: Campaign, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    page.goto(link_of_the_mail())
    card(page, TITLES[0]).get_by_label("En une phrase").press_sequentially("Le guichet ré")
    expect(page.get_by_text("Brouillon gardé")).to_be_visible()
    page.goto(link_of_the_mail())
    expect(card(page, TITLES[0]).get_by_label("En une phrase")).to_have_value("Le guichet ré")
    assert not Answer.objects.exists()
    assert campaign.recipients.count() == 1


def prepare_and_send(page: Page, site: Site) -> None:
    """The three steps of a campaign, from the empty list to the letter that leaves."""
    page.goto(f"/c/{site.convention.pk}/suivi/campagnes/")
    check(page, "no campaign yet")
    page.get_by_role("link", name="Demander des nouvelles").first.click()
    expect(page.get_by_text("Sur quelles actions")).to_be_visible()
    check(page, "which actions")
    page.get_by_role("button", name="Choisir les personnes").click()
    expect(page.get_by_role("button", name="Voir le courriel")).to_be_visible()
    check(page, "which people")
    page.get_by_label("Nom", exact=True).first.fill("Service enfance")
    page.get_by_label("Adresse e-mail").first.fill("enfance@essai.example")
    page.get_by_role("button", name="Voir le courriel").click()
    page.get_by_label("Votre message").fill("Merci de votre aide.")
    check(page, "the letter")
    page.get_by_role("button", name="Envoyer à 1 personne").click()


def write_down_a_paper_answer(page: Page) -> None:
    """From the follow-up, what somebody said by telephone."""
    page.get_by_text("Service enfance").first.click()
    check(page, "follow-up")
    page.get_by_role("link", name="Saisir sa réponse").click()
    expect(page.get_by_role("button", name="Noter cette réponse")).to_be_visible()
    page.get_by_label("En une phrase").fill("Dit au téléphone.")
    check(page, "a paper answer")
    page.get_by_role("button", name="Noter cette réponse").click()
    expect(page.get_by_text("Réponse notée")).to_be_visible()


def test_the_coordinator_asks_follows_and_closes(site: Site, open_page: OpenPage) -> None:
    for position, title in enumerate(TITLES):
        ActionFactory.create(
            convention=site.convention, title=title, ref=f"1.{position + 1}", status="en_cours"
        )
    page = open_page()
    steps.log_in(page, site)
    prepare_and_send(page, site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 réponse sur 3")
    assert "Merci de votre aide." in str(mail.outbox[-1].body)
    write_down_a_paper_answer(page)
    page.goto(f"/c/{site.convention.pk}/suivi/campagnes/")
    page.get_by_role("link", name=re.compile("Nouvelles")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 réponse sur 3")
    page.get_by_role("button", name="Clore").click()
    expect(page.get_by_text("Close le")).to_be_visible()
    check(page, "closed campaign")


def test_a_long_address_pasted_in_an_answer_stays_within_a_phone(
    campaign: Campaign, site: Site, open_page: OpenPage
) -> None:
    line = campaign.recipients.get().asked.order_by("pk")[0]
    address = f"https://partage.example/{'dossier' * 40}"
    send_answer(recipient=line.recipient, asked_id=line.pk, said=Said(status="en_cours", sentence=address))
    page = open_page(width=PHONE)
    steps.log_in(page, site)
    here = f"/c/{site.convention.pk}"
    for path in (f"/suivi/campagnes/{campaign.pk}/", "/historique/", f"/plan/actions/{line.action_id}/"):
        page.goto(f"{here}{path}")
        expect(page.get_by_text("https://partage.example").first).to_be_attached()
        assert_fits(page, path)
