"""Opening, renewing and closing the address of a calendar. Each is its owner's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.models import Feed
from maillage.conventions.models.campaign import new_nonce
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.permissions import can_view_convention
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError

if TYPE_CHECKING:
    from maillage.accounts.events import MembershipEnded
    from maillage.accounts.models import Membership, User
    from maillage.conventions.models import Convention

WHOLE, OWN = "Tout le plan", "Ce dont une personne répond"


def _fact(feed: Feed, verb: str) -> Fact:
    subject = Subject("feed", feed.pk, OWN if feed.member_id else WHOLE)
    return Fact(verb=f"feed.{verb}", subject=subject, convention_id=feed.convention_id)


@transaction.atomic
def open_feed(*, convention: Convention, member: Membership | None, by: User) -> Feed:
    """The feed of ``by`` on the whole plan, or on what ``member``, who is them, answers for.

    One of each at most: asked again, the same comes back.
    """
    require(can_view_convention(by, convention))
    require(member is None or (member.user_id == by.pk and member.workspace_id == convention.pk))
    locked_convention(convention.pk)  # asked twice at once, one is opened
    feed, created = Feed.objects.get_or_create(convention=convention, owner=by, member=member)
    if created:
        record(_fact(feed, "opened"), by=by)
    return feed


@transaction.atomic
def renew_feed(*, feed: Feed, by: User) -> Feed:
    """Give the feed another address; the one before opens nothing any more."""
    require(feed.owner_id == by.pk)
    locked = Feed.objects.select_for_update(of=("self",)).filter(pk=feed.pk).first()
    if locked is None:
        raise DomainError("Cette adresse vient d’être retirée.")
    locked.nonce = new_nonce()
    locked.save(update_fields=["nonce"])
    record(_fact(locked, "renewed"), by=by)
    return locked


@transaction.atomic
def close_feed(*, feed: Feed, by: User) -> None:
    """Close the address for good."""
    require(feed.owner_id == by.pk)
    record(_fact(feed, "closed"), by=by)
    feed.delete()


@transaction.atomic
def close_feeds_of(event: MembershipEnded) -> None:
    """Close the addresses of somebody who takes no part any more: coming back does not open them again."""
    for feed in Feed.objects.filter(convention_id=event.workspace_id, owner_id=event.user_id):
        record(_fact(feed, "closed"), by=None)
        feed.delete()
