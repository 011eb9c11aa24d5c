"""Sending what is due, through whichever mail backend the settings name.

A letter is claimed before it is sent, by an update that only one worker can win. A worker that dies
with a letter in its hands leaves it claimed for a while, then it is tried again with the same
Message-ID: between losing a letter and sending it twice, the second is chosen, and the same
Message-ID lets mailboxes show it once.
"""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from maillage.kernel.mail.markup import html_of
from maillage.kernel.mail.refusals import Fault, Refusal, understand
from maillage.kernel.mail.return_path import return_path
from maillage.kernel.models import Letter, LetterState
from maillage.kernel.text import printable

logger = logging.getLogger(__name__)

#: How long a claimed letter stays its worker's: longer than any sending may last.
LEASE = timedelta(minutes=10)
#: After each refusal, how long to wait; the last one is repeated.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 720))
JITTER = 0.2
#: How many times a server may answer « later » : about three days.
MOST_TRIES = 12
BATCH = 500


@dataclass(slots=True)
class Delivery:
    """What one round did, in letters."""

    sent: int = 0
    postponed: int = 0
    bounced: int = 0
    failed: int = 0


def deliver(now: datetime | None = None) -> Delivery:
    """Send the letters due at ``now``; never raises for a letter or a server that fails.

    When the server does not answer, the letter in hand waits longer each time and the others stay due.
    """
    now = now or timezone.now()
    done = Delivery()
    due = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=now)
    line = _Line()
    try:
        for pk in list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH]):
            letter = _claim(pk, now)
            if letter is None:
                continue
            refusal = line.send(letter)
            _note(letter, refusal, now, done)
            if refusal is not None and refusal.fault is Fault.SERVER:
                break
    finally:
        line.close()
    return done


def _claim(pk: int, now: datetime) -> Letter | None:
    """The letter, ours until its lease ends; None when another worker has it, or it left meanwhile."""
    ours = Letter.objects.filter(pk=pk, state=LetterState.WAITING, next_try_at__lte=now)
    if not ours.update(next_try_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Letter.objects.get(pk=pk)


class _Line:
    """The connection to the server: opened for the first letter, once more when the server hung up."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def send(self, letter: Letter) -> Refusal | None:
        """Hand ``letter`` over; None when the server took it."""
        reused = self._backend is not None
        refusal = self._try(letter)
        if refusal is not None and refusal.fault is Fault.SERVER and reused:
            # Servers end a connection after so many letters: that says nothing of the next one.
            refusal = self._try(letter)
        return refusal

    def _try(self, letter: Letter) -> Refusal | None:
        try:
            if self._backend is None:
                backend = get_connection()
                backend.open()
                self._backend = backend
            self._backend.send_messages([_message(letter, self._backend)])
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the letter must be kept and the next one sent
            refusal = understand(error)
            if refusal.fault is Fault.SERVER:
                self.close()
            return refusal
        return None

    def close(self) -> None:
        """Hang up; a server that is gone does not matter any more."""
        backend, self._backend = self._backend, None
        if backend is not None:
            try:
                backend.close()
            except Exception as error:  # noqa: BLE001 - the letters have left already
                logger.info("The mail server did not take leave: %s", error)


def _message(letter: Letter, backend: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated", **letter.headers}
    sender = return_path(letter.pk)
    if sender:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        from_email=sender or None,
        to=[letter.to],
        connection=backend,
        headers=headers,
    )
    message.attach_alternative(html_of(letter.subject, letter.body), "text/html")
    return message


def _note(letter: Letter, refusal: Refusal | None, now: datetime, done: Delivery) -> None:
    if refusal is None:
        _settle(letter, LetterState.SENT, "", sent_at=timezone.now())
        done.sent += 1
    elif refusal.fault is Fault.ADDRESS:
        _settle(letter, LetterState.BOUNCED, refusal.words)
        done.bounced += 1
    elif refusal.fault is Fault.LATER and letter.attempts >= MOST_TRIES:
        _settle(letter, LetterState.FAILED, refusal.words)
        done.failed += 1
    else:
        _postpone(letter, refusal, now)
        done.postponed += 1
    if refusal is not None:
        logger.warning("Letter %s (%s): %s", letter.pk, refusal.fault.name.lower(), refusal.words)


def _settle(letter: Letter, state: LetterState, words: str, sent_at: datetime | None = None) -> None:
    """The end of a letter. Its text and headers go: a link in them may open something."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING).update(
        state=state, error=printable(words), sent_at=sent_at, body="", headers={}
    )


def _postpone(letter: Letter, refusal: Refusal, now: datetime) -> None:
    delay = DELAYS[min(letter.attempts, len(DELAYS)) - 1]
    # Apart from one another: a server that comes back should not receive everything at the same second.
    spread = delay * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret is drawn here
    Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING).update(
        next_try_at=now + spread, error=printable(refusal.words)
    )
