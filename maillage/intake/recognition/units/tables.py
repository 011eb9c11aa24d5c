"""Tables: kept whole where they list actions, else unrolled as if they were text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from maillage.intake.readers.blocks import Block, BlockKind, Cell, Place
from maillage.intake.readers.text.layout import split_bullet
from maillage.intake.recognition.units.columns import fiches_in_columns
from maillage.intake.recognition.units.grid import Grid, continued, grid_of
from maillage.intake.recognition.units.labels import heading_in
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import Entry, bare_entry, level_of_column, named_entry
from maillage.intake.recognition.words.parts import points_at_place
from maillage.intake.recognition.words.sections import DIAGNOSIS_SECTIONS, Label, Section, label_of
from maillage.intake.recognition.words.text import fold, is_shouted, plain

_FEWEST_HEADED = 4
_LONGEST_HEAD = 8
_FINDINGS = (*DIAGNOSIS_SECTIONS, Section.CONTEXT)
#: What only a diagnosis says; « Enjeux » or « Constats » may head the levels of a plan too.
_JUDGED = frozenset({Section.STRENGTHS, Section.WEAKNESSES, Section.OPPORTUNITIES, Section.THREATS})
_DEEP_HEADING = 9
_PAGE_NUMBER = re.compile(r"^(?:p(?:age)?\.?\s*)?(\d{1,3})$", re.IGNORECASE)
#: The column of an indicators' table that says what to reach.
_TO_REACH = re.compile(r"\b(?:cibles?|valeurs?|attendue?s?|vise|visee|a atteindre|objectifs?)\b")
#: « - Une charte - Un guide »: the items of a cell whose lines were lost.
_RUN_IN = {mark: re.compile(rf"\s+(?={mark}\s+[A-ZÀ-ÖØ-Þ0-9«])") for mark in "-–•"}
_FOOT = re.compile(r"^(?:page|p\.?)\s*\d{1,3}(?:\s*(?:/|sur|de)\s*\d{1,3})?$", re.IGNORECASE)


def units_of_table(blocks: list[Block], *, above: Grid | None = None) -> list[Unit]:
    """The units of one table's rows; ``above`` is the table that it may go on with."""
    if above is not None and (grid := continued(above, blocks)) is not None:
        return [Unit(BlockKind.ROW, plain(blocks[0].text), blocks[0].place, cell=True, grid=grid)]
    if all(len(block.cells) == 1 for block in blocks):
        return [Unit(BlockKind.PARAGRAPH, plain(b.text), b.place, gap=False) for b in blocks if plain(b.text)]
    if len(blocks) == 1 and any(_FOOT.match(plain(cell.text)) for cell in blocks[0].cells):
        return []
    if len(blocks) == 1 and points_at_place(" | ".join(plain(cell.text) for cell in blocks[0].cells)):
        return []
    if _is_contents(blocks):
        return [_contents_line(block) for block in blocks if block.text.strip(" |")]
    if _is_diagnosis(blocks[0]):
        return _findings(blocks)
    if _is_kinds(blocks[0]):
        return _Unrolled(blocks).units
    columns = fiches_in_columns(blocks)
    if columns:
        return [unit for column in columns for unit in _Unrolled(column).units]
    grid = grid_of(blocks)
    if grid is not None:
        text = " ".join(block.text for block in blocks)
        return [Unit(BlockKind.ROW, plain(text), blocks[0].place, cell=True, grid=grid)]
    return _Unrolled(blocks).units


def _is_diagnosis(head: Block) -> bool:
    """« Thématiques | Atouts | Faiblesses »: what was found, theme by theme."""
    labels = [_label(cell) for cell in head.cells[1:] if cell.text]
    first = _label(head.cells[0]) if head.cells else None
    named = bool(head.cells and head.cells[0].text) and (first is None or first.section is Section.ASIDE)
    return len(labels) >= 2 and all(label and label.section in _FINDINGS for label in labels) and named


def _is_kinds(head: Block) -> bool:
    """« Atouts | Faiblesses | Enjeux »: what was found on the theme that stands above the table."""
    labels = [_label(cell) for cell in head.cells]
    sections = {label.section for label in labels if label is not None}
    distinct = len(sections) == len(head.cells) >= 2
    return distinct and sections <= DIAGNOSIS_SECTIONS and bool(sections & _JUDGED)


def _findings(blocks: list[Block]) -> list[Unit]:
    units: list[Unit] = []
    heads = blocks[0].cells
    for block in blocks[1:]:
        theme = plain(block.cells[0].text) if block.cells else ""
        if theme:
            units.append(Unit(BlockKind.HEADING, theme, block.place, level=_DEEP_HEADING))
        for head, cell in list(zip(heads, block.cells, strict=False))[1:]:
            label = _label(head)
            if label is None or not cell.text:
                continue
            units.append(Unit(BlockKind.PARAGRAPH, plain(head.text), block.place, cell=True, label=label))
            units.extend(
                Unit(BlockKind.ITEM, plain(line).lstrip("-• "), block.place, cell=True, answer=True)
                for line in cell.lines
                if plain(line)
            )
    return units


def _is_contents(blocks: list[Block]) -> bool:
    """« Préambule | 3 », « Axe 1 – Grandir | p. 6 »: titles, most with a page, and pages that grow."""
    rows = [row for block in blocks if (row := [plain(cell.text) for cell in block.cells if cell.text])]
    paged = [match for row in rows if len(row) == 2 and (match := _PAGE_NUMBER.match(row[1]))]
    if any(len(row) > 2 for row in rows) or any(len(row) == 2 for row in rows if not _has_page(row)):
        return False
    pages = [int(match[1]) for match in paged]
    grows = all(one <= other for one, other in pairwise(pages))
    return len(paged) >= _FEWEST_HEADED and len(paged) * 2 >= len(rows) and grows and pages[0] < pages[-1]


def _has_page(row: list[str]) -> bool:
    return len(row) == 2 and _PAGE_NUMBER.match(row[1]) is not None


def _contents_line(block: Block) -> Unit:
    title = next(plain(cell.text) for cell in block.cells if cell.text)
    return Unit(BlockKind.PARAGRAPH, title, block.place, gap=False, listed=True)


class _Unrolled:
    """Reads the rows of a fiche set as a table."""

    def __init__(self, blocks: list[Block]) -> None:
        self.units: list[Unit] = []
        self._heads: list[tuple[Label, str] | None] = []
        self._headed_rows = _has_headed_rows(blocks)
        for block in blocks:
            self._take(block)

    def _take(self, block: Block) -> None:
        cells = list(block.cells)
        filled = [cell for cell in cells if cell.text]
        labels = [_label(cell) for cell in filled]
        if any(labels) and not all(labels) and all(_is_box(cell) for cell in filled):
            self._heads = []
            for cell in filled:
                self._values(cell, block.place, answer=False)
            return
        if len(filled) >= 2 and all(label is not None for label in labels):
            self._heads = [(label, plain(c.text)) if (label := _label(c)) else None for c in cells]
            return
        if self._heads and not any(labels):
            self._under_heads(cells, block.place)
            return
        self._heads = []
        self._along(cells, block.place)

    def _under_heads(self, cells: list[Cell], place: Place) -> None:
        if self._under_indicator(cells, place):
            return
        for head, cell in zip(self._heads, cells, strict=False):
            if head is None or not cell.text:
                continue
            self.units.append(Unit(BlockKind.PARAGRAPH, head[1], place, cell=True, label=head[0]))
            self._values(cell, place, answer=True)

    def _under_indicator(self, cells: list[Cell], place: Place) -> bool:
        """« Indicateur | Valeur cible | Échéance »: one indicator a row, with what it has to reach."""
        first = self._heads[0] if self._heads else None
        if first is None or first[0].section is not Section.INDICATORS or not cells[0].text:
            return False
        value = next(
            (
                plain(cell.text)
                for head, cell in list(zip(self._heads, cells, strict=False))[1:]
                if head is not None and cell.text and _TO_REACH.search(fold(head[1]))
            ),
            None,
        )
        if value is None:
            return False
        text = f"{plain(cells[0].text)} : {value}"
        self.units.append(Unit(BlockKind.PARAGRAPH, first[1], place, cell=True, bold=True, label=first[0]))
        self.units.append(Unit(BlockKind.ITEM, text, place, cell=True, answer=True))
        return True

    def _along(self, cells: list[Cell], place: Place) -> None:
        """A row of headings and values side by side."""
        filled = [cell for cell in cells if cell.text]
        index = 0
        labelled = False
        while index < len(filled):
            cell = filled[index]
            following = filled[index + 1] if index + 1 < len(filled) else None
            if following is not None and self._level(cell, following, place):
                index += 2
                continue
            label = _label(cell)
            if label is None and self._headed_rows and index == 0 and following and _may_head(cell):
                label = Label(Section.ASIDE)
            if label is not None:
                text = plain(cell.text)
                self.units.append(Unit(BlockKind.PARAGRAPH, text, place, cell=True, bold=True, label=label))
            else:
                self._values(cell, place, answer=labelled and not _headed(cell))
            labelled = label is not None
            index += 1

    def _level(self, cell: Cell, value: Cell, place: Place) -> bool:
        """« Axe | Accueillir… »: an entry; « Objectif stratégique | … »: left for the document to tell."""
        head, text = plain(cell.text).rstrip(" :"), plain(value.text)
        level = level_of_column(head)
        if level is None or head.endswith("s") or len(value.lines) > 1:
            return False
        label = _label(cell)
        if label is not None:
            self.units.append(
                Unit(BlockKind.PARAGRAPH, f"{head} : {text}", place, cell=True, label=label, content=text)
            )
            return True
        entry = _entry_of_value(text, *level)
        self.units.append(Unit(BlockKind.PARAGRAPH, text, place, cell=True, entry=entry))
        return True

    def _values(self, cell: Cell, place: Place, *, answer: bool) -> None:
        for line in _lines(cell):
            bullet = split_bullet(line)
            depth, marker, raw = bullet if bullet else (0, "", line)
            text = plain(raw)
            if not text:
                continue
            kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
            unit = Unit(
                kind, text, place, depth=depth, marker=marker, bold=cell.bold, cell=True, answer=answer
            )
            self.units.append(unit)


def _lines(cell: Cell) -> Sequence[str]:
    """The lines of a cell; those of a list run together come back where the mark that opens it does."""
    run_in = _RUN_IN.get(cell.lines[0][:1]) if len(cell.lines) == 1 else None
    return run_in.split(cell.lines[0]) if run_in is not None else cell.lines


def _has_headed_rows(blocks: list[Block]) -> bool:
    """A fiche in two columns: nearly every row begins with a heading."""
    rows = [filled for block in blocks if len(filled := [cell for cell in block.cells if cell.text]) == 2]
    headed = sum(1 for row in rows if _label(row[0]) is not None)
    return headed >= _FEWEST_HEADED and headed * 3 >= len(rows) * 2


def _may_head(cell: Cell) -> bool:
    """A left cell beside others that are headings: it ends the section above, whatever it is about."""
    text = plain(cell.text)
    entry = named_entry(text) or bare_entry(text)
    return entry is None and len(text.split()) <= _LONGEST_HEAD and not text.endswith((".", ",", ";"))


def _is_box(cell: Cell) -> bool:
    """« Pilote(s) », and under it « Service habitat »: a label on its own line, then what it heads."""
    if len(cell.lines) < 2 or label_of(plain(cell.lines[0]).rstrip(" :")) is None:
        return False
    under = plain(cell.lines[1])
    if label_of(under.rstrip(" :")) is not None:
        # « Indicateurs », and « Réalisation » under it: one heading on two lines.
        return False
    return bool(under) and (under[0].isupper() or under[0].isdigit()) and not is_shouted(under)


def _label(cell: Cell) -> Label | None:
    if any(split_bullet(line) for line in cell.lines[1:]):
        return None
    return label_of(plain(cell.text).rstrip(" :"))


def _headed(cell: Cell) -> bool:
    """« CALENDRIER 2026 » beside an empty « MOYENS »: a cell that brings its own heading answers no other."""
    text = plain(cell.lines[0])
    found = heading_in(text)
    return found is not None and (is_shouted(text.split()[0]) or text.rstrip().endswith(":"))


def _entry_of_value(text: str, name: str, rank: int) -> Entry:
    """« Axe | 2. Soutenir… »: the entry that a level's cell and its value make."""
    named = named_entry(text)
    if named is not None:
        return named
    bare = bare_entry(text) or named_entry(f"{name} {text}")
    if bare is not None and bare.title:
        return Entry(name=name, rank=rank, ref=bare.ref, title=bare.title)
    return Entry(name=name, rank=rank, ref=None, title=text)


__all__ = ["heading_in", "units_of_table"]
