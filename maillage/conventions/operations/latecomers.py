"""Somebody asked once the campaign has left: their letter leaves at once, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import CampaignError, NotUndoableError
from maillage.conventions.models import Recipient
from maillage.conventions.operations.campaigns import expiry, locked_campaign
from maillage.conventions.operations.links import hold_letters, recipient_fact
from maillage.conventions.operations.recipients import one_more
from maillage.conventions.operations.reminders import write_one
from maillage.journal.operations import record

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Campaign
    from maillage.conventions.notifications import Letterhead
    from maillage.conventions.operations.recipients import Newcomer
    from maillage.journal.models import Entry

ANSWERED = "Cette personne a commencé à répondre\u00a0: fermez plutôt son lien."


@transaction.atomic
def add_latecomer(
    *, campaign: Campaign, who: Newcomer, head: Letterhead, by: User
) -> tuple[Recipient, Entry]:
    """Ask one more person in an open campaign; the letter is queued when there is an address.

    CampaignError unless the campaign is open, InvalidValueError on what cannot be, by field: « name »,
    « email » or « actions ».
    """
    locked = locked_campaign(campaign, by)
    if locked.state != CampaignState.OPEN:
        raise CampaignError("Cette campagne n’est pas ouverte.")
    row = one_more(locked, who, expiry(locked.due_on))
    if row.email:
        write_one(row, head, by)
    entry = record(recipient_fact(row, "added", {"email": row.email}), by=by)
    return row, entry


def _remove(entry: Entry, by: User) -> Entry:
    """Ask nothing of them after all: their link opens nothing. Refused once they answered or typed."""
    rows = Recipient.objects.select_related("campaign").filter(convention=entry.convention_id)
    row = rows.filter(pk=entry.subject_id).first()
    if row is None:
        raise NotUndoableError("Cette personne n’est plus sollicitée.")
    locked_campaign(row.campaign, by)
    if row.asked.filter(Q(answered_at__isnull=False) | Q(saved_at__isnull=False)).exists():
        raise NotUndoableError(ANSWERED)
    hold_letters(row)
    undone = record(recipient_fact(row, "removed"), by=by, undoes=entry)
    row.delete()
    return undone


TAKE_BACK = {"recipient.added": _remove}
"""What undoes each of these verbs."""
