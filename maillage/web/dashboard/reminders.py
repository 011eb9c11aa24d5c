"""When the reminders of campaigns leave: looked at every hour by the worker, from the morning on."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from maillage.conventions.notifications import Letterhead
from maillage.conventions.operations.reminders import send_due_reminders
from maillage.kernel.work import NOW, forget_done, queue_once

PAUSE = timedelta(hours=1)
MORNING = 8
"""Nobody is reminded at midnight."""


@task()
def send_reminders_again() -> None:
    """Send what is due, and come back; the next time is queued first, so that a failure does not end it."""
    queue_reminders(PAUSE)
    forget_done(send_reminders_again)
    if local_hour() >= MORNING:
        send_reminders()


def local_hour() -> int:
    """The hour that it is where the people are."""
    return timezone.localtime().hour


def send_reminders() -> int:
    """Queue the reminders that are due today, once each; how many."""
    return send_due_reminders(Letterhead(settings.SITE_URL))


def queue_reminders(wait: timedelta = NOW) -> None:
    """Have the worker look for due reminders after ``wait`` and then every hour."""
    queue_once(send_reminders_again, wait)
