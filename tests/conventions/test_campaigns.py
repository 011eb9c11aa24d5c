"""Campaigns: who is proposed, what leaves, who is reminded, what closes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from maillage.conventions.enums import CampaignState, PilotKind
from maillage.conventions.errors import CampaignError, ClosedLinkError, InvalidValueError, UnknownLinkError
from maillage.conventions.models import Action, Campaign, Recipient
from maillage.conventions.operations import campaigns, recipients, reminders, undo
from maillage.conventions.operations.answers import send_unchanged
from maillage.conventions.operations.links import (
    decline,
    mute,
    recipient_of,
    renew_link,
    revoke_link,
    token_of,
)
from maillage.kernel.models import Letter, LetterState
from tests.cast import Cast
from tests.factories.campaigns import HEAD, asked, asked_on, campaign_of
from tests.factories.conventions import ActionFactory, PilotFactory

TODAY = timezone.localdate()


def terms(**fields: Any) -> campaigns.Terms:
    """Due in three weeks."""
    values = {"name": "Automne", "due_on": timezone.localdate() + timedelta(weeks=3)}
    return campaigns.Terms(**{**values, **fields})


def prepared(cast: Cast, *actions: Action) -> Campaign:
    """A campaign in preparation about ``actions``."""
    return campaigns.create_campaign(
        convention=cast.convention, terms=terms(), actions=actions, by=cast.coordinatrice
    )


def names(campaign: Campaign) -> dict[str, list[str]]:
    """The actions asked of each person."""
    return {
        one.name: sorted(one.asked.values_list("action__title", flat=True))
        for one in campaign.recipients.all()
    }


def letters() -> list[str]:
    """Whom the letters of campaigns are to, in order."""
    return list(Letter.objects.filter(kind="campaign").order_by("pk").values_list("to", flat=True))


def opened(cast: Cast, *actions: Action) -> Campaign:
    """A campaign that left."""
    campaign = prepared(cast, *actions)
    return campaigns.open_campaign(campaign=campaign, head=HEAD, by=cast.coordinatrice)


def test_one_person_is_asked_once_about_all_their_actions(cast: Cast) -> None:
    second = ActionFactory.create(convention=cast.convention, title="Deuxième")
    PilotFactory.create(action=second, label="Le RPE", member=cast.membership(cast.pilote))
    campaign = prepared(cast, cast.action, cast.other_action, second)
    assert names(campaign) == {"Karim Belloc": ["Action 1", "Deuxième"], "Maud Thévenard": ["Action 2"]}
    assert campaign.recipients.get(name="Karim Belloc").email == cast.pilote.email


def test_words_without_an_account_and_actions_without_a_pilot_wait_for_an_address(cast: Cast) -> None:
    named = ActionFactory.create(convention=cast.convention, title="Nommée")
    PilotFactory.create(action=named, label="Service enfance", kind=PilotKind.TECHNICAL)
    PilotFactory.create(action=named, label="Élue petite enfance", kind=PilotKind.ELECTED)
    orphan = ActionFactory.create(convention=cast.convention, title="Orpheline")
    campaign = prepared(cast, named, orphan)
    assert names(campaign) == {"Service enfance": ["Nommée"], "À désigner": ["Orpheline"]}
    with pytest.raises(CampaignError, match="2\u00a0personnes sans adresse"):
        campaigns.open_campaign(campaign=campaign, head=HEAD, by=cast.coordinatrice)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT
    assert letters() == []


def test_an_address_typed_once_is_proposed_again(cast: Cast) -> None:
    action = ActionFactory.create(convention=cast.convention)
    PilotFactory.create(action=action, label="Service enfance")
    first = prepared(cast, action)
    row = first.recipients.get()
    line = recipients.Line(pk=row.pk, name=row.name, email="Enfance@Exemple.fr")
    recipients.settle_recipients(campaign=first, lines=[line], by=cast.coordinatrice)
    assert prepared(cast, action).recipients.get().email == "enfance@exemple.fr"


def test_two_lines_of_one_address_become_one_person(cast: Cast) -> None:
    campaign = prepared(cast, cast.action, cast.other_action)
    lines = [
        recipients.Line(pk=one.pk, name=one.name, email="commun@exemple.fr")
        for one in campaign.recipients.order_by("pk")
    ]
    recipients.settle_recipients(campaign=campaign, lines=lines, by=cast.coordinatrice)
    assert list(names(campaign).values()) == [["Action 1", "Action 2"]]


def test_somebody_added_takes_over_what_waited_for_somebody(cast: Cast) -> None:
    orphan = ActionFactory.create(convention=cast.convention, title="Orpheline")
    campaign = prepared(cast, cast.action, orphan)
    who = recipients.Newcomer("Mme Aubin", "aubin@exemple.fr", on_paper=False, actions=[orphan])
    recipients.add_recipient(campaign=campaign, who=who, by=cast.coordinatrice)
    assert names(campaign) == {"Karim Belloc": ["Action 1"], "Mme Aubin": ["Orpheline"]}


def test_opening_writes_one_letter_a_person_with_one_link(cast: Cast) -> None:
    campaign = opened(cast, cast.action, cast.other_action)
    assert sorted(letters()) == sorted([cast.pilote.email, cast.autre_pilote.email])
    row = campaign.recipients.get(email=cast.pilote.email)
    letter = Letter.objects.get(to=cast.pilote.email)
    assert f"http://testserver/r/{token_of(row)}/\n" in letter.body
    assert letter.headers["List-Unsubscribe"] == f"<http://testserver/r/{token_of(row)}/rappels/>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.headers["Reply-To"] == cast.coordinatrice.email
    assert (letter.kind, letter.about) == ("campaign", row.pk)
    assert recipient_of(token_of(row)) == row


def test_only_coordination_runs_campaigns(cast: Cast) -> None:
    for somebody in (cast.pilote, cast.elue, cast.etrangere):
        with pytest.raises(PermissionDenied):
            campaigns.create_campaign(
                convention=cast.convention, terms=terms(), actions=[cast.action], by=somebody
            )


def test_actions_of_another_convention_are_not_asked_about(cast: Cast) -> None:
    with pytest.raises(InvalidValueError, match="au moins une action"):
        prepared(cast, cast.foreign_action)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
        ({"due_on": date(2199, 1, 1)}, "due_on"),
        ({"period": "2025-T9"}, "period"),
        ({"message": "é" * 4000}, "message"),
        ({"remind_before": (0,)}, "remind_before"),
    ],
)
def test_terms_that_cannot_be_are_refused_on_their_field(
    cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        campaigns.create_campaign(
            convention=cast.convention, terms=terms(**wrong), actions=[cast.action], by=cast.coordinatrice
        )
    assert refusal.value.field == field
    assert not Campaign.objects.exists()


def days_ago(recipient: Recipient, days: int) -> None:
    """Their letter left some days ago."""
    Recipient.objects.filter(pk=recipient.pk).update(written_at=timezone.now() - timedelta(days=days))


def test_reminders_leave_on_the_chosen_days_once(cast: Cast) -> None:
    campaign = campaign_of(cast.convention, due_on=TODAY + timedelta(days=7), remind_before=[7, 2])
    days_ago(asked(campaign, cast.action), 14)
    assert reminders.send_due_reminders(HEAD, TODAY - timedelta(days=1)) == 0
    assert reminders.send_due_reminders(HEAD, TODAY) == 1
    assert reminders.send_due_reminders(HEAD, TODAY) == 0
    assert reminders.send_due_reminders(HEAD, TODAY + timedelta(days=4)) == 0
    Letter.objects.update(state=LetterState.SENT)
    assert reminders.send_due_reminders(HEAD, TODAY + timedelta(days=6)) == 1
    assert reminders.send_due_reminders(HEAD, TODAY + timedelta(days=8)) == 0


def test_a_reminder_carries_the_same_link_and_what_is_still_waited_for(cast: Cast) -> None:
    campaign = campaign_of(cast.convention)
    recipient = asked(campaign, cast.action, cast.other_action)
    days_ago(recipient, 3)
    send_unchanged(recipient=recipient, asked_id=asked_on(recipient, cast.action).pk)
    assert reminders.remind(campaign=campaign, head=HEAD, by=cast.coordinatrice) == 1
    body = Letter.objects.get().body
    assert token_of(recipient) in body
    assert "Action 2" in body
    assert "Action 1" not in body


def test_who_answered_declined_or_wants_none_is_not_reminded(cast: Cast) -> None:
    campaign = campaign_of(cast.convention)
    people = [asked(campaign, cast.action) for _ in range(5)]
    for one in people:
        days_ago(one, 3)
    send_unchanged(recipient=people[0], asked_id=asked_on(people[0], cast.action).pk)
    decline(recipient=people[1])
    mute(recipient=people[2])
    revoke_link(recipient=people[3], by=cast.coordinatrice)
    assert reminders.remind(campaign=campaign, head=HEAD, by=cast.coordinatrice) == 1
    assert letters() == [people[4].email]
    assert reminders.remind(campaign=campaign, head=HEAD, by=cast.coordinatrice) == 0


def test_whose_letter_came_back_is_not_reminded_but_may_be_written_elsewhere(cast: Cast) -> None:
    campaign = campaign_of(cast.convention)
    recipient = asked(campaign, cast.action)
    days_ago(recipient, 3)
    Letter.objects.create(
        to=recipient.email, subject="-", body="-", kind="campaign", about=recipient.pk,
        state=LetterState.BOUNCED,
    )  # fmt: skip
    assert reminders.remind(campaign=campaign, head=HEAD, by=cast.coordinatrice) == 0
    before = token_of(recipient)
    again = reminders.write_again(
        recipient=recipient, head=HEAD, by=cast.coordinatrice, email="bonne@exemple.fr"
    )
    assert letters()[-1] == "bonne@exemple.fr"
    assert token_of(again) != before


def test_somebody_else_takes_over_with_a_link_of_their_own(cast: Cast) -> None:
    campaign = campaign_of(cast.convention)
    recipient = asked(campaign, cast.action, name="Mme Aubin")
    before = token_of(recipient)
    decline(recipient=recipient, instead="Solène Aubry")
    with pytest.raises(CampaignError):
        reminders.write_again(recipient=recipient, head=HEAD, by=cast.coordinatrice)
    now = reminders.write_again(
        recipient=recipient,
        head=HEAD,
        by=cast.coordinatrice,
        email=cast.contributrice.email,
        name="Solène Aubry",
    )
    assert letters() == [cast.contributrice.email]
    assert (now.name, now.member) == ("Solène Aubry", cast.membership(cast.contributrice))
    assert recipient_of(token_of(now)).asked.count() == 1
    with pytest.raises(UnknownLinkError):
        recipient_of(before)


def test_a_letter_that_has_not_left_is_replaced_and_not_doubled(cast: Cast) -> None:
    campaign = opened(cast, cast.action)
    row, waiting = campaign.recipients.get(), Letter.objects.filter(state=LetterState.WAITING)
    days_ago(row, 3)
    assert reminders.remind(campaign=campaign, head=HEAD, by=cast.coordinatrice) == 0
    again = reminders.write_again(recipient=row, head=HEAD, by=cast.coordinatrice)
    assert waiting.get().to == row.email
    renew_link(recipient=again, by=cast.coordinatrice)
    assert not waiting.exists()


def test_closing_closes_every_link_and_can_be_taken_back(cast: Cast) -> None:
    campaign = opened(cast, cast.action)
    token = token_of(campaign.recipients.get())
    entry = campaigns.close_campaign(campaign=campaign, by=cast.coordinatrice)
    with pytest.raises(ClosedLinkError):
        recipient_of(token)
    undo(entry=entry, by=cast.coordinatrice)
    assert recipient_of(token).campaign.state == CampaignState.OPEN


def test_a_later_day_keeps_the_links_open_longer(cast: Cast) -> None:
    campaign = opened(cast, cast.action)
    before = campaign.recipients.get().expires_at
    later = terms(due_on=campaign.due_on + timedelta(days=10))
    campaigns.update_campaign(campaign=campaign, terms=later, version=None, by=cast.coordinatrice)
    assert campaign.recipients.get().expires_at == before + timedelta(days=10)
