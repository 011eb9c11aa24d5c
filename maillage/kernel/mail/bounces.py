"""Refusals that come back by mail: delivery status notifications (RFC 3464)."""

from __future__ import annotations

import email
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from typing import Any

from maillage.kernel.mail.return_path import letter_of
from maillage.kernel.models import Letter, LetterState
from maillage.kernel.text import printable

#: Headers by which servers say where a message was really delivered.
_ARRIVALS = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


def read_bounce(message: bytes) -> Letter | None:
    """Mark the letter that ``message`` says could not be delivered; None when it says no such thing.

    The letter is known by the address that the notification came to, else by the Message-ID of the
    message that it returns. A delay is not a refusal: the other server is still trying.
    """
    try:
        report = email.message_from_bytes(message, policy=policy.default)
        words = _refusal_in(report)
        pk = _letter_in(report) if words is not None else None
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        # The standard library does not read everything that spam is made of.
        return None
    if words is None or pk is None:
        return None
    open_states = [LetterState.SENT, LetterState.WAITING]
    Letter.objects.filter(pk=pk, state__in=open_states).update(
        state=LetterState.BOUNCED, error=printable(words), body="", headers={}
    )
    return Letter.objects.filter(pk=pk).first()


def _refusal_in(report: Message[Any, Any]) -> str | None:
    """The words of the first recipient's failure; None when nothing failed."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks: Any = part.get_payload()
        for fields in blocks if isinstance(blocks, list) else []:
            if str(fields.get("Action", "")).strip().lower() == "failed":
                said = str(fields.get("Diagnostic-Code", "")).partition(";")[2]
                return " ".join(f"{fields.get('Status', '')} {said}".split()) or "failed"
    return None


def _letter_in(report: Message[Any, Any]) -> int | None:
    for name in _ARRIVALS:
        for value in report.get_all(name, []):
            if (pk := letter_of(str(value))) is not None:
                return pk
    for identifier in _returned_ids(report):
        if (
            found := Letter.objects.filter(message_id=identifier).values_list("pk", flat=True).first()
        ) is not None:
            return found
    return None


def _returned_ids(report: Message[Any, Any]) -> list[str]:
    """The Message-ID of each message given back, whole or by its headers only."""
    found = []
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers" and isinstance(part, EmailMessage):
            headers = email.message_from_string(str(part.get_content()), policy=policy.default)
            found.append(str(headers.get("Message-ID", "")).strip())
        elif part is not report:
            found.append(str(part.get("Message-ID", "")).strip())
    return [identifier for identifier in found if identifier]
