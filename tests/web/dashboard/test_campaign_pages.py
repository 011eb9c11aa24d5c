"""The coordination's pages of campaigns: prepare, send, follow, close, print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.models import Answer, Campaign, Recipient
from maillage.conventions.operations.answers import Document, Said, receive, send_answer
from maillage.conventions.operations.links import decline
from maillage.kernel.models import Letter, LetterState
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of, page_of
from tests.factories.conventions import ActionFactory
from tests.factories.figures import counted, value_of
from tests.web.testing import PageClient, text_of


@pytest.fixture
def here(cast: Cast, page: PageClient) -> str:
    """The coordination is signed in; the address of the campaigns."""
    page.force_login(cast.coordinatrice)
    return f"/c/{cast.convention.pk}/suivi/campagnes/"


def create(page: PageClient, here: str, **fields: str) -> Campaign:
    """The first step done."""
    due = timezone.localdate() + timedelta(weeks=3)
    data = {"scope": "ouvertes", "name": "Automne", "due_on": due.isoformat(), "period": "", **fields}
    page.post(f"{here}nouvelle/", data)
    return Campaign.objects.get()


def test_an_empty_list_says_what_to_do(page: PageClient, here: str) -> None:
    assert "Demandez des nouvelles aux pilotes" in text_of(page.get(here))


def test_three_steps_lead_to_a_letter_for_each_pilot(page: PageClient, cast: Cast, here: str) -> None:
    campaign = create(page, here)
    address = f"{here}{campaign.pk}/"
    assert "Karim Belloc" in page.get(address).content.decode()
    people: dict[str, str] = {}
    for one in campaign.recipients.all():
        people |= {f"p{one.pk}-name": one.name, f"p{one.pk}-email": one.email}
    assert page.post(f"{address}personnes/", people).headers["Location"] == f"{address}courriel/"
    letter = text_of(page.get(f"{address}courriel/"))
    assert "Envoyer à 2 personnes" in letter
    assert "/r/lien-personnel/" in letter
    terms = {"name": "Automne", "due_on": campaign.due_on.isoformat(), "remind_before": "7"}
    sent = {**terms, "message": "Merci à vous.", "do": "send", "version": str(campaign.version)}
    assert "0 réponse sur 2" in text_of(page.post(f"{address}courriel/", sent, follow=True))
    assert set(Letter.objects.values_list("to", flat=True)) == {cast.pilote.email, cast.autre_pilote.email}
    assert all("Merci à vous." in one.body for one in Letter.objects.all())


def test_actions_chosen_elsewhere_are_ticked(page: PageClient, cast: Cast, here: str) -> None:
    html = page.get(f"{here}nouvelle/?actions={cast.other_action.pk}").content.decode()
    assert f'value="{cast.other_action.pk}" id="action-{cast.other_action.pk}" checked' in html
    assert f'value="{cast.action.pk}" id="action-{cast.action.pk}" checked' not in html
    campaign = create(page, here, scope="choix", actions=str(cast.other_action.pk))
    assert list(campaign.recipients.values_list("name", flat=True)) == ["Maud Thévenard"]


def test_actions_ticked_in_the_list_of_the_plan_are_ticked(page: PageClient, cast: Cast, here: str) -> None:
    listed = page.get(f"/c/{cast.convention.pk}/plan/liste/").content.decode()
    assert f'name="pick" value="{cast.other_action.pk}.1"' in listed
    assert f'formaction="{here}nouvelle/" name="cochees"' in listed
    answer = page.post(f"{here}nouvelle/", {"cochees": "1", "pick": f"{cast.other_action.pk}.1"})
    assert answer.status_code == 200
    assert f'id="action-{cast.other_action.pk}" checked' in answer.content.decode()
    assert not Campaign.objects.exists()


def test_nothing_chosen_is_said_beside_the_choice(page: PageClient, here: str) -> None:
    due = (timezone.localdate() + timedelta(weeks=3)).isoformat()
    answer = page.post(f"{here}nouvelle/", {"scope": "choix", "name": "Automne", "due_on": due})
    assert answer.status_code == 422
    assert "Choisissez au moins une action." in text_of(answer)


def test_a_bad_address_is_said_beside_its_field(page: PageClient, here: str) -> None:
    campaign = create(page, here)
    one = campaign.recipients.first()
    assert one is not None
    people = {f"p{row.pk}-name": row.name for row in campaign.recipients.all()}
    answer = page.post(f"{here}{campaign.pk}/personnes/", {**people, f"p{one.pk}-email": "karim@"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_p{one.pk}-email_erreur"' in html
    assert 'value="karim@"' in html


def test_somebody_without_address_nor_paper_holds_the_sending_back(
    page: PageClient, cast: Cast, here: str
) -> None:
    ActionFactory.create(convention=cast.convention, title="Orpheline")
    campaign = create(page, here)
    terms = {"name": "Automne", "due_on": campaign.due_on.isoformat(), "message": "Gardez mes mots"}
    answer = page.post(f"{here}{campaign.pk}/courriel/", {**terms, "do": "send"})
    assert answer.status_code == 422
    assert "1\u00a0personne sans adresse ni papier" in answer.content.decode()
    assert "Gardez mes mots" in answer.content.decode()
    campaign.refresh_from_db()
    assert (campaign.state, campaign.message) == (CampaignState.DRAFT, "")


@pytest.fixture
def running(cast: Cast) -> Recipient:
    """Somebody asked about both actions in a campaign that runs."""
    campaign = campaign_of(cast.convention)
    return asked(campaign, cast.action, cast.other_action, name="RPE des Sources")


def test_answers_are_seen_as_they_come_and_marked_read(
    page: PageClient, cast: Cast, here: str, running: Recipient
) -> None:
    said = Said("bloquee", "Le local manque.", difficulty="locaux", help_needed="Un appui technique")
    send_answer(recipient=running, asked_id=asked_on(running, cast.action).pk, said=said)
    address = f"{here}{running.campaign_id}/"
    words = text_of(page.get(address))
    for expected in (
        "1 réponse sur 2",
        "Le local manque.",
        "locaux, matériel",
        "Un appui technique",
        "Nouveau.",
    ):
        assert expected in words
    page.get(address)
    assert Answer.objects.get().read_at is None
    page.post(f"{address}lues/")
    assert Answer.objects.get().read_at is not None
    assert "Nouveau." not in text_of(page.get(address))


def test_what_became_of_each_letter_is_told(page: PageClient, here: str, running: Recipient) -> None:
    address = f"{here}{running.campaign_id}/"
    assert "Pas encore ouvert" in text_of(page.get(address))
    Letter.objects.create(
        to=running.email, subject="-", body="-", kind="campaign", about=running.pk,
        state=LetterState.BOUNCED, error="550 boîte inconnue",
    )  # fmt: skip
    words = text_of(page.get(address))
    assert "Courriel rejeté" in words
    assert "550 boîte inconnue" in words
    assert "Relancer" not in words
    decline(recipient=running, instead="Mme Aubin")
    assert "à la place\u00a0: Mme Aubin" in page.get(address).content.decode()


def test_an_opened_page_is_told_and_the_link_can_be_copied(
    page: PageClient, here: str, running: Recipient
) -> None:
    page.post(f"{page_of(running)}vue/")
    html = page.get(f"{here}{running.campaign_id}/").content.decode()
    assert "Page ouverte" in html
    assert f'value="http://testserver{page_of(running)}" readonly' in html


def test_reminding_closing_and_reopening(page: PageClient, here: str, running: Recipient) -> None:
    Recipient.objects.update(written_at=timezone.now() - timedelta(days=4))
    address = f"{here}{running.campaign_id}/"
    assert "Relancer 1\u00a0personne" in page.get(address).content.decode()
    page.post(f"{address}relancer/")
    assert Letter.objects.get().to == running.email
    assert "Annuler" in text_of(page.post(f"{address}clore/", follow=True))
    assert page.get(page_of(running)).status_code == 410
    assert "Sans réponse" in text_of(page.get(address))
    page.post(f"{address}rouvrir/")
    assert page.get(page_of(running)).status_code == 200


def test_a_paper_answer_is_written_down(page: PageClient, cast: Cast, here: str, running: Recipient) -> None:
    address = f"{here}{running.campaign_id}/personnes/{running.pk}/saisir/"
    line = asked_on(running, cast.other_action)
    data = {"asked": str(line.pk), f"{line.pk}-status": "realisee", f"{line.pk}-sentence": "C’est ouvert."}
    assert page.post(address, data).status_code == 302
    cast.other_action.refresh_from_db()
    assert (cast.other_action.status, cast.other_action.news) == ("realisee", "C’est ouvert.")
    assert Answer.objects.get().author_name == "RPE des Sources, sur papier"


def test_paper_forms_hold_the_figures_due(page: PageClient, cast: Cast, here: str) -> None:
    value_of(counted(cast.action, "Assistantes en exercice"), "2024", "71")
    campaign = campaign_of(cast.convention, period="2025")
    asked(campaign, cast.action, name="Mme Aubin", email="", on_paper=True)
    asked(campaign, cast.other_action, name="Par courriel")
    words = text_of(page.get(f"{here}{campaign.pk}/papier/"))
    for expected in (
        "Mme Aubin",
        "Assistantes en exercice",
        "71 en 2024",
        "1 action, trois par page A4",
        cast.coordinatrice.email,
    ):
        assert expected in words
    assert "Par courriel" not in words


def test_a_photo_that_comes_with_an_answer_is_shown_with_it(
    page: PageClient, cast: Cast, here: str, running: Recipient
) -> None:
    line = asked_on(running, cast.action)
    send_answer(recipient=running, asked_id=line.pk, said=Said(status="en_cours", sentence="Avant."))
    notes = Document("visite.txt", "Visite du local, deux pièces.".encode())
    receive(
        recipient=running, asked_id=line.pk, said=Said(status="bloquee", sentence="Après.", document=notes)
    )
    html = page.get(f"{here}{running.campaign_id}/").content.decode()
    after, before = html.index("Après."), html.index("Avant.")
    assert after < html.index("visite.txt") < before
    assert html.count("visite.txt") == 1


def queries(page: PageClient, address: str) -> int:
    """How many a warm page makes."""
    page.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert page.get(address).status_code == 200
    return len(caught)


PAGES: dict[str, Callable[[Recipient, str], str]] = {
    "list": lambda _, here: here,
    "follow-up": lambda one, here: f"{here}{one.campaign_id}/",
    "letter": lambda one, here: f"{here}{one.campaign_id}/courriel/",
    "paper": lambda one, here: f"{here}{one.campaign_id}/papier/",
    "answers": lambda one, _: page_of(one),
}
MOST = {"list": 12, "follow-up": 18, "letter": 14, "paper": 14, "answers": 7}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_much_for_many_people_as_for_one(
    page: PageClient, cast: Cast, here: str, name: str
) -> None:
    campaign = campaign_of(cast.convention, period="2025")
    one = asked(campaign, cast.action, email="", on_paper=True)
    counted(cast.action)
    address = PAGES[name](one, here)
    few = queries(page, address)
    more = [ActionFactory.create(convention=cast.convention) for _ in range(12)]
    for action in more:
        counted(action)
        asked(campaign, action, cast.other_action, email="", on_paper=True)
        one.asked.create(convention=cast.convention, action=action)
    assert queries(page, address) == few <= MOST[name]
