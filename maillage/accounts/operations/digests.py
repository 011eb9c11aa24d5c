"""What concerns a person, grouped in one mail: how often they chose, never empty, never twice."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from maillage.accounts.enums import Digest
from maillage.accounts.models import Notice, User
from maillage.accounts.notifications import DigestHead, send_digest
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import QuerySet

    Names = Callable[[Iterable[int]], Mapping[int, str]]

#: Digests leave from seven in the morning, so that they are there when people arrive.
HOUR = time(7)
_FIGURES = 18


def send_digests(*, site: str, names: Names, now: datetime | None = None) -> int:
    """Queue the digests that are due at ``now``; how many.

    ``site`` starts the links, ``names`` gives the names of workspaces by their ids. A digest is due
    when something unread was left before the last morning, or the last Monday morning, that the
    person chose to be written to. What somebody lost sight of since by leaving a workspace is not told.
    """
    now = now or timezone.now()
    due = [pk for choice in (Digest.DAILY, Digest.WEEKLY) for pk in _due(choice, now)]
    return sum(_send(pk, site, names, now) for pk in due)


def _due(choice: Digest, now: datetime) -> list[int]:
    left = _to_tell().filter(
        user__digest=choice, user__is_active=True, created_at__lt=last_morning(now, choice)
    )
    return list(left.order_by("user_id").values_list("user_id", flat=True).distinct())


def _to_tell() -> QuerySet[Notice]:
    """Unread, not yet told by mail, about workspaces where the person still is."""
    return Notice.objects.filter(read_at=None, mailed_at=None, workspace__memberships__user_id=F("user_id"))


def last_morning(now: datetime, choice: Digest) -> datetime:
    """The last moment, at most ``now``, when digests of this choice could leave."""
    local = timezone.localtime(now)
    morning = datetime.combine(local.date(), HOUR, tzinfo=local.tzinfo)
    if morning > local:
        morning -= timedelta(days=1)
    return morning - timedelta(days=morning.weekday() if choice == Digest.WEEKLY else 0)


@transaction.atomic
def _send(user_id: int, site: str, names: Names, now: datetime) -> bool:
    """Queue the digest of one person with everything that is left to tell; False when another did."""
    # The row is locked while its notices are read: two workers would write the same digest.
    user = User.objects.select_for_update().get(pk=user_id)
    notices = list(_to_tell().filter(user=user).order_by("workspace_id", "created_at", "pk"))
    if not notices:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    user.digested_at = now
    user.save(update_fields=["digested_at"])
    places = names({notice.workspace_id for notice in notices})
    send_digest(user, notices, places, DigestHead(site=site, token=stopping_token(user)))
    return True


def stopping_token(user: User) -> str:
    """What the links of a digest carry: whose it is, signed for the address that it was sent to."""
    return f"{user.pk}-{_signed(user)}"


def _signed(user: User) -> str:
    return salted_hmac("maillage.accounts.digests", f"{user.pk}:{user.email}", algorithm="sha256").hexdigest()


def reader_of(token: str) -> User | None:
    """Whose token this is; None when we did not make it, or not for the address that they have now."""
    pk, _, signature = token.partition("-")
    if not (pk.isascii() and pk.isdecimal() and len(pk) <= _FIGURES):
        return None
    user = User.objects.filter(pk=int(pk), is_active=True).first()
    return user if user and constant_time_compare(signature, _signed(user)) else None


@transaction.atomic
def choose_digest(*, digest: str, by: User) -> User:
    """Say how often one wants to be written to. DomainError for a choice that does not exist."""
    if digest not in Digest.values:
        raise DomainError("Choisissez une fréquence de la liste.")
    user = User.objects.select_for_update().get(pk=by.pk)
    if user.digest != digest:
        changes = {"digest": (user.digest, digest)}
        user.digest = digest
        user.save(update_fields=["digest"])
        subject = Subject("user", user.pk, user.get_full_name())
        record(Fact(verb="user.updated", subject=subject, changes=changes), by=user)
    by.digest = user.digest
    return user
