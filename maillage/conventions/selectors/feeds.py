"""Calendars to subscribe to: whose they are, and what their address opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import constant_time_compare, salted_hmac

from maillage.conventions.models import Feed
from maillage.conventions.permissions import can_view_convention

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

_SALT = "maillage.feeds"
_LENGTH = 40


def feed_signature(feed: Feed) -> str:
    """What the address holds besides its number; another nonce gives another one."""
    return salted_hmac(_SALT, f"{feed.pk}.{feed.nonce}", algorithm="sha256").hexdigest()[:_LENGTH]


def feed_at(pk: int, signature: str) -> Feed | None:
    """The feed of an address; None when the address is not right, or when its owner lost the right to read.

    A feed of one person goes with their participation, and with the account of its owner.
    """
    feed = Feed.objects.select_related("convention", "owner", "member").filter(pk=pk).first()
    if feed is None or not constant_time_compare(signature, feed_signature(feed)):
        return None
    may = feed.owner.is_active and can_view_convention(feed.owner, feed.convention)
    return feed if may else None


def feeds_of(user: Viewer, convention: Convention) -> list[Feed]:
    """The feeds that ``user`` opened in ``convention``."""
    return list(Feed.objects.visible_to(user).filter(convention=convention, owner_id=user.pk))
