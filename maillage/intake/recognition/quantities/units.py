"""What a number counts, and how often."""

from __future__ import annotations

import re

from maillage.intake.recognition.quantities.numbers import Number

_PERIODS = (
    (
        "an",
        re.compile(
            r"(?:\bpar|\bchaque|\btous\s+les|\bl'|/)\s*an(?:née|s)?\b|\bannuel(?:le)?s?\b|\bannuellement\b",
            re.IGNORECASE,
        ),
    ),
    (
        "trimestre",
        re.compile(r"(?:\bpar|\bchaque|\btous\s+les|/)\s*trimestres?\b|\btrimestriel\w*\b", re.IGNORECASE),
    ),
    ("mois", re.compile(r"(?:\bpar|\bchaque|\btous\s+les|/)\s*mois\b|\bmensuel\w*\b", re.IGNORECASE)),
)
_STOP = re.compile(
    r"\s*(?:[,;:.()/·]|\b(?:par|pour|dans|sur|au|aux|à|avec|qui|permettant|visant|sous|minimum|maximum|au\s+moins|"
    r"en\s+lien|dont|afin|lors|chez|suite|mises?|mis|annuel\w*|trimestriel\w*|mensuel\w*)\b|\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(r"^(?:\s*(?:d'|de|des|du)\s*)+", re.IGNORECASE)
_LONGEST = 8


def period_of(text: str) -> str | None:
    """The period that a phrase counts by: an, trimestre, mois, or None."""
    found = [(match.start(), name) for name, pattern in _PERIODS if (match := pattern.search(text))]
    return min(found)[1] if found else None


def unit_of(text: str, number: Number) -> str | None:
    """The counted thing in the phrase's words, « % » for a share."""
    if number.percent:
        return "%"
    words = _STOP.sub("", text[number.end :])
    words = _LEADING.sub("", words).strip(" '«»…-–")
    return " ".join(words.split()[:_LONGEST]) or None
