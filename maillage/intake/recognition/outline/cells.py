"""A cell of a table of actions that says several things: « Pilote : … » and « Partenaires : … »."""

from __future__ import annotations

from dataclasses import replace

from maillage.intake.readers.blocks import Cell
from maillage.intake.recognition.units.labels import heading_in
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Label, Section
from maillage.intake.recognition.words.text import plain

_PEOPLE = frozenset({Section.PILOTS, Section.PARTNERS})


def by_heading(column: Label, cell: Cell) -> list[tuple[Label, Cell]]:
    """The cell under its column's heading, or its parts under the headings that its lines begin with.

    A line that only repeats its column's heading (« Moyens humains : … ») stays whole, but for people.
    """
    parts: list[tuple[Label, list[str]]] = [(column, [])]
    for line in cell.lines:
        found = heading_in(plain(line))
        if found is None or ":" not in line or not _tells(column, found[0]):
            parts[-1][1].append(line)
        else:
            parts.append((found[0], [found[1]] if found[1] else []))
    return [(label, replace(cell, lines=tuple(lines))) for label, lines in parts if lines]


def _tells(column: Label, label: Label) -> bool:
    if label.section not in FICHE_SECTIONS:
        return False
    return label.section is not column.section or label.section in _PEOPLE
