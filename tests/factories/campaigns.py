"""Campaigns of news, the people asked, and a link to answer by."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.models import Asked, Campaign, Recipient
from maillage.conventions.notifications import Letterhead
from maillage.conventions.operations.campaigns import expiry
from maillage.conventions.operations.links import token_of

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention

HEAD = Letterhead("http://testserver")


def campaign_of(convention: Convention, **fields: Any) -> Campaign:
    """A campaign that runs, due in three weeks, unless told otherwise."""
    values = {
        "name": "Campagne d’automne",
        "due_on": timezone.localdate() + timedelta(weeks=3),
        "remind_before": [7, 2],
        "state": CampaignState.OPEN,
        "opened_at": timezone.now(),
    }
    return Campaign.objects.create(convention=convention, **{**values, **fields})


def asked(campaign: Campaign, *actions: Action, **fields: Any) -> Recipient:
    """Somebody asked about ``actions``."""
    number = campaign.recipients.count()
    values = {
        "name": f"Personne sollicitée {number}",
        "email": f"sollicitee{number}@exemple.fr",
        "expires_at": expiry(campaign.due_on),
    }
    recipient = Recipient.objects.create(
        convention=campaign.convention, campaign=campaign, **{**values, **fields}
    )
    for action in actions:
        Asked.objects.create(convention=campaign.convention, recipient=recipient, action=action)
    return recipient


def page_of(recipient: Recipient) -> str:
    """The path of their page."""
    return f"/r/{token_of(recipient)}/"


def asked_on(recipient: Recipient, action: Action) -> Asked:
    """The line of one action asked of them."""
    return Asked.objects.get(recipient=recipient, action=action)


def answer_data(line: Asked, **typed: str) -> dict[str, str]:
    """What the form of one card sends when its button is pressed."""
    values = {"status": "en_cours", "sentence": "Deux candidates visitent le local.", **typed}
    return {**{f"{line.pk}-{name}": text for name, text in values.items()}, "send": str(line.pk)}
