"""Two columns read across: « PILOTE PARTENAIRES » on one line, then what stood under each."""

from __future__ import annotations

from dataclasses import replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Label, label_of

_MOST_WORDS = 8


def headings_put_back(units: list[Unit]) -> list[Unit]:
    """The units where two headings of one line each stand over their own lines again.

    The lines below fall into as many runs, parted by a blank line or by a change from lines to
    bullets; where they do not, nothing tells what belongs to which and the line is left.
    """
    kept: list[Unit] = []
    index = 0
    while index < len(units):
        heads = _heads(units[index])
        end = _end(units, index) if heads else index + 1
        runs = _runs(units[index + 1 : end]) if heads else []
        if heads and len(runs) == len(heads):
            for (text, label), run in zip(heads, runs, strict=True):
                kept.append(replace(units[index], text=text, label=label, content="", weak=False))
                kept.extend(run)
        else:
            kept.extend(units[index:end])
        index = end
    return kept


def _heads(unit: Unit) -> list[tuple[str, Label]]:
    """The two headings that a line is made of, nothing between them; none for any other line."""
    words = unit.text.rstrip(" :").split()
    if unit.is_item or unit.cell or unit.grid is not None or unit.entry is not None:
        return []
    if not 2 <= len(words) <= _MOST_WORDS:
        return []
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        one, other = _whole(first), _whole(second)
        if one is not None and other is not None and one.section is not other.section:
            return [(first, one), (second, other)]
    return []


def _whole(text: str) -> Label | None:
    label = label_of(text.rstrip(" :")) if text[:1].isupper() else None
    return label if label is not None and label.section in FICHE_SECTIONS else None


def _end(units: list[Unit], index: int) -> int:
    end = index + 1
    while end < len(units) and not _stops(units[end]):
        end += 1
    return end


def _stops(unit: Unit) -> bool:
    return unit.is_break or unit.cell or unit.entry is not None or (unit.label is not None and not unit.weak)


def _runs(units: list[Unit]) -> list[list[Unit]]:
    """The lines under the headings, run by run; those of one kind go together if need be."""
    runs: list[list[Unit]] = []
    for number, unit in enumerate(units):
        if number == 0 or (unit.gap and unit.depth == 0):
            runs.append([])
        runs[-1].append(unit)
    if len(runs) <= 2:
        return runs
    joined: list[list[Unit]] = []
    for run in runs:
        if joined and _kind(joined[-1]) is _kind(run):
            joined[-1].extend(run)
        else:
            joined.append(list(run))
    return joined


def _kind(run: list[Unit]) -> BlockKind:
    return BlockKind.ITEM if run[0].is_item else BlockKind.PARAGRAPH
