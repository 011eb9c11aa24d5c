"""Pilots and partners: who is one actor and who are several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.document import Person
from maillage.intake.recognition.items.lists import Piece, split_outside
from maillage.intake.recognition.people.natures import nature_of

_COMMA = re.compile(r"\s*[,;]\s+|\s*;\s*|,(?=[A-ZÀ-Þa-zà-ÿ])")
_SLASH = re.compile(r"\s+/\s+|(?<=\w{3})/\s+(?=[A-ZÀ-Þ])|\s+/(?=[A-ZÀ-Þ])")
_PLUS = re.compile(r"\s+\+\s+")
_PREPOSITION = re.compile(r"^(?:de|du|des|en|et|ou|à|au|aux|par|dont|avec|pour|sur|sous)\b|^d['’]")
_ADVERB = re.compile(
    r"^(?:éventuellement|notamment|ponctuellement|potentiellement|principalement|occasionnellement)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:les?|la|l['’])\b", re.IGNORECASE)
_DOTS = re.compile(r"(?:\s*(?:,|;)?\s*(?:\.\.\.+|…)|\s+etc\.?)\s*$|[\s,;:.]+$")
_MANY = 3


def pilots_of(pieces: Sequence[Piece]) -> list[Person]:
    """One pilot per bullet; a line without bullet is split on its commas and slashes."""
    found: list[Person] = []
    for piece in pieces:
        texts = [piece.text] if piece.marked else _split_pilots(piece.text)
        found.extend(_item(text, piece) for text in texts)
    return [item for item in found if item.text]


def _split_pilots(text: str) -> list[str]:
    parts: list[str] = []
    for part in split_outside(text, _COMMA):
        if parts and _PREPOSITION.match(part):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return [name for part in parts for name in _split_slash(part, several=len(parts) > 1)]


def _split_slash(text: str, *, several: bool) -> list[str]:
    """« CC / RPE », a body and its own service, stays one; « Ville de X / Académie » is two."""
    names = split_outside(text, _SLASH)
    if len(names) < 2:
        return [text]
    body = len(names[0].split()) == 1 and not several
    return [text] if body or _PREPOSITION.match(names[1]) else names


def partners_of(pieces: Sequence[Piece]) -> list[Person]:
    """Partners are separated by lines, commas, slashes and plus signs, outside parentheses."""
    found = [_item(text, piece) for piece in pieces for text in _split_partners(piece.text)]
    return [item for item in found if item.text]


def _split_partners(text: str) -> list[str]:
    if _is_label_with_details(text):
        return [text]
    names: list[str] = []
    for part in split_outside(text, _COMMA):
        for name in split_outside(part, _PLUS):
            if names and (_ADVERB.match(names[-1]) or _continues(name)):
                names[-1] = f"{names[-1]}, {name}"
            else:
                names.extend(_slashed(name))
    return names


def _continues(name: str) -> bool:
    return bool(_PREPOSITION.match(name)) and not name.startswith(("et ", "ou "))


def _is_label_with_details(text: str) -> bool:
    head, colon, details = text.partition(":")
    return (
        bool(colon)
        and "," not in head
        and len(split_outside(details, _COMMA)) <= _MANY
        and ":" not in details
    )


def _slashed(name: str) -> list[str]:
    parts = split_outside(name, _SLASH)
    if ":" in name or len(parts) < 2 or not all(part[:1].isupper() for part in parts):
        return [name]
    if _ARTICLE.match(parts[0]) and not _ARTICLE.match(parts[1]):
        return [name]
    return parts


def _item(text: str, piece: Piece) -> Person:
    clean = _DOTS.sub("", text).strip() if not text.endswith(")") else text.strip()
    return Person(clean, line=piece.place.line, page=piece.place.page, nature=nature_of(clean))
