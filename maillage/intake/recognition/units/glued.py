"""Lines run together: an entry behind another, the next heading at the end of an item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import DIAGNOSIS_SECTIONS, FICHE_SECTIONS, Label, label_of
from maillage.intake.recognition.words.text import fold, is_shouted
from maillage.intake.recognition.words.trade import RUN_IN

_INNER = re.compile(
    r"(?<=[\w».)…’'])\s+(?=(?:Axe|Objectif|Orientation|Action|Fiche|FA|AXE|ACTION|FICHE)\b[^:]{0,24}\s?[:–-]\s)"
)
_COLON = re.compile(r"\s*:")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 9
_OFTEN = 2
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
    """The units where a heading stuck to a line stands by itself.

    « … intervenants externes Calendrier », « … par semaine Pilote : la ville » are parted
    where « Calendrier », « Pilote » often stand at the head of a line. The parts are left to describe.
    """
    heads = Counter(fold(_head(unit)) for unit in units if unit.label and not unit.weak)
    solid = {text for text, count in heads.items() if count >= _OFTEN}
    last_words = {text.split()[-1] for text in solid if text}
    kept: list[Unit] = []
    for unit in units:
        kept.extend(_parts(unit, solid, last_words))
    return kept


def _head(unit: Unit) -> str:
    return unit.text[: -len(unit.content)] if unit.content else unit.text


def _parts(unit: Unit, solid: set[str], last_words: set[str]) -> list[Unit]:
    if unit.lead and unit.label is None and unit.entry is None and fold(unit.lead) in RUN_IN:
        content = unit.text[len(unit.lead) :].strip(" :")
        return [replace(unit, label=Label(RUN_IN[fold(unit.lead)]), content=content, lead="")]
    if unit.cell and unit.label is None and unit.entry is None and is_shouted(unit.text):
        return _after_capitals(unit, solid)
    if unit.grid is not None or unit.cell or not unit.text or (unit.label and not unit.content):
        return [unit]
    start = len(_head(unit)) if unit.label else 0
    cut = _heading_inside(unit.text, start, solid, last_words)
    if cut is None:
        return [unit]
    first = replace(
        unit,
        text=unit.text[:cut].rstrip(),
        content=unit.text[start:cut].strip() if unit.label else "",
        entry=named_entry(unit.text[:cut].rstrip()) if unit.entry else None,
    )
    rest = Unit(BlockKind.PARAGRAPH, unit.text[cut:], unit.place, gap=False)
    return [first, rest]


def _after_capitals(unit: Unit, solid: set[str]) -> list[Unit]:
    """« CHEF DE FILE CIAS » in a cell: a heading met elsewhere, its value in capitals too."""
    words = list(_WORD.finditer(unit.text))
    for last in reversed(words[: len(words) - 1][:_MOST_WORDS]):
        label = label_of(unit.text[: last.end()]) if fold(unit.text[: last.end()]) in solid else None
        if label is not None and label.section in (*FICHE_SECTIONS, *DIAGNOSIS_SECTIONS):
            return [replace(unit, label=label, content=unit.text[last.end() :].strip(" :"))]
    return [unit]


def _heading_inside(text: str, start: int, solid: set[str], last_words: set[str]) -> int | None:
    """Where a heading begins that ends the text or stands before a colon, past ``start``."""
    ends = [match.start() for match in _COLON.finditer(text, start + 1)]
    for end in (*ends, len(text)):
        words = list(_WORD.finditer(text, start, end))
        if len(words) < 2 or (fold(words[-1][0]).split() or [""])[-1] not in last_words:
            continue
        for first in range(max(1, len(words) - _MOST_WORDS), len(words)):
            heading = text[words[first].start() : end]
            if _is_heading(heading, fold(words[first - 1][0]), solid):
                return words[first].start()
    return None


def _is_heading(heading: str, before: str, solid: set[str]) -> bool:
    if not heading[:1].isupper() or before in _LINKING or not before or fold(heading) not in solid:
        return False
    label = label_of(heading.rstrip(" :"))
    return label is not None and label.section in FICHE_SECTIONS
