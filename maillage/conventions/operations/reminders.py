"""The letters of a campaign put in the queue: the first one, the reminders, one sent again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import CampaignError, InvalidValueError
from maillage.conventions.models import Action, Asked, Campaign, Recipient
from maillage.conventions.models.campaign import LETTERS, new_nonce
from maillage.conventions.notifications import Letterhead, Message, invitation, reminder
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.operations.links import hold_letters, recipient_fact, token_of
from maillage.conventions.operations.recipients import clean_email, clean_name, member_at
from maillage.conventions.permissions import can_open_link, can_run_campaign
from maillage.conventions.selectors.campaigns import PLAN_ORDER
from maillage.journal.operations import record
from maillage.kernel import mail
from maillage.kernel.models import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.accounts.models import User

AGAIN_AFTER = timedelta(hours=1)
"""A second click does not write twice."""


def _with_actions(campaign: Campaign) -> list[Recipient]:
    living = Asked.objects.select_related("action").filter(action__deleted_at=None)
    asked = living.order_by(*PLAN_ORDER)
    rows = list(
        campaign.recipients.select_for_update(of=("self",)).prefetch_related(
            Prefetch("asked", queryset=asked)
        )
    )
    for row in rows:
        row.campaign = campaign
    return rows


def waited(recipient: Recipient) -> list[Action]:
    """The actions that this person did not answer on yet."""
    return [one.action for one in recipient.asked.all() if one.answered_at is None]


def first_letter(recipient: Recipient, head: Letterhead, who: str, token: str = "") -> Message:
    """The first letter of one person, as it leaves or is shown before."""
    actions = [one.action for one in recipient.asked.all()]
    return invitation(recipient.campaign, actions, head, token or token_of(recipient), who)


def write_first(campaign: Campaign, head: Letterhead, by: User) -> int:
    """Queue the first letter of everybody who has an address; how many."""
    written = 0
    for row in _with_actions(campaign):
        if not row.email or not row.asked.all():
            continue
        write_one(row, head, by)
        written += 1
    return written


def write_one(recipient: Recipient, head: Letterhead, by: User) -> None:
    """Queue the first letter of one person, who has an address."""
    _queue(recipient, first_letter(recipient, head, by.get_full_name()))
    Recipient.objects.filter(pk=recipient.pk).update(written_at=timezone.now())


def _queue(recipient: Recipient, message: Message) -> None:
    # One that waits for a server that is down would arrive beside this one, its link perhaps unknown since.
    hold_letters(recipient)
    mail.queue(
        to=recipient.email,
        subject=message.subject,
        body=message.body,
        headers=message.headers,
        kind=LETTERS,
        about=recipient.pk,
    )


def _lost(rows: Iterable[Recipient]) -> set[int]:
    """Those whose last letter came back, or has not left yet: reminding them would say nothing more."""
    letters = mail.letters_of(LETTERS, [row.pk for row in rows])
    return {
        pk for pk, sent in letters.items() if sent[-1].state in {LetterState.BOUNCED, LetterState.WAITING}
    }


def _may_be_reminded(recipient: Recipient) -> bool:
    return bool(
        recipient.email and can_open_link(recipient) and recipient.muted_at is None and waited(recipient)
    )


def remindable(rows: Iterable[Recipient], lost: set[int]) -> list[Recipient]:
    """Those who still owe an answer and want reminders, by a letter that arrives."""
    return [row for row in rows if row.pk not in lost and _may_be_reminded(row)]


def remindable_now(rows: Iterable[Recipient], lost: set[int]) -> list[Recipient]:
    """Those among them who were not written to within the hour."""
    recent = timezone.now() - AGAIN_AFTER
    waiting = remindable(rows, lost)
    return [row for row in waiting if (row.reminded_at or row.written_at or recent) <= recent]


def _remind(rows: Iterable[Recipient], head: Letterhead) -> int:
    now, written = timezone.now(), 0
    for row in rows:
        _queue(row, reminder(row.campaign, waited(row), head, token_of(row)))
        Recipient.objects.filter(pk=row.pk).update(reminded_at=now)
        written += 1
    return written


@transaction.atomic
def remind(*, campaign: Campaign, head: Letterhead, by: User) -> int:
    """Remind whoever still owes an answer; how many letters. Nobody is written to twice within an hour."""
    convention = locked_convention(campaign.convention_id)
    require(can_run_campaign(by, convention))
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    locked.convention = convention
    rows = _with_actions(locked)
    late = remindable_now(rows, _lost(rows))
    return _remind(late, head)


def due_reminder(campaign: Campaign, today: date) -> date | None:
    """The last chosen day of reminder that has come; None before the first and once the day is past."""
    if today > campaign.due_on:
        return None
    days = [campaign.due_on - timedelta(days=before) for before in campaign.remind_before]
    return max((day for day in days if day <= today), default=None)


def send_due_reminders(head: Letterhead, today: date | None = None) -> int:
    """Queue the reminders of the day, once; how many. A day without a worker is made up for the next."""
    today = today or timezone.localdate()
    written = 0
    for pk in Campaign.objects.filter(state=CampaignState.OPEN, due_on__gte=today).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            rows = Campaign.objects.select_related("convention").select_for_update(of=("self",))
            campaign = rows.filter(pk=pk, state=CampaignState.OPEN).first()
            on = due_reminder(campaign, today) if campaign else None
            if campaign is None or on is None:
                continue
            people = _with_actions(campaign)
            waiting = [one for one in remindable(people, _lost(people)) if _not_since(one, on)]
            written += _remind(waiting, head)
    return written


def _not_since(recipient: Recipient, day: date) -> bool:
    written = [one for one in (recipient.written_at, recipient.reminded_at) if one is not None]
    return all(timezone.localtime(one).date() < day for one in written)


@transaction.atomic
def write_again(
    *, recipient: Recipient, head: Letterhead, by: User, email: str | None = None, name: str | None = None
) -> Recipient:
    """Send the first letter again; to ``email`` and in the ``name`` of somebody else when they are given.

    Another address has a link of its own, open again if the former one had been handed back.
    InvalidValueError on a bad address or name, CampaignError when nothing can be sent.
    """
    convention = locked_convention(recipient.convention_id)
    require(can_run_campaign(by, convention))
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=recipient.campaign_id)
    campaign.convention = convention
    row = next(one for one in _with_actions(campaign) if one.pk == recipient.pk)
    if name is not None:
        row.name = clean_name(name)
    if email is not None and clean_email(email) != row.email:
        _readdress(row, clean_email(email))
    if not row.email or not can_open_link(row):
        raise CampaignError("Donnez une adresse, ou un nouveau lien, avant d’écrire.")
    row.written_at = timezone.now()
    row.save()
    _queue(row, first_letter(row, head, by.get_full_name()))
    record(recipient_fact(row, "written", {"email": row.email}), by=by)
    return row


def _readdress(row: Recipient, email: str) -> None:
    others = Recipient.objects.filter(campaign_id=row.campaign_id).exclude(pk=row.pk)
    if email and others.filter(email=email).exists():
        raise InvalidValueError("Cette adresse est déjà dans la liste.", "email")
    # The former address keeps a link that opens nothing.
    row.email, row.nonce, row.on_paper = email, new_nonce(), False
    row.muted_at = row.declined_at = row.revoked_at = row.opened_at = row.reminded_at = None
    row.member = member_at(row.campaign, email)
