"""Euros, full-time equivalents, days and years, as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.conventions.errors import InvalidValueError
from maillage.kernel import fuzzy
from maillage.kernel.french import NBSP
from maillage.kernel.text import fold, printable

if TYPE_CHECKING:
    from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100
_NUMBER = re.compile(r"(?P<whole>[0-9]{1,3}(?:[  .][0-9]{3})+|[0-9]{1,12})(?:[.,](?P<part>[0-9]{1,4}))?")
_YEAR = re.compile(r"[0-9]{4}")
_THOUSAND = Decimal(1000)
_CENT = Decimal("0.01")
_MOST_EUROS = Decimal(10) ** 10
_MOST_ETP = Decimal(1000)
_QUOTED = 40
_HALF_TIME = {"mi temps": Decimal("0.5"), "temps plein": Decimal(1), "plein temps": Decimal(1)}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " "})


def plain(value: Decimal | None) -> str | None:
    """A number as the journal keeps it: « 18000.5 », without useless zeros; None for nothing."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _refused(text: str, why: str, field: str) -> InvalidValueError:
    short = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    return InvalidValueError(f"«{NBSP}{short}{NBSP}» {why}", field)


def _typed(value: object) -> str:
    """One line, its spaces single: what looks for them is then as quick on a megabyte as on a word."""
    return " ".join(printable(str("" if value is None else value).translate(_SPACES)).split())


def _number(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    whole = re.sub(r"[ .]", "", found["whole"])
    return Decimal(f"{whole}.{found['part'] or 0}")


def read_euros(value: object, field: str = "") -> Decimal | None:
    """« 18 000 € », « 18000,50 », « 40 k€ »; None for nothing. Raises InvalidValueError."""
    text = _typed(value)
    bare = re.sub(r"\s*(?:€|euros?)$", "", text, flags=re.IGNORECASE)
    factor = Decimal(1)
    if re.search(r"[0-9]\s*k$", bare, re.IGNORECASE):
        bare, factor = bare[:-1], _THOUSAND
    if not bare:
        return None
    number = _number(bare)
    if number is None or number * factor >= _MOST_EUROS:
        raise _refused(text, "n’est pas un montant. Écrivez 18 000 ou 18000,50, ou laissez vide.", field)
    cents = (number * factor).quantize(_CENT)
    if cents != number * factor:
        raise _refused(text, "a plus de deux décimales. Arrondissez au centime.", field)
    return cents


def read_rate(value: object, field: str = "") -> Decimal | None:
    """An amount with up to four decimals, as « 0,0475 »; None for nothing. Raises InvalidValueError."""
    text = _typed(value)
    bare = re.sub(r"\s*(?:€|euros?|%)$", "", text, flags=re.IGNORECASE)
    if not bare:
        return None
    number = _number(bare)
    if number is None or number >= Decimal(10) ** 8:
        raise _refused(text, "n’est pas un montant. Écrivez 3 000 ou 0,0475.", field)
    return number


def read_etp(value: object, field: str = "") -> Decimal | None:
    """« 0,4 », « 0,4 ETP », « 40 % », « mi-temps »; None for nothing. Raises InvalidValueError."""
    text = _typed(value)
    bare = re.sub(r"\s*etp$", "", text, flags=re.IGNORECASE)
    if not bare:
        return None
    if fold(bare).replace("-", " ") in _HALF_TIME:
        return _HALF_TIME[fold(bare).replace("-", " ")]
    number = _number(bare.removesuffix("%"))
    number = number / 100 if number is not None and bare.endswith("%") else number
    if number is None or number >= _MOST_ETP:
        raise _refused(text, "n’est pas un temps de travail. Écrivez 0,4 ou 40 %, ou laissez vide.", field)
    if number != number.quantize(_CENT):
        raise _refused(text, "a plus de deux décimales. Écrivez par exemple 0,33.", field)
    return number.quantize(_CENT)


def read_day(value: object, field: str = "", *, end: bool = False) -> date | None:
    """A day; a year or a month gives its first day, its last one for an ``end``; None for nothing."""
    text = _typed(value)
    if not text:
        return None
    found = fuzzy.parse(text, end=end)
    if found is None or not FIRST_YEAR <= found.on.year <= LAST_YEAR:
        raise _refused(text, "n’est pas une date. Écrivez 1/9/2025, septembre 2025 ou 2025.", field)
    return found.on


def read_year(value: object, field: str = "") -> int | None:
    """« 2026 »; None for nothing. Raises InvalidValueError."""
    text = _typed(value)
    if not text:
        return None
    if not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise _refused(text, f"n’est pas une année de {FIRST_YEAR} à {LAST_YEAR}.", field)
    return int(text)
