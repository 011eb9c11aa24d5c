"""A campaign of news of the demo: nine days before its end, some pilots answered by their link."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from demo import cast, story
from maillage.conventions.models import Answer, Asked, Campaign, Recipient
from maillage.conventions.models.campaign import LETTERS
from maillage.conventions.notifications import Letterhead
from maillage.conventions.operations.answers import Said, send_answer, send_unchanged
from maillage.conventions.operations.campaigns import Terms, create_campaign, open_campaign
from maillage.conventions.operations.recipients import Line, settle_recipients
from maillage.conventions.selectors.campaigns import actions_in_scope
from maillage.kernel import mail

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

LEFT_AGO, ANSWERED_AGO, DAYS_LEFT = 12, 10, 9
ON_PAPER = "Adjoint à la jeunesse de Corvesac"
SENTENCE = "Le dossier est complet, la décision est attendue au prochain conseil."


def play(convention: Convention, users: dict[str, User]) -> None:
    """Ask the pilots, and let two of them answer. No letter leaves: they are taken out of the queue."""
    coordinator = users[cast.COORDINATOR.email]
    with story.days_ago(LEFT_AGO):
        campaign = _send(convention, coordinator)
    with story.days_ago(ANSWERED_AGO):
        _answer(campaign)
    _date(campaign)


def _send(convention: Convention, by: User) -> Campaign:
    due_on = timezone.localdate() + timedelta(days=DAYS_LEFT)
    terms = Terms(
        name="Le point de saison",
        due_on=due_on,
        period=str(due_on.year - 1),
        message="Le COPIL se réunit bientôt. Deux minutes suffisent, merci à tous.",
    )
    actions = actions_in_scope(convention, by, "en_cours")
    campaign = create_campaign(convention=convention, terms=terms, actions=actions, by=by)
    lines = [
        Line(
            pk=one.pk,
            name=one.name,
            email=one.email,
            on_paper=not one.email and one.name == ON_PAPER,
            leave_out=not one.email and one.name != ON_PAPER,
        )
        for one in campaign.recipients.all()
    ]
    settle_recipients(campaign=campaign, lines=lines, by=by)
    opened = open_campaign(campaign=campaign, head=Letterhead("https://maillage.example"), by=by)
    mail.cancel(kind=LETTERS, about=opened.recipients.values_list("pk", flat=True))
    return opened


def _answer(campaign: Campaign) -> None:
    people = campaign.recipients.select_related("campaign", "convention")
    for email in (cast.YOUTH.email, cast.CHILDCARE.email):
        person = people.filter(email=email).first()
        if person is None:
            continue
        first, *others = Asked.objects.filter(recipient=person).select_related("action")
        said = Said(
            first.action.status,
            SENTENCE,
            progress="" if first.action.progress is None else str(first.action.progress),
            next_step="délibération, puis information des familles",
        )
        send_answer(recipient=person, asked_id=first.pk, said=said)
        for one in others[1:]:
            send_unchanged(recipient=person, asked_id=one.pk)


def _date(campaign: Campaign) -> None:
    """Date the campaign as its journal is."""
    now = timezone.now()
    left, answered = now - timedelta(days=LEFT_AGO), now - timedelta(days=ANSWERED_AGO)
    Campaign.objects.filter(pk=campaign.pk).update(created_at=left, opened_at=left)
    people = Recipient.objects.filter(campaign=campaign)
    people.exclude(email="").update(written_at=left)
    people.filter(asked__answered_at__isnull=False).update(opened_at=answered)
    Asked.objects.filter(recipient__campaign=campaign, answered_at__isnull=False).update(answered_at=answered)
    Answer.objects.filter(asked__recipient__campaign=campaign).update(sent_at=answered)
