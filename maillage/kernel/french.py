"""Numbers, dates and plurals as French people write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

_TIGHT = re.compile(r"(?<=«) | (?=[»:;?!])")
NBSP = "\u00a0"
THIN = "\u202f"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def typeset(text: str) -> str:
    """``text`` as French sets it: no line ends inside « », nor before : ; ? !"""
    return _TIGHT.sub(NBSP, text)


def number(value: int | float | Decimal) -> str:
    """« 1 200 », « 45,5 »: thin spaces by thousands, decimal comma, no useless zero."""
    plain = f"{Decimal(str(value)):,f}"
    whole, _, decimals = plain.partition(".")
    decimals = decimals.rstrip("0")
    grouped = whole.replace(",", THIN)
    return f"{grouped},{decimals}" if decimals else grouped


def plural(count: int, singular: str, several: str | None = None) -> str:
    """« 0 action », « 1 action », « 2 actions »: plural from two, as in French."""
    word = singular if abs(count) < 2 else (several or f"{singular}s")
    return f"{number(count)}{NBSP}{word}"


def day(value: date | datetime) -> str:
    """« 3 mars 2026 », « 1er mai 2026 »; a moment is taken at Paris time."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    first = "1er" if value.day == 1 else str(value.day)
    return f"{first}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """« mars 2026 »."""
    return f"{MONTHS[value.month - 1]} {value.year}"
