"""The agenda of a deck: lines without page numbers that announce its parts."""

from __future__ import annotations

import re

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_AGENDA = re.compile(r"^(?:(?:notre |l )?ordre du jour|sommaire|table des matieres|au programme|deroule)\b")
_MOST_LINES = 14
_MOST_WORDS = 12
_LONGEST_HEAD = 8


def mark_agenda(units: list[Unit]) -> None:
    """Tell as listed the lines of an agenda whose words stand again as the title of a part."""
    lines: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        if unit.text and unit.grid is None and not unit.cell:
            lines.setdefault(fold(unit.text), []).append(index)
    for index, unit in enumerate(units):
        if not _AGENDA.match(fold(unit.text)) or len(unit.text.split()) > _LONGEST_HEAD or unit.cell:
            continue
        for line in _below(units, index):
            if len(lines.get(fold(units[line].text), [])) > 1:
                units[line].listed, units[line].label, units[line].content = True, None, ""


def _below(units: list[Unit], index: int) -> list[int]:
    found: list[int] = []
    seen: set[str] = set()
    for number in range(index + 1, min(len(units), index + 1 + _MOST_LINES)):
        unit = units[number]
        text = fold(unit.text)
        if unit.is_break or unit.grid is not None or unit.cell or text in seen:
            break
        following = units[number + 1] if number + 1 < len(units) else None
        if len(text.split()) > _MOST_WORDS or (following and following.is_item and not unit.is_item):
            break
        seen.add(text)
        if unit.entry is None and unit.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            found.append(number)
    return found
