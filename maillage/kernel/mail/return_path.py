"""The address that a refusal comes back to: one for each letter, so that it says which one was refused.

The place of the letter is signed: nobody can have letters marked as refused by writing to these addresses.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_FIGURES = 18
_SIGNATURE = 12


def return_path(letter_id: int) -> str:
    """The envelope's sender for this letter; nothing when no mailbox takes the refusals."""
    box, at, domain = settings.MAIL_BOUNCES.rpartition("@")
    return f"{box}+{letter_id}.{_signed(letter_id)}@{domain}" if at else ""


def letter_of(address: str) -> int | None:
    """The letter that a return path was made for; None when we did not make it."""
    shape = rf"\+(\d{{1,{_FIGURES}}})\.([0-9a-f]{{{_SIGNATURE}}})@"
    match = re.search(shape, address.lower(), re.ASCII)
    if match is None or not constant_time_compare(match[2], _signed(int(match[1]))):
        return None
    return int(match[1])


def _signed(letter_id: int) -> str:
    return salted_hmac("maillage.kernel.mail.return_path", str(letter_id)).hexdigest()[:_SIGNATURE]
