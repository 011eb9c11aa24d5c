"""Actions told by a plain number, « 1) Créer… », « 2. Ouvrir… », that goes on through the whole plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry
from maillage.intake.recognition.words.sections import FICHE_SECTIONS
from maillage.intake.recognition.words.text import fold, likeness

_NUMBERED = re.compile(
    r"^(?:n\s*°\s*)?(?P<number>\d{1,2})\s*[.)/°–-]+\s*(?P<title>[^\W\d].*)$", re.IGNORECASE
)
#: « 3 Ouvrir un café »: without any sign after the number, a capital has to follow.
_SPACED = re.compile(r"^(?P<number>\d{1,2})\s+(?P<title>[A-ZÀ-Þ].*)$")
_MARKER = re.compile(r"^(\d{1,2})\s*[.)°-]$")
_FEWEST = 3
_MOSTLY = 0.6
_SAME = 0.9
_NEAR = 3
_REACH = 12
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    number: int
    title: str


def mark_counted_actions(units: list[Unit]) -> None:
    """Give an entry to the lines that number the actions, and to their titles printed again over the fiches.

    Only where the document names no action otherwise, the numbers run from 1 without a gap, and
    sections of a fiche stand under most of them or under the same words further on.
    """
    if sum(1 for unit in units if unit.entry and unit.entry.is_action) >= _SHORTEST:
        return
    lines = [line for i, unit in enumerate(units) if (line := _line(i, unit)) is not None]
    for chain in _chains(lines):
        again = {line.number: found for line in chain if (found := _again(units, line)) is not None}
        headed = [line for line in chain if _opens_fiche(units, line.index)]
        if len(again) >= _MOSTLY * len(chain):
            _mark(units, chain)
            _mark(units, [_Line(found, n, units[found].text) for n, found in again.items()])
        elif len(headed) >= _MOSTLY * len(chain):
            _mark(units, chain)


def _line(index: int, unit: Unit) -> _Line | None:
    if unit.cell or unit.label is not None or unit.grid is not None or unit.entry is not None:
        return None
    if unit.kind is BlockKind.ITEM:
        marker = _MARKER.match(unit.marker)
        return _Line(index, int(marker[1]), unit.text) if marker and _is_title(unit.text) else None
    match = _NUMBERED.match(unit.text) or _SPACED.match(unit.text)
    if match is None or not _is_title(match["title"]):
        return None
    return _Line(index, int(match["number"]), match["title"].strip())


def _is_title(text: str) -> bool:
    return len(text.split()) >= _SHORTEST and not text.rstrip().endswith((":", ";", ","))


def _chains(lines: list[_Line]) -> Iterable[list[_Line]]:
    """Runs 1, 2, 3… in the order of the document."""
    chain: list[_Line] = []
    for line in lines:
        if line.number == len(chain) + 1:
            chain.append(line)
        elif line.number == 1:
            if len(chain) >= _FEWEST:
                yield chain
            chain = [line]
    if len(chain) >= _FEWEST:
        yield chain


def _again(units: list[Unit], line: _Line) -> int | None:
    """Where the same words stand again, over the sections of a fiche."""
    wanted = fold(line.title)
    for index in range(line.index + 1, len(units)):
        unit = units[index]
        if unit.cell or unit.grid is not None or unit.label is not None or not unit.text:
            continue
        text = _SPACED.sub(r"\g<title>", _NUMBERED.sub(r"\g<title>", unit.text))
        near = abs(len(text) - len(line.title)) * 10 <= len(line.title)
        same = fold(text) == wanted or (near and likeness(text, line.title) >= _SAME)
        if same and _opens_fiche(units, index):
            return index
    return None


def _opens_fiche(units: list[Unit], index: int) -> bool:
    """A heading follows at once, and one that only a fiche has before long."""
    following = [unit for unit in units[index + 1 : index + 1 + _REACH] if not unit.is_break]
    if all(unit.label is None for unit in [unit for unit in following if not unit.is_item][:_NEAR]):
        return False
    return any(u.label is not None and u.label.section in FICHE_SECTIONS and not u.weak for u in following)


def _mark(units: list[Unit], lines: Iterable[_Line]) -> None:
    for line in lines:
        unit = units[line.index]
        title = _SPACED.sub(r"\g<title>", _NUMBERED.sub(r"\g<title>", line.title)).strip()
        unit.entry = Entry("Action", ACTION_RANK, str(line.number), title)
        unit.label, unit.content = None, ""
        if not unit.listed:
            unit.kind = BlockKind.PARAGRAPH if unit.kind is BlockKind.ITEM else unit.kind
