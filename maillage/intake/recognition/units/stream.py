"""From a source's blocks to the stream of units."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from maillage.intake.readers.blocks import Block, BlockKind, Source, SourceFormat
from maillage.intake.recognition.units.across import headings_put_back
from maillage.intake.recognition.units.agenda import mark_agenda
from maillage.intake.recognition.units.apart import close_before_title, lists_bodies
from maillage.intake.recognition.units.dated import dated_lines
from maillage.intake.recognition.units.feet import repeated_rows, without_number
from maillage.intake.recognition.units.furniture import without_furniture
from maillage.intake.recognition.units.glued import parted_entries, with_parted_headings
from maillage.intake.recognition.units.grid import Grid
from maillage.intake.recognition.units.labels import heading_in, unglued
from maillage.intake.recognition.units.recurring import (
    label_columns,
    label_dashed,
    label_recurring,
)
from maillage.intake.recognition.units.seams import Seams
from maillage.intake.recognition.units.tables import units_of_table
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.text import plain

_LONGEST_ENTRY = 420
_BETWEEN_PAGES = 10
#: Formats that give lines as they are printed, not paragraphs.
_PRINTED = (SourceFormat.TEXT, SourceFormat.PDF)
_LONGEST_FOOT = 90
_OBJECTIVE_RANKS = (50, 70)
_LEADERS = re.compile(
    r"\s*(?:\.{4,}|…{2,}|(?:\s[._]){4,}|_{4,})[\s.…_]*(?:p(?:age)?\.?\s*)?\d{1,3}\s*$|\t\s*\d{1,3}\s*$"
)
_REFERENCED = re.compile(r"^(?:[IVX]+|\d{1,2})[.\-][A-Z][.\-]\d{1,2}\s")
_LISTED = re.compile(r"(?<=\d)\s+(?=(?:[IVX]+|\d{1,2})[.\-][A-Z][.\-]\d{1,2}\s+[A-ZÀ-Þ\d])")
_ROUND_BULLET = re.compile(r"\s+o\s+(?=[A-ZÀ-Ý])")
_LEAD = re.compile(r"^(?:[✓✔•▪]\s*)?\*\*([^*]{2,60}?)\s*(?::\s*\*\*|\*\*\s*:)\s*(?=\S)")


def units_of(source: Source) -> list[Unit]:
    """The units of a source in reading order, without the furniture of its pages."""
    units: list[Unit] = []
    seams = Seams.of(source.blocks)
    feet = repeated_rows(source.blocks)
    for (is_row, _), blocks in groupby(source.blocks, key=lambda b: (b.kind is BlockKind.ROW, b.table)):
        if is_row:
            rows = list(blocks)
            if len(rows) == 1 and without_number(rows[0].text) in feet:
                units.append(Unit(BlockKind.PARAGRAPH, plain(rows[0].text), rows[0].place))
            elif units and (dated := dated_lines(rows, units[-1])):
                close_before_title(units, of_plan=True)
                units.extend(dated)
            elif lists_bodies(rows) and close_before_title(units):
                continue
            else:
                units.extend(units_of_table(rows, above=_grid_above(units)))
        else:
            for block in blocks:
                units.extend(_units_of_block(block, seams))
    _mark_gaps(units, source)
    for unit in units:
        describe(unit)
    units = with_parted_headings(units)
    for unit in units:
        describe(unit)
    if source.format in (SourceFormat.TEXT, SourceFormat.PDF):
        units = _rewrapped(units)
    units = headings_put_back(without_furniture(units))
    mark_agenda(units)
    label_dashed(units)
    label_recurring(units)
    label_columns(units)
    return units


def _grid_above(units: list[Unit]) -> Grid | None:
    """The table that the page's end may have cut: nothing but a few short lines stand since."""
    for unit in reversed(units[-_BETWEEN_PAGES:]):
        if unit.grid is not None:
            return unit.grid
        if unit.cell or unit.is_item or named_entry(unit.text) is not None or len(unit.text) > _LONGEST_FOOT:
            return None
    return None


def _rewrapped(units: list[Unit]) -> list[Unit]:
    """Titles cut over several lines made whole again."""
    kept: list[Unit] = []
    for unit in units:
        above = kept[-1] if kept else None
        if above is not None and _wraps(above, unit):
            above.text = f"{above.text} {unit.text}"
            above.entry = named_entry(above.text)
            above.open_bold = above.open_bold and not unit.closes_bold
        else:
            kept.append(unit)
    return kept


def _wraps(above: Unit, unit: Unit) -> bool:
    if above.entry is None or above.is_item or above.cell or unit.cell or unit.gap:
        return False
    if unit.kind is not BlockKind.PARAGRAPH:
        return False
    if above.open_bold:
        return True
    return unit.entry is None and unit.text[:1].islower()


def _units_of_block(block: Block, seams: Seams) -> list[Unit]:
    if block.kind is BlockKind.BREAK:
        return [Unit(BlockKind.BREAK, "", block.place)]
    if block.kind is BlockKind.NOTE:
        return []
    base = Unit(
        kind=block.kind,
        text="",
        place=block.place,
        depth=block.level if block.kind is BlockKind.ITEM else 0,
        level=block.level if block.kind is BlockKind.HEADING else 0,
        marker=block.marker,
        bold=block.bold or _starts_bold(block.text),
        lead=_lead(block.text),
        open_bold=block.text.count("**") % 2 == 1,
        closes_bold=block.text.count("**") % 2 == 1,
        listed=bool(_LEADERS.search(block.text)),
    )
    lines = [line for part in unglued(block.text) for line in seams.parted(part)]
    texts = [plain(_LEADERS.sub("", line)) for part in lines for line in _unlisted(part)]
    if block.kind is BlockKind.ITEM and len(texts) == 1 and _ROUND_BULLET.search(texts[0]):
        first, *inner = _ROUND_BULLET.split(texts[0])
        base.text = first.strip()
        return [base, *(replace(base, text=text.strip(), depth=base.depth + 1, marker="o") for text in inner)]
    units = [replace(base, text=text) for text in texts if any(c.isalnum() or c in "/?+-–" for c in text)]
    for unit in units[1:] if block.kind is BlockKind.ITEM else []:
        unit.kind, unit.depth, unit.marker = BlockKind.PARAGRAPH, 0, ""
    return units


def _unlisted(text: str) -> list[str]:
    """« I.C.2 Élaborer… 22 I.C.3 Consolider… 23 »: lines of a contents page run together."""
    return _LISTED.split(text) if _REFERENCED.match(text) else parted_entries(text)


def _starts_bold(raw: str) -> bool:
    stripped = raw.strip().lstrip("✓✔•▪ ")
    return stripped.startswith("**") and stripped.rstrip(" :").endswith("**") and stripped.count("**") == 2


def _lead(raw: str) -> str:
    """« **Quartier nord :** ouvrir… » : what the bold says before the rest."""
    match = _LEAD.match(raw.strip())
    return plain(match[1]).rstrip(" :") if match else ""


def _mark_gaps(units: list[Unit], source: Source) -> None:
    """A blank line above; a paragraph of a word processor stands by itself, whatever is above."""
    lines = source.lines
    printed = source.format in _PRINTED
    for unit in units:
        above = unit.place.line - 2
        blank = not (0 <= above < len(lines)) or not lines[above].strip()
        unit.gap = blank or not (printed or unit.cell or unit.is_item)


def describe(unit: Unit) -> None:
    """Set the label or the entry that a unit is written as."""
    if unit.is_break or unit.grid is not None or unit.label is not None or unit.entry is not None:
        return
    entry = named_entry(unit.text) if len(unit.text) <= _LONGEST_ENTRY and not unit.answer else None
    if entry is not None and (
        entry.ref is not None or not _OBJECTIVE_RANKS[0] <= entry.rank <= _OBJECTIVE_RANKS[1]
    ):
        unit.entry = entry
        if entry.ref is not None or entry.title:
            return
    found = heading_in(unit.text)
    if found is None:
        return
    label, content = found
    if unit.is_item and content:
        return
    if unit.answer and not label.kind and not unit.text.rstrip().endswith(":"):
        return
    unit.entry = None
    unit.label, unit.content = label, content
    unit.weak = unit.is_item
