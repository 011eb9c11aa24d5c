"""What a number counts, and how often."""

from __future__ import annotations

import re

from maillage.intake.recognition.quantities.numbers import Number
from maillage.intake.recognition.quantities.phrase import Phrase

_EVERY = r"(?:\bpar |\bchaque |\btou(?:te)?s les |/ ?)"
_PERIODS = (
    (
        "an",
        re.compile(
            rf"{_EVERY}an(?:nee|s)?\b|\bl'an\b|\bdans l'annee\b(?! \w+nte)|"
            r"(?<![\w-])annuel(?:le)?s?\b|\bannuellement\b"
        ),
    ),
    ("trimestre", re.compile(rf"{_EVERY}trimestres?\b|\btrimestriel\w*")),
    ("mois", re.compile(rf"{_EVERY}mois\b|(?<![\w-])mensuel\w*")),
)
_STOP = re.compile(
    r" ?(?:[,;:.()/·]|\b(?:par|pour|dans|sur|au|aux|a|avec|qui|permettant|visant|sous|minimum|maximum|mini|"
    r"maxi|chaque|d'ici|au moins|en lien|dont|afin|lors|chez|suite|mises?|mis|annuel\w*|"
    r"trimestriel\w*|mensuel\w*)\b|[0-9])"
)
_LEADING = re.compile(r"^(?: ?(?:d'|de |des |du ))+", re.IGNORECASE)
_TRAILING = re.compile(r"(?: (?:de|des|du|et|ou))+$", re.IGNORECASE)
_LONGEST = 8
_REACH = 200


def period_of(phrase: Phrase) -> str | None:
    """The period that a phrase counts by: an, trimestre, mois, or None."""
    found = [(match.start(), name) for name, pattern in _PERIODS if (match := pattern.search(phrase.folded))]
    return min(found)[1] if found else None


def unit_of(phrase: Phrase, number: Number) -> str | None:
    """The counted thing in the phrase's words, « % » for a share."""
    if number.percent:
        return "%"
    end = min(number.end + _REACH, len(phrase.folded))
    stop = _STOP.search(phrase.folded, number.end, end)
    words = phrase.words[number.end : stop.start() if stop else end]
    words = _LEADING.sub("", words).strip(" '«»…-–+")
    return _TRAILING.sub("", " ".join(words.split()[:_LONGEST])) or None
