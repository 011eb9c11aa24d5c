"""Lines run together: an entry behind another, the next heading at the end of an item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, label_of
from maillage.intake.recognition.words.text import fold

_INNER = re.compile(
    r"(?<=[\w».)…’'])\s+(?=(?:Axe|Objectif|Orientation|Action|Fiche|FA|AXE|ACTION|FICHE)\b[^:]{0,24}\s?[:–-]\s)"
)
_MOST_WORDS = 9
_OFTEN = 3
_LINKING = frozenset(
    "de du des d la le les l un une et ou à au aux en par pour sur avec dans nos leur ses ce".split()
)


def parted_entries(text: str) -> list[str]:
    """« Axe 1 : Grandir Action 1 : Ouvrir… »: as many lines as entries."""
    first = named_entry(text)
    if first is None or first.ref is None or first.is_action:
        return [text]
    parts = [text]
    for match in reversed(list(_INNER.finditer(text))):
        entry = named_entry(parts[0][match.end() :])
        if entry is not None and entry.ref is not None and entry.title and entry.rank > first.rank:
            head, tail = parts[0][: match.start()], parts[0][match.end() :]
            parts[:1] = [head, tail]
    return parts


def with_parted_headings(units: list[Unit]) -> list[Unit]:
    """The units where a heading stuck to the end of a line stands by itself.

    « … intervenants externes Calendrier » is parted where « Calendrier » often stands alone.
    """
    alone = Counter(fold(u.text) for u in units if u.label and not u.content and not u.is_item)
    solid = {text for text, count in alone.items() if count >= _OFTEN}
    last_words = {text.split()[-1] for text in solid}
    kept: list[Unit] = []
    for unit in units:
        heading = _heading_at_end(unit, solid, last_words)
        if heading is None:
            kept.append(unit)
            continue
        text = unit.text[: -len(heading)].rstrip()
        kept.append(replace(unit, text=text, entry=named_entry(text) if unit.entry else None))
        kept.append(
            Unit(BlockKind.PARAGRAPH, heading, unit.place, gap=False, label=label_of(heading.rstrip(" :")))
        )
    return kept


def _heading_at_end(unit: Unit, solid: set[str], last_words: set[str]) -> str | None:
    if unit.label is not None or unit.grid is not None or unit.cell or not unit.text:
        return None
    words = unit.text.split()
    bare = words[:-1] if words[-1] == ":" else words
    if not bare or (fold(bare[-1]).split() or [""])[-1] not in last_words:
        return None
    for count in range(min(_MOST_WORDS, len(words) - 2), 0, -1):
        heading = " ".join(words[-count:])
        before = fold(words[-count - 1])
        if not words[-count][:1].isupper() or before in _LINKING or fold(heading) not in solid:
            continue
        label = label_of(heading.rstrip(" :"))
        if label is not None and label.section in FICHE_SECTIONS:
            return heading
    return None
