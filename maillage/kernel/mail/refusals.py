"""What the failure of a sending means: the address is wrong, the server says « later », or is not there."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import Enum

PERMANENT = 500
_CLOSING = 421


class Fault(Enum):
    """Whose fault it is, which decides what comes next."""

    ADDRESS = "the server refuses the letter for good"
    LATER = "the server refuses the letter for now"
    SERVER = "the server does not answer, or not to us: no other letter would pass"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fault, and the words to keep of it."""

    fault: Fault
    words: str


def understand(error: Exception) -> Refusal:
    """What ``error``, raised by a mail backend, means. Anything unknown is worth another try."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _answered(code, words)
    if isinstance(error, (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)):
        return Refusal(Fault.SERVER, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPSenderRefused):
        # Our own address: the person written to has nothing to do with it.
        closing = error.smtp_code == _CLOSING
        return Refusal(Fault.SERVER if closing else Fault.LATER, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    if isinstance(error, (OSError, smtplib.SMTPException)):
        return Refusal(Fault.SERVER, str(error) or type(error).__name__)
    if isinstance(error, ValueError):
        # An address or a header that no message can be made of.
        return Refusal(Fault.ADDRESS, str(error))
    return Refusal(Fault.LATER, f"{type(error).__name__}: {error}")


def _answered(code: int, words: bytes | str) -> Refusal:
    if code == _CLOSING:
        return Refusal(Fault.SERVER, _said(code, words))
    return Refusal(Fault.ADDRESS if code >= PERMANENT else Fault.LATER, _said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())
