"""Writing a letter, and taking it back before it leaves."""

from __future__ import annotations

import re
from email.utils import make_msgid, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.kernel.errors import DomainError
from maillage.kernel.mail.tasks import wake
from maillage.kernel.models import Letter, LetterState
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

LONGEST_SUBJECT = 200
#: Set by the queue itself, from its own fields.
_OWN_HEADERS = frozenset(
    {"to", "cc", "bcc", "from", "sender", "subject", "message-id", "return-path", "date"}
)


def queue(
    *,
    to: str,
    subject: str,
    body: str,
    headers: Mapping[str, str] | None = None,
    kind: str = "",
    about: int | None = None,
) -> Letter:
    """Write a letter in plain text to one address; it leaves once the caller's transaction is kept.

    ``headers``: more headers (« Reply-To », « List-Unsubscribe »). DomainError when ``to`` is not an
    address; ValueError for a header that holds a line break, or one that the queue writes itself.
    """
    # The address must be known to bounce, so it is checked here, while somebody may still correct it.
    try:
        validate_email(to)
    except ValidationError as error:
        raise DomainError(f"«\u00a0{printable(to)}\u00a0» n’est pas une adresse e-mail.") from error
    letter = Letter.objects.create(
        to=to,
        subject=_one_line(subject),
        body=body,
        headers=_checked(headers or {}),
        kind=kind,
        about=about,
        message_id=make_msgid(domain=_own_domain()),
    )
    transaction.on_commit(wake)
    return letter


def cancel(*, kind: str, about: Iterable[int]) -> int:
    """Keep the letters of ``kind`` about these ids from leaving, if they still wait; how many."""
    waiting = Letter.objects.filter(kind=kind, about__in=list(about), state=LetterState.WAITING)
    return waiting.update(state=LetterState.CANCELLED, body="", headers={})


def forget(before: datetime) -> int:
    """Delete the letters written before a moment that do not wait any more; how many."""
    gone = Letter.objects.filter(created_at__lt=before).exclude(state=LetterState.WAITING)
    return gone.delete()[0]


def _one_line(subject: str) -> str:
    # Only what breaks a line: the spaces that French does not break on stay.
    line = printable(re.sub(r"[ \t\r\n]+", " ", subject)).strip()
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not name.replace("-", "").isalnum() or not name.isascii() or name.lower() in _OWN_HEADERS:
            raise ValueError(f"header name refused: {name!r}")
        if printable(value) != value:
            raise ValueError(f"line break in the header {name}")
    return dict(headers)


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
