"""A fiche as found in the stream, before its text is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Place
from maillage.intake.recognition.outline.tree import Branch
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import Entry
from maillage.intake.recognition.words.sections import Section

_MOST_LINES = 15
_LONGEST_LINE = 300


@dataclass(slots=True)
class Part:
    """A section of a fiche: its heading and the units under it."""

    section: Section
    kind: str | None
    heading: Unit
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Fiche:
    """A run of sections about one action.

    ``levels`` are the entries above it that it quotes, ``branch`` the place in the
    outline where it stands, ``preface`` what it says before its first section.
    """

    place: Place
    title: str | None = None
    ref: str | None = None
    levels: list[Entry] = field(default_factory=list)
    branch: Branch | None = None
    parts: list[Part] = field(default_factory=list)
    preface: list[Unit] = field(default_factory=list)

    def points(self) -> list[Unit]:
        """What stands under a title without any section: its bullets, else a few short lines."""
        items = [unit for unit in self.preface if unit.is_item]
        lines = [unit for unit in self.preface if not unit.cell]
        if items or len(lines) > _MOST_LINES or any(len(unit.text) > _LONGEST_LINE for unit in lines):
            return items
        return lines

    def sections(self) -> set[Section]:
        """The sections present."""
        return {part.section for part in self.parts}
