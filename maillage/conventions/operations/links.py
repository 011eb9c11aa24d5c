"""The link of a person asked: it opens the page of their actions, and nothing else, without an account.

It is made of the number of the recipient and of a signature of it with the recipient's nonce, so that a
reminder carries the same link and the database holds none. A new nonce makes every former link unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from maillage.accounts.enums import Role
from maillage.accounts.operations.notices import notify
from maillage.accounts.selectors import users_with_role
from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import CampaignError, ClosedLinkError, UnknownLinkError
from maillage.conventions.models import Recipient
from maillage.conventions.models.campaign import LETTERS, by_link_words, new_nonce
from maillage.conventions.notifications import campaign_path
from maillage.conventions.operations.common import require
from maillage.conventions.permissions import can_open_link, can_run_campaign
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel import mail
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from maillage.accounts.events import MembershipEnded
    from maillage.accounts.models import User

CLOSED = "Ce lien n’ouvre plus rien."
LONGEST_NAME = 200
_SALT = "maillage.conventions.recipient"
_SIGNATURE_LENGTH = 32
_TOKEN = re.compile(rf"([1-9][0-9]{{0,17}})-([0-9a-f]{{{_SIGNATURE_LENGTH}}})")


def _signature(pk: int, nonce: str) -> str:
    whole = salted_hmac(_SALT, f"{pk}:{nonce}", algorithm="sha256").hexdigest()
    return str(whole[:_SIGNATURE_LENGTH])


def token_of(recipient: Recipient) -> str:
    """What the address of their page ends with; the same as long as the link is not renewed."""
    return f"{recipient.pk}-{_signature(recipient.pk, recipient.nonce)}"


def recipient_of(token: str) -> Recipient:
    """Whose link it is. UnknownLinkError when it was forged or replaced, ClosedLinkError when it is over."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise UnknownLinkError(CLOSED)
    pk, given = int(match[1]), match[2]
    found = Recipient.objects.select_related("campaign", "convention").filter(pk=pk).first()
    # An unknown number is compared too: the time of the answer tells nothing.
    if not constant_time_compare(given, _signature(pk, found.nonce if found else "")) or found is None:
        raise UnknownLinkError(CLOSED)
    if not can_open_link(found):
        raise ClosedLinkError(CLOSED)
    return found


def locked_recipient(recipient: Recipient) -> Recipient:
    """The recipient as they are now, locked; ClosedLinkError when their link closed meanwhile."""
    rows = Recipient.objects.select_related("campaign", "convention")
    found = rows.select_for_update(of=("self",)).filter(pk=recipient.pk).first()
    if found is None:
        raise UnknownLinkError(CLOSED)
    if found.nonce != recipient.nonce or not can_open_link(found):
        raise ClosedLinkError(CLOSED)
    return found


def by_link(recipient: Recipient) -> str:
    """How the journal names who wrote without an account."""
    return by_link_words(recipient.name)


def recipient_fact(recipient: Recipient, verb: str, details: Mapping[str, Any] | None = None) -> Fact:
    """What happened to somebody asked."""
    return Fact(
        verb=f"recipient.{verb}",
        subject=Subject("recipient", recipient.pk, recipient.name),
        convention_id=recipient.convention_id,
        details={"campaign": recipient.campaign_id, **(details or {})},
    )


def hold_letters(recipient: Recipient) -> None:
    """Keep the letters to this person that have not left from leaving."""
    mail.cancel(kind=LETTERS, about=[recipient.pk])


def tell_coordination(recipient: Recipient, words: str) -> None:
    """Leave ``words`` in the page to whoever coordinates, with the way to the campaign."""
    notify(
        users=users_with_role(recipient.convention_id, [Role.COORDINATION]),
        workspace_id=recipient.convention_id,
        kind="answer",
        text=words,
        path=campaign_path(recipient.convention_id, recipient.campaign_id),
    )


def note_opened(*, recipient: Recipient) -> None:
    """Remember that the page was opened for the first time."""
    Recipient.objects.filter(pk=recipient.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def mute(*, recipient: Recipient, muted: bool = True) -> Recipient:
    """Send no more reminders to this person, or some again; they may still answer."""
    locked = locked_recipient(recipient)
    if (locked.muted_at is not None) != muted:
        locked.muted_at = timezone.now() if muted else None
        locked.save(update_fields=["muted_at"])
        hold_letters(locked)
        verb = "muted" if muted else "unmuted"
        record(recipient_fact(locked, verb), by=None, actor_name=by_link(locked))
    return locked


@transaction.atomic
def decline(*, recipient: Recipient, instead: str = "") -> Recipient:
    """« Ce n’est plus moi »: the link closes; ``instead`` says who it is now, in their words."""
    locked = locked_recipient(recipient)
    locked.declined_at = timezone.now()
    locked.save(update_fields=["declined_at"])
    hold_letters(locked)
    words = printable(" ".join(instead.split()))[:LONGEST_NAME]
    record(recipient_fact(locked, "declined", {"instead": words}), by=None, actor_name=by_link(locked))
    who = f" À sa place\u00a0: {words}." if words else ""
    tell_coordination(locked, f"{locked.name} ne suit plus ses actions.{who}")
    return locked


def _managed(recipient: Recipient, by: User) -> Recipient:
    rows = Recipient.objects.select_related("campaign", "convention")
    found = rows.select_for_update(of=("self",)).filter(pk=recipient.pk).first()
    if found is None:
        raise CampaignError("Cette personne n’est plus sollicitée.")
    require(can_run_campaign(by, found.convention))
    return found


@transaction.atomic
def revoke_link(*, recipient: Recipient, by: User) -> Recipient:
    """Close the link of one person. CampaignError when it was closed already."""
    locked = _managed(recipient, by)
    if locked.revoked_at is not None:
        raise CampaignError("Ce lien est déjà fermé.")
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    hold_letters(locked)
    record(recipient_fact(locked, "revoked"), by=by)
    return locked


@transaction.atomic
def renew_link(*, recipient: Recipient, by: User) -> Recipient:
    """Give a new link to one person: the former ones are unknown from now on."""
    locked = _managed(recipient, by)
    locked.nonce = new_nonce()
    locked.revoked_at = locked.declined_at = None
    locked.save(update_fields=["nonce", "revoked_at", "declined_at"])
    # A letter that has not left yet carries the former link.
    hold_letters(locked)
    record(recipient_fact(locked, "renewed"), by=by)
    return locked


@transaction.atomic
def close_links_of(event: MembershipEnded) -> None:
    """Close the links written to somebody who takes no part any more; a new one can be given them.

    Those of a campaign in preparation are left to the coordination, who settles whom to ask.
    """
    rows = Recipient.objects.select_related("campaign").select_for_update(of=("self",))
    running = rows.filter(
        convention_id=event.workspace_id, email__iexact=event.email, campaign__state=CampaignState.OPEN
    )
    for one in running.filter(revoked_at=None):
        one.revoked_at = timezone.now()
        one.save(update_fields=["revoked_at"])
        hold_letters(one)
        record(recipient_fact(one, "revoked"), by=None)
