"""Asking for news: preparing a campaign, opening it, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.counting.periods import parse
from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import CampaignError, InvalidValueError, NotUndoableError
from maillage.conventions.models import Campaign, Recipient
from maillage.conventions.models.campaign import LETTERS
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.operations.recipients import check_reachable, propose_recipients
from maillage.conventions.operations.reminders import write_first
from maillage.conventions.permissions import can_run_campaign
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel import mail
from maillage.kernel.errors import StaleVersionError
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention
    from maillage.conventions.notifications import Letterhead
    from maillage.journal.models import Entry

GRACE = timedelta(days=14)
"""How long the links still open after the day the answers were expected."""
LONGEST_NAME, LONGEST_MESSAGE, FARTHEST, MOST_REMINDERS = 120, 3000, 366, 4
USUAL_DELAY, USUAL_REMINDERS = timedelta(weeks=3), (7, 2)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked, until when. ``period``: of the figures, none when empty; ``remind_before``: in days."""

    name: str
    due_on: date
    period: str = ""
    message: str = ""
    remind_before: Sequence[int] = USUAL_REMINDERS

    def values(self, today: date) -> dict[str, Any]:
        """The fields of the campaign. InvalidValueError on what cannot be, named by its field."""
        name = " ".join(printable(" ".join(self.name.split())).split())
        if not name:
            raise InvalidValueError("Donnez un nom à cette campagne.", "name")
        if len(name) > LONGEST_NAME:
            raise InvalidValueError(f"Gardez {LONGEST_NAME} caractères au plus.", "name")
        if self.due_on < today:
            raise InvalidValueError("Ce jour est passé. Choisissez un jour à venir.", "due_on")
        if self.due_on > today + timedelta(days=FARTHEST):
            raise InvalidValueError("Choisissez un jour dans l’année qui vient.", "due_on")
        if self.period and parse(self.period) is None:
            raise InvalidValueError("Cette période n’existe pas.", "period")
        message = "\n".join(printable(line).rstrip() for line in self.message.splitlines()).strip()
        if len(message) > LONGEST_MESSAGE:
            raise InvalidValueError(f"Gardez {LONGEST_MESSAGE} caractères au plus.", "message")
        days = sorted(set(self.remind_before), reverse=True)
        if len(days) > MOST_REMINDERS or any(not 1 <= one <= 60 for one in days):
            raise InvalidValueError(
                "Choisissez au plus quatre rappels, de 1 à 60 jours avant.", "remind_before"
            )
        return {
            "name": name,
            "due_on": self.due_on,
            "period": self.period,
            "message": message,
            "remind_before": days,
        }


def campaign_fact(campaign: Campaign, verb: str, **told: Any) -> Fact:
    """What happened to a campaign."""
    subject = Subject("campaign", campaign.pk, campaign.name)
    return Fact(verb=f"campaign.{verb}", subject=subject, convention_id=campaign.convention_id, **told)


def expiry(due_on: date) -> datetime:
    """The last moment at which the links open."""
    return timezone.make_aware(datetime.combine(due_on, time.max)) + GRACE


def locked_campaign(campaign: Campaign, by: User) -> Campaign:
    """The campaign as it is now, locked, for who may run it."""
    convention = locked_convention(campaign.convention_id)
    require(can_run_campaign(by, convention))
    rows = Campaign.objects.select_for_update(of=("self",))
    found = rows.filter(pk=campaign.pk, convention=convention).first()
    if found is None:
        raise CampaignError("Cette campagne vient d’être effacée.")
    found.convention = convention
    return found


@transaction.atomic
def create_campaign(*, convention: Convention, terms: Terms, actions: Iterable[Action], by: User) -> Campaign:
    """A campaign in preparation, its people proposed from the pilots of ``actions``.

    InvalidValueError when no living action of the convention is among them.
    """
    convention = locked_convention(convention.pk)
    require(can_run_campaign(by, convention))
    kept = [one for one in actions if one.convention_id == convention.pk and one.deleted_at is None]
    if not kept:
        raise InvalidValueError("Choisissez au moins une action.", "actions")
    values = terms.values(timezone.localdate())
    campaign = Campaign.objects.create(convention=convention, created_by=by, **values)
    propose_recipients(campaign, kept, expiry(campaign.due_on))
    record(campaign_fact(campaign, "created", details={"actions": len(kept)}), by=by)
    return campaign


@transaction.atomic
def update_campaign(*, campaign: Campaign, terms: Terms, version: int | None, by: User) -> Entry | None:
    """Other terms; None when they are the same. Once open, a later day keeps the links open longer."""
    locked = locked_campaign(campaign, by)
    if version is not None and locked.version != version:
        raise StaleVersionError(locked.version)
    if locked.state == CampaignState.CLOSED:
        raise CampaignError("Cette campagne est close.")
    today = timezone.localdate()
    values = terms.values(min(today, locked.due_on))
    changes = {
        name: (_plain(getattr(locked, name)), _plain(value))
        for name, value in values.items()
        if getattr(locked, name) != value
    }
    if not changes:
        return None
    for name, value in values.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    Recipient.objects.filter(campaign=locked).update(expires_at=expiry(locked.due_on))
    campaign.refresh_from_db()
    return record(campaign_fact(locked, "updated", changes=changes), by=by)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def open_campaign(
    *, campaign: Campaign, head: Letterhead, by: User, terms: Terms | None = None, version: int | None = None
) -> Campaign:
    """Open the links and queue one letter for each person who has an address; with last ``terms`` first.

    CampaignError when it is not in preparation, when nobody is asked, or when somebody has neither an
    address nor paper; nothing is kept then.
    """
    if terms is not None:
        update_campaign(campaign=campaign, terms=terms, version=version, by=by)
    locked = locked_campaign(campaign, by)
    if locked.state != CampaignState.DRAFT:
        raise CampaignError("Cette campagne est déjà partie.")
    if locked.due_on < timezone.localdate():
        raise InvalidValueError("Ce jour est passé. Choisissez un jour à venir.", "due_on")
    check_reachable(locked)
    locked.state, locked.opened_at = CampaignState.OPEN, timezone.now()
    locked.version += 1
    locked.save()
    written = write_first(locked, head, by)
    record(campaign_fact(locked, "opened", details={"letters": written}), by=by)
    return locked


@transaction.atomic
def close_campaign(*, campaign: Campaign, by: User, undoes: Entry | None = None) -> Entry:
    """Close the links; what was answered stays. CampaignError unless it is open."""
    locked = locked_campaign(campaign, by)
    if locked.state != CampaignState.OPEN:
        raise CampaignError("Cette campagne n’est pas ouverte.")
    locked.state, locked.closed_at = CampaignState.CLOSED, timezone.now()
    locked.version += 1
    locked.save()
    mail.cancel(kind=LETTERS, about=locked.recipients.values_list("pk", flat=True))
    return record(campaign_fact(locked, "closed"), by=by, undoes=undoes)


@transaction.atomic
def reopen_campaign(*, campaign: Campaign, by: User, undoes: Entry | None = None) -> Entry:
    """Open the links again, no letter is written. CampaignError unless it is closed."""
    locked = locked_campaign(campaign, by)
    if locked.state != CampaignState.CLOSED:
        raise CampaignError("Cette campagne n’est pas close.")
    locked.state, locked.closed_at = CampaignState.OPEN, None
    locked.version += 1
    locked.save()
    return record(campaign_fact(locked, "reopened"), by=by, undoes=undoes)


@transaction.atomic
def delete_campaign(*, campaign: Campaign, by: User) -> Entry:
    """Forget a campaign in preparation: nobody was written to. CampaignError once it left."""
    locked = locked_campaign(campaign, by)
    if locked.state != CampaignState.DRAFT:
        raise CampaignError("Cette campagne est partie\u00a0: fermez-la plutôt.")
    entry = record(campaign_fact(locked, "deleted"), by=by)
    locked.delete()
    return entry


def _reopen(entry: Entry, by: User) -> Entry:
    return reopen_campaign(campaign=_campaign_of(entry), by=by, undoes=entry)


def _close_again(entry: Entry, by: User) -> Entry:
    return close_campaign(campaign=_campaign_of(entry), by=by, undoes=entry)


def _campaign_of(entry: Entry) -> Campaign:
    found = Campaign.objects.filter(pk=entry.subject_id, convention=entry.convention_id).first()
    if found is None:
        raise NotUndoableError("Cette campagne n’existe plus.")
    return found


TAKE_BACK = {"campaign.closed": _reopen, "campaign.reopened": _close_again}
"""What undoes each of these verbs."""
