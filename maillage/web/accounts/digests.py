"""When digests leave: looked at every hour by the worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.conf import settings
from django_tasks import task

from maillage.accounts import operations
from maillage.conventions.models import Convention
from maillage.kernel.work import NOW, forget_done, queue_once

PAUSE = timedelta(hours=1)


@task()
def send_digests_again() -> None:
    """Send what is due, and come back; the next time is queued first, so that a failure does not end it."""
    queue_digests(PAUSE)
    forget_done(send_digests_again)
    send_digests()


def send_digests() -> int:
    """Queue the digests that are due now; how many."""
    return operations.send_digests(site=settings.SITE_URL, names=names)


def names(convention_ids: Iterable[int]) -> Mapping[int, str]:
    """The names of conventions (one query)."""
    return dict(Convention.objects.filter(pk__in=list(convention_ids)).values_list("pk", "name"))


def queue_digests(wait: timedelta = NOW) -> None:
    """Have the worker look for due digests after ``wait`` and then every hour."""
    queue_once(send_digests_again, wait)
