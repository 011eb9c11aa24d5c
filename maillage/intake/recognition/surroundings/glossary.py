"""Acronyms that the document explains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.document import GlossaryEntry
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_ENTRY = re.compile(r"^(?P<acronym>[A-Z][A-Z0-9&]{1,9})\s*(?::|=|–|—|\|)\s*(?P<meaning>[A-ZÀ-Ý][^:]{5,140})$")


def glossary_entry(text: str) -> tuple[str, str] | None:
    """The acronym and the meaning that a line gives, where the initials agree."""
    match = _ENTRY.match(text.strip())
    if match is None:
        return None
    acronym, meaning = match["acronym"], match["meaning"].strip()
    initials = "".join(word[0] for word in fold(meaning).split())
    letters = [c for c in fold(acronym) if c.isalpha()]
    if not letters or letters[0] != initials[:1]:
        return None
    rest = iter(initials)
    found = sum(1 for letter in letters if any(letter == other for other in rest))
    return (acronym, meaning) if found * 2 >= len(letters) else None


def glossary_of(units: Sequence[Unit]) -> list[GlossaryEntry]:
    """The acronyms explained on lines of their own, each once."""
    entries: dict[str, GlossaryEntry] = {}
    for unit in units:
        found = glossary_entry(unit.text)
        if found is not None and found[0] not in entries:
            entries[found[0]] = GlossaryEntry(*found, line=unit.place.line, page=unit.place.page)
    return list(entries.values())
