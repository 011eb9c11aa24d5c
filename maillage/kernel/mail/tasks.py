"""When letters leave: as soon as one is queued, and every minute for those that must be tried again."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from maillage.kernel.mail.sending import deliver
from maillage.kernel.work import NOW, forget_done, keeps_tasks, queue_once

PAUSE = timedelta(minutes=1)


@task()
def send_letters() -> None:
    """Send what is due."""
    deliver()


# What somebody just asked for goes first.
@task(priority=-5)
def send_letters_again() -> None:
    """Send what is due, and come back; the next time is queued first, so that a failure does not end it."""
    queue_letters(PAUSE)
    forget_done(send_letters)
    forget_done(send_letters_again)
    deliver()


def wake() -> None:
    """Have the letters that wait sent as soon as a worker is free; at once where there is no worker."""
    if keeps_tasks():
        queue_once(send_letters)
    else:
        send_letters.enqueue()


def queue_letters(wait: timedelta = NOW) -> None:
    """Have the worker send letters after ``wait`` and then every minute."""
    queue_once(send_letters_again, wait)
