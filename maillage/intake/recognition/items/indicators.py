"""Indicators: one each, with their kind and their target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.document import Indicator
from maillage.intake.recognition.items.lists import Piece, split_outside
from maillage.intake.recognition.quantities import target_of

_COMMA = re.compile(r"\s*[,;]\s+|(?<=[a-zà-ÿ)])\.\s+(?=[a-zà-ÿ])")
_CONTINUES = re.compile(
    r"^(?!au (?:moins|minimum|maximum|plus)\b|à minima)(?:de|du|des|d['’]|en|et|ou|à|au|aux|par|dont|avec|"
    r"pour|sur|dans|notamment|ayant|qui|que|soit|l['’]|la|le|les|voire)(?:\b|(?<=['’]))",
    re.IGNORECASE,
)
#: « Nombre de jeunes engagés, d'associations soutenues »: two things are counted.
_NUMBER_OF = re.compile(r"^nombre\s+(?:de\s|d['’])", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"^(?:de\s|d['’])\w+s\s+\w+s$", re.IGNORECASE)
_KIND_PREFIX = re.compile(
    r"^(?:indicateurs?\s+(?:de\s+|d['’])?)?(?P<kind>réalisations?|résultats?|impacts?)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
#: « Quantitatifs : » over a list says of no indicator what it counts.
_LABEL_ALONE = re.compile(
    r"^(?:(?:indicateurs?|crit[èe]res?)\s+)?(?:quantitatif|qualitatif)(?:ve)?s?(?:\s+et\s+qualitatifs?)?\s*:?$",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"^(?:(?:indicateurs?|crit[èe]res?)\s+)?(?:d['’][ée]valuation\s+)?(?:quantitatif|qualitatif)(?:ve)?s?\s*:\s*",
    re.IGNORECASE,
)
_KINDS = {"réalisation": "realisation", "résultat": "resultat", "impact": "impact"}


def indicators_of(pieces: Sequence[Piece], kind: str | None) -> list[Indicator]:
    """The indicators that pieces tell; ``kind`` is the heading's."""
    found: list[Indicator] = []
    for piece in pieces:
        clean = _COUNTING.sub("", piece.text)
        if _LABEL_ALONE.match(piece.text) or not any(c.isalnum() for c in clean):
            continue
        texts = [clean] if piece.marked else _one_line(clean)
        for text in texts:
            own, clean = _kind_said(text, kind)
            found.append(
                Indicator(clean, own, target_of(clean), line=piece.place.line, page=piece.place.page)
            )
    return found


def _one_line(text: str) -> list[str]:
    """A line that lists several indicators, or a single sentence."""
    parts: list[str] = []
    for part in split_outside(text, _COMMA):
        if parts and _CONTINUES.match(part) and not (_NUMBER_OF.match(parts[-1]) and _OF_ANOTHER.match(part)):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return parts


def _kind_said(text: str, kind: str | None) -> tuple[str | None, str]:
    match = _KIND_PREFIX.match(text)
    if match is None:
        return kind, text
    return _KINDS[match["kind"].lower().rstrip("s")], text[match.end() :]
