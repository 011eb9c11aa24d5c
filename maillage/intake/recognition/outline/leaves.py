"""Plans that name no action: the narrowest level stands for the actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Section
from maillage.intake.recognition.words.text import fold

_FEWEST = 3
_NARROW = 40
_LONGEST_LINE = 300


def promote_entries(units: list[Unit]) -> str | None:
    """Take the narrowest numbered level as the actions where the document names none.

    It must say something under its entries (points, sections) and no fiche may come
    more often than it does. Returns the level's name, None where nothing changed.
    """
    if _names_actions(units):
        return None
    ranks = [u.entry.rank for u in units if u.entry and u.entry.ref and u.entry.title]
    deepest = max(ranks, default=0)
    if deepest < _NARROW or len(set(ranks)) < 2:
        return None
    leaves = [i for i, u in enumerate(units) if u.entry and u.entry.rank == deepest and u.entry.ref]
    titles = {fold(entry.title) for i in leaves if (entry := units[i].entry)}
    speaking = {fold(entry.title) for i in leaves if (entry := units[i].entry) and _speaks(units, i)}
    if len(titles) < _FEWEST or len(speaking) * 2 < len(titles) or _sections(units) > 1.2 * len(titles):
        return None
    name = None
    for unit in units:
        if unit.entry is not None and unit.entry.rank == deepest:
            name = name or unit.entry.name
            unit.entry = replace(unit.entry, rank=ACTION_RANK)
    return name


def _names_actions(units: Sequence[Unit]) -> bool:
    for unit in units:
        if unit.grid is not None or (unit.entry is not None and unit.entry.is_action):
            return True
        if unit.label is not None and unit.label.section is Section.TITLE:
            return True
    return False


def _speaks(units: Sequence[Unit], index: int) -> bool:
    """Points or a section stand under the entry."""
    following = next((unit for unit in units[index + 1 :] if not unit.is_break), None)
    if following is None or following.entry is not None:
        return False
    label = following.label
    line = following.kind is BlockKind.PARAGRAPH and label is None and not following.cell
    return (
        following.is_item
        or (line and len(following.text) <= _LONGEST_LINE)
        or (label is not None and label.section in FICHE_SECTIONS)
    )


def _sections(units: Sequence[Unit]) -> int:
    """How often the most frequent section of a fiche comes."""
    counts = Counter(
        unit.label.section
        for unit in units
        if unit.label and not unit.weak and unit.label.section in FICHE_SECTIONS
    )
    return max(counts.values(), default=0)
