"""Somebody asked once the campaign has left: written to at once, taken back until they answer."""

from __future__ import annotations

import pytest

from maillage.conventions.models import Campaign
from maillage.conventions.operations.answers import Said, send_answer
from maillage.conventions.operations.campaigns import expiry
from maillage.journal.models import Entry
from maillage.kernel.models import Letter, LetterState
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of, page_of
from tests.web.testing import PageClient, text_of


@pytest.fixture
def open_one(cast: Cast, page: PageClient) -> tuple[Campaign, str]:
    """A campaign that left about one action, and its address; the coordination is signed in."""
    page.force_login(cast.coordinatrice)
    campaign = campaign_of(cast.convention)
    asked(campaign, cast.action)
    return campaign, f"/c/{cast.convention.pk}/suivi/campagnes/{campaign.pk}/"


def newcomer(cast: Cast, **fields: str) -> dict[str, str]:
    """The form of one more person."""
    values = {"new_name": "Mme Aubin", "new_email": "aubin@exemple.fr", "new_actions": str(cast.action.pk)}
    return {**values, **fields}


def test_somebody_is_added_to_a_campaign_that_left_and_written_to(
    page: PageClient, cast: Cast, open_one: tuple[Campaign, str]
) -> None:
    campaign, address = open_one
    assert "Ajouter et lui écrire" in text_of(page.get(address))
    answer = page.post(f"{address}personnes/ajouter/", newcomer(cast), follow=True)
    assert "Le courriel part vers Mme Aubin." in text_of(answer)
    row = campaign.recipients.get(email="aubin@exemple.fr")
    assert (row.expires_at, row.written_at is not None) == (expiry(campaign.due_on), True)
    assert page_of(row) in Letter.objects.get().body
    assert page.get(page_of(row)).status_code == 200
    again = page.post(f"{address}personnes/ajouter/", newcomer(cast, new_name="Encore"))
    assert again.status_code == 422
    assert "Cette adresse est déjà dans la liste." in text_of(again)


def test_adding_somebody_is_taken_back_until_they_answer(
    page: PageClient, cast: Cast, open_one: tuple[Campaign, str]
) -> None:
    campaign, address = open_one
    page.post(f"{address}personnes/ajouter/", newcomer(cast))
    row, entry = campaign.recipients.get(name="Mme Aubin"), Entry.objects.get(verb="recipient.added")
    undo = f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/"
    page.post(undo)
    assert not campaign.recipients.filter(pk=row.pk).exists()
    assert Letter.objects.get().state == LetterState.CANCELLED
    assert page.get(page_of(row)).status_code == 404
    page.post(f"{address}personnes/ajouter/", newcomer(cast, new_email=""))
    row, entry = (
        campaign.recipients.get(name="Mme Aubin"),
        Entry.objects.filter(verb="recipient.added").latest("pk"),
    )
    assert row.on_paper
    said = Said(status="en_cours", sentence="Deux candidates.")
    send_answer(recipient=row, asked_id=asked_on(row, cast.action).pk, said=said)
    page.post(f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/")
    assert campaign.recipients.filter(pk=row.pk).exists()


def test_nobody_is_added_once_it_is_closed(
    page: PageClient, cast: Cast, open_one: tuple[Campaign, str]
) -> None:
    campaign, address = open_one
    page.post(f"{address}clore/")
    assert "Ajouter une personne" not in text_of(page.get(address))
    page.post(f"{address}personnes/ajouter/", newcomer(cast))
    assert campaign.recipients.count() == 1


def test_somebody_late_may_be_asked_about_an_action_that_the_campaign_left_out(
    page: PageClient, cast: Cast, open_one: tuple[Campaign, str]
) -> None:
    campaign, address = open_one
    words = text_of(page.get(address))
    assert "Une autre action du plan" in words
    typed = newcomer(cast, new_actions="", new_others=str(cast.other_action.pk))
    del typed["new_actions"]
    page.post(f"{address}personnes/ajouter/", typed)
    row = campaign.recipients.get(email="aubin@exemple.fr")
    assert [one.action for one in row.asked.all()] == [cast.other_action]
    assert "0 réponse sur 2" in text_of(page.get(address))


@pytest.mark.parametrize("chosen", ["", "foreign"])
def test_no_action_or_one_of_elsewhere_adds_nobody(
    page: PageClient, cast: Cast, open_one: tuple[Campaign, str], chosen: str
) -> None:
    campaign, address = open_one
    typed = {"new_name": "Mme Aubin", "new_email": "aubin@exemple.fr"}
    if chosen:
        typed["new_others"] = str(cast.foreign_action.pk)
    assert page.post(f"{address}personnes/ajouter/", typed).status_code == 422
    assert campaign.recipients.count() == 1
