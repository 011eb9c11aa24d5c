"""Tables of actions: what each row says of its action."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from maillage.intake.readers.blocks import Cell, Place
from maillage.intake.recognition.outline.cells import by_heading
from maillage.intake.recognition.outline.tree import Branch, Tree
from maillage.intake.recognition.units.grid import Column, Grid, GridRow, column_of
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry, bare_entry, named_entry
from maillage.intake.recognition.words.sections import Label, Section
from maillage.intake.recognition.words.text import fold, plain

_REFERENCE = re.compile(
    r"^(?:n\s*°?\s*)?(?:FA|action|fiche)?\s*\.?\s*((?:[IVX]+|[A-Z]|\d{1,2})(?:[.\-]?(?:[A-Z]|\d{1,2}))*)\.?$"
)

_LEADING_NUMBER = re.compile(r"^(\d{1,2})\s*[-–—.:)]\s+([^\W\d].*)$", re.DOTALL)
_LISTED_ACTION = re.compile(
    r"^\s*(?:[-–•▪]\s*\S|\d{1,2}\s*[.)/-]\s*\S|(?:FA|Action|Fiche)\b.*\d)", re.IGNORECASE
)
_TICK = re.compile(r"^(?:[xX✓✔●■►→▪•☒☑]|\[[xX]\]|oui)+$")
_LONG_CELL = 60
_FEW_CELLS = 4


@dataclass(slots=True)
class RowAction:
    """An action as a row of a table tells it: cells by section, term of the calendar."""

    branch: Branch
    place: Place
    cells: list[tuple[Label, Cell]] = field(default_factory=list)
    term: str | None = None
    years: list[int] = field(default_factory=list)


def read_grid(grid: Grid, tree: Tree, leaf: int) -> list[RowAction]:
    """Grow the tree with a grid's rows and return what they say of actions.

    ``leaf`` is the rank of the level that stands for the actions in tables that name none.
    """
    for header in grid.headers:
        for cell in header.cells:
            _add_written(tree, cell, header.place)
    reader = _Reader(grid, tree, leaf)
    for row in grid.rows:
        reader.take(row)
    return reader.actions


def _add_written(tree: Tree, cell: Cell, place: Place) -> Branch | None:
    text = plain(cell.text)
    entry = named_entry(text) or bare_entry(text)
    if entry is None or not entry.title or entry.ref is None:
        return None
    return tree.add(entry, place)


class _Reader:
    """Reads rows in order: blank and merged cells mean « as above »."""

    def __init__(self, grid: Grid, tree: Tree, leaf: int) -> None:
        self._leaf = leaf
        self._grid = grid
        self._tree = tree
        self.actions: list[RowAction] = []
        self._levels = sorted((i, c) for i, c in grid.columns.items() if c.level)
        self._has_title = any(_is(c, Section.TITLE) for c in grid.columns.values())
        self._current: RowAction | None = None

    def take(self, row: GridRow) -> None:
        """Read one row; a cell that lists several actions counts as so many rows."""
        if _is_header(row):
            for cell in row.cells:
                _add_written(self._tree, cell, row.place)
            self._current = None
            return
        for cells in self._one_action_each(self._shifted(row.cells)):
            self._take_cells(cells, row)

    def _one_action_each(self, cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        for i, column in self._grid.columns.items():
            if not _is(column, Section.TITLE) or i >= len(cells) or len(cells[i].lines) < 2:
                continue
            if all(_LISTED_ACTION.match(line) or _numbers_action(line) for line in cells[i].lines):
                alone = [Cell((line.lstrip(" -–•▪"),), bold=cells[i].bold) for line in cells[i].lines]
                return [(*cells[:i], cell, *cells[i + 1 :]) for cell in alone]
        return [cells]

    def _take_cells(self, cells: tuple[Cell, ...], row: GridRow) -> None:
        new = False
        for i, cell in enumerate(cells):
            if not cell.text or cell.inherited:
                continue
            new = self._outline_cell(i, cell, cells, row.place) or new
        if not new:
            self._title_alone(cells, row.place)
        if self._current is not None:
            self._details(cells)

    def _outline_cell(self, i: int, cell: Cell, cells: tuple[Cell, ...], place: Place) -> bool:
        column = self._grid.columns.get(i)
        if column is not None and column.level:
            return self._level_cell(i, column, cell, cells, place)
        above = named_entry(plain(cell.text)) if column is None or column.label is not None else None
        if above is not None and above.ref and above.title and not above.is_action:
            return self._stand(self._tree.add(above, place), place)
        if column is not None and _is(column, Section.REFERENCE):
            return self._numbered(plain(cell.text), i, cells, place)
        if column is not None and column.label is not None and not _is(column, Section.TITLE):
            return False
        text = plain(cell.text)
        entry = named_entry(text)
        if entry is not None and entry.ref is not None and entry.title:
            return self._stand(self._tree.add(entry, place), place)
        bare = bare_entry(text)
        if bare is not None and (i == 0 or self._grid.columns == {}):
            if not bare.title:
                return self._numbered(text, i, cells, place)
            return self._stand(self._tree.add(bare, place), place)
        return False

    def _level_cell(self, i: int, column: Column, cell: Cell, cells: tuple[Cell, ...], place: Place) -> bool:
        text = plain(cell.text)
        own = named_entry(text)
        if own is not None and own.ref and own.title and own.rank < column.rank:
            return self._stand(self._tree.add(own, place), place)
        deepest = column.rank >= self._leaf and not self._has_title
        below = [j for j in self._grid.columns if j > i]
        if (
            not deepest
            and below
            and not any(cells[j].text for j in below if j < len(cells))
            and named_entry(text) is None
        ):
            return False
        named = named_entry(text) or bare_entry(text) or named_entry(f"axe {text}")
        ref = named.ref if named else None
        title = named.title if named and named.title else text
        if named is not None and not named.title and named.ref is not None:
            title = ""
        rank = ACTION_RANK if deepest else column.rank
        branch = self._tree.add(Entry(column.level or "", rank, ref, title), place)
        if deepest:
            return self._stand(branch, place)
        return False

    def _numbered(self, text: str, i: int, cells: tuple[Cell, ...], place: Place) -> bool:
        """A reference in its own cell: the title is in the next cell, or in the title's column."""
        match = _REFERENCE.match(text)
        entry = named_entry(text)
        if match is None and (entry is None or entry.ref is None):
            return False
        ref = match[1] if match else (entry.ref if entry else None)
        title = self._title(cells) or (plain(cells[i + 1].text) if i + 1 < len(cells) else "")
        if not title:
            return False
        branch = self._tree.add(Entry("Action", ACTION_RANK, ref, _without_number(title)), place)
        return self._stand(branch, place)

    def _title_alone(self, cells: tuple[Cell, ...], place: Place) -> None:
        title = self._title(cells)
        if not title or fold(title) in {"total", "totaux"}:
            return
        entry = named_entry(title) or bare_entry(title)
        if entry is None or not entry.title or entry.ref is None:
            numbered = _LEADING_NUMBER.match(title)
            ref, words = (numbered[1], numbered[2]) if numbered else (None, title)
            entry = Entry("Action", ACTION_RANK, ref, words)
        self._stand(self._tree.add(Entry("Action", ACTION_RANK, entry.ref, entry.title), place), place)

    def _title(self, cells: tuple[Cell, ...]) -> str:
        for i, column in self._grid.columns.items():
            if _is(column, Section.TITLE) and i < len(cells) and not cells[i].inherited:
                return plain(cells[i].text)
        return ""

    def _stand(self, branch: Branch, place: Place) -> bool:
        if branch.is_action:
            self._current = RowAction(branch, place)
            self.actions.append(self._current)
            return True
        self._current = None
        return False

    def _details(self, cells: tuple[Cell, ...]) -> None:
        current = self._current
        if current is None:
            return
        for i, column in self._grid.columns.items():
            if i >= len(cells) or not cells[i].text:
                continue
            if column.year and column.year not in current.years and _is_tick(cells[i].text):
                current.years.append(column.year)
            elif column.term and current.term is None and fold(cells[i].text) not in {"", "non"}:
                current.term = (
                    column.term if any(c.isalnum() or c in "●■✓✔✗→►" for c in cells[i].text) else None
                )
            elif column.label is not None and column.label.section not in (Section.TITLE, Section.REFERENCE):
                current.cells.extend(by_heading(column.label, cells[i]))

    def _shifted(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """A merged cell above shifts a row to the left: put its text back under the deepest level."""
        if len(self._levels) < 2 or not cells:
            return cells
        cells = self._unpushed(cells)
        width = max(self._grid.columns) + 1
        filled = _filled(cells)
        if 0 < filled < width and _holds_list(cells[filled - 1]) and filled - 1 <= self._levels[-1][0]:
            cells = (Cell(),) * (width - filled) + cells[:filled]
        last = self._levels[-1][0]
        if last >= len(cells) or cells[last].text or not any(cell.text for cell in cells[last + 1 :]):
            return cells
        above = [i for i, _ in self._levels[:-1] if i < len(cells) and cells[i].text]
        if not above or self._is_level(plain(cells[above[-1]].text)):
            return cells
        moved = list(cells)
        moved[last], moved[above[-1]] = cells[above[-1]], Cell()
        return tuple(moved)

    def _unpushed(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """A blank cell too many pushes a row to the right: a wider level's title stands under the next."""
        width = max((_filled(header.cells) for header in self._grid.headers), default=0)
        if not width or _filled(cells) <= width or cells[0].text:
            return cells
        for (_, column), (i, _) in pairwise(self._levels):
            known = self._tree.by_title(plain(cells[i].text)) if i < len(cells) and cells[i].text else None
            if known is not None and known.rank == column.rank:
                return cells[1:]
        blank = all(not cells[i].text for i, _ in self._levels)
        return cells[1:] if blank else cells

    def _is_level(self, text: str) -> bool:
        return named_entry(text) is not None or self._tree.by_title(text) is not None


def _filled(cells: tuple[Cell, ...]) -> int:
    """How many cells a row has, up to the last that holds something."""
    return max((i for i, cell in enumerate(cells) if cell.text), default=-1) + 1


def _numbers_action(line: str) -> bool:
    """« A1.2 Ouvrir… »: a line of a cell that carries its own number."""
    entry = bare_entry(plain(line))
    return entry is not None and entry.is_action and bool(entry.title)


def _holds_list(cell: Cell) -> bool:
    return len(cell.lines) > 1 or len(cell.text) > _LONG_CELL


def _is_header(row: GridRow) -> bool:
    """A header printed again over the next page or the next objective."""
    texts = [cell.text for cell in row.cells if cell.text]
    known = sum(1 for text in texts if column_of(text) is not None)
    if known >= 2 and known * 2 >= len(texts):
        return True
    first = bare_entry(plain(texts[0])) if texts else None
    return known >= 1 and first is not None and (first.depth or 0) < 2 and len(texts) <= _FEW_CELLS


def _is_tick(text: str) -> bool:
    """« X », « ● » under a year; words there are steps of the calendar and are left."""
    return bool(_TICK.match(text.strip()))


def _is(column: Column, section: Section) -> bool:
    return column.label is not None and column.label.section is section


def _without_number(title: str) -> str:
    return re.sub(r"^\d{1,2}\s*[-–—.)]\s*(?=[^\W\d])", "", title)
