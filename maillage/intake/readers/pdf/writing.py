"""Laid-out pages written as blocks: headings by size, items, table rows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.pdf.edges import mark_repeated, parted
from maillage.intake.readers.pdf.grids import Grid, GridCell
from maillage.intake.readers.pdf.lines import Line
from maillage.intake.readers.pdf.lines import lines_of as cell_lines_of
from maillage.intake.readers.pdf.pages import BoxUnit, PageUnit, TableUnit, cell_column, flow
from maillage.intake.readers.pdf.paragraphs import Composer, Passage, words_of
from maillage.intake.readers.pdf.sentences import PageWarning
from maillage.intake.readers.writing import SourceWriter

_LARGER = 1.12
_ALIKE = 1.07
_HEADING_LEVELS = 4
_LONGEST_HEADING = 260
_FURNITURE = 160


#: The line of a text that stands on a page, from 1, at a baseline.
LineAt = Callable[[int, float], int]


@dataclass(slots=True)
class _LastTable:
    """The table that a page ended with: it may go on."""

    xs: list[float]
    number: int
    page: int


_Part = TableUnit | list[Passage]


@dataclass(slots=True)
class _Page:
    """What a page holds in reading order."""

    head: list[_Part]
    body: list[_Part]
    foot: list[_Part]


class PdfWriter:
    """Writes the pages of one document."""

    def __init__(
        self,
        name: str,
        pages: Sequence[list[PageUnit]],
        warnings: Sequence[PageWarning] = (),
        line_at: LineAt | None = None,
    ) -> None:
        """``line_at`` is given where the lines are those of a text, which are not written again."""
        self._pages = pages
        self._warnings = warnings
        self._line_at = line_at
        self._writer = SourceWriter(name, SourceFormat.PDF if line_at is None else SourceFormat.TEXT)
        lines = [line for units in pages for line in _all_lines(units)]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        self._levels = _heading_sizes(sizes, self._body)
        self._composer = Composer(words_of(lines), self._body, exact=line_at is None)
        edges = sorted(line.x1 for line in lines if len(line.text) > 40)
        self._right = edges[int(0.98 * (len(edges) - 1))] if edges else None
        self._last: _LastTable | None = None
        mark_repeated(pages)

    def source(self) -> Source:
        """The document as blocks, a BREAK between two pages."""
        writer = self._writer
        written = [self._parts(units) for units in self._pages]
        for parts, following in itertools.pairwise(written):
            self._join(parts.body, following.body)
        for number, (units, parts) in enumerate(zip(self._pages, written, strict=True), start=1):
            if number > 1:
                writer.page_break()
            writer.page = number
            self._warn(number, units)
            for part in [*parts.head, *parts.body, *parts.foot]:
                if isinstance(part, TableUnit):
                    self._write_table(part.grid)
                else:
                    self._write_passages(part)
        return writer.source(pages=len(self._pages))

    def _warn(self, number: int, units: Sequence[PageUnit]) -> None:
        writer = self._writer
        told = [warning for warning in self._warnings if number in warning.pages]
        for warning in told:
            if warning.pages[0] == number:
                writer.warn(warning.sentence, writer.place())
        if not units and not told and self._line_at is None:
            writer.warn(f"La page {number} ne contient pas de texte.", writer.place())

    def _parts(self, units: Sequence[PageUnit]) -> _Page:
        """A page's passages and tables in reading order, what repeats at its edges set apart."""
        head, body, foot = parted(units)
        return _Page(*(self._in_order(each) if each else [] for each in (head, body, foot)))

    def _in_order(self, units: Sequence[PageUnit]) -> list[_Part]:
        parts: list[_Part] = []
        for part in flow(units, self._right):
            if isinstance(part, TableUnit):
                parts.append(part)
                continue
            passages = self._composer.compose(part.lines, part.right)
            above = parts[-1] if parts else None
            if isinstance(above, list):
                if self._composer.carries_on(above[-1], passages[0]):
                    above[-1].lines.extend(passages.pop(0).lines)
                above.extend(passages)
            else:
                parts.append(passages)
        return parts

    def _join(self, parts: Sequence[_Part], following: list[_Part]) -> None:
        """Put the end of a passage that the end of a page cut back to its start."""
        above, below = (parts[-1] if parts else None), (following[0] if following else None)
        if not isinstance(above, list) or not isinstance(below, list) or not above or not below:
            return
        above[-1].text = self._composer.text_of(above[-1])
        if self._composer.carries_on(above[-1], below[0]):
            above[-1].lines.extend(below.pop(0).lines)

    def _write_passages(self, passages: Sequence[Passage]) -> None:
        for passage in passages:
            self._write_passage(passage)
        if self._last is not None and sum(len(passage.text) for passage in passages) > _FURNITURE:
            self._last = None

    def _write_passage(self, passage: Passage) -> None:
        passage.text = self._composer.text_of(passage)
        self._stand_at(passage.lines[0].base)
        level = self._heading_level(passage)
        printed = [line.text for line in passage.lines]
        if level is not None:
            self._writer.heading(passage.text, level, bold=passage.bold)
        elif passage.marker:
            self._writer.item(passage.text, passage.level, passage.marker, bold=passage.bold, printed=printed)
        else:
            self._writer.paragraph(passage.text, bold=passage.bold, printed=printed)

    def _heading_level(self, passage: Passage) -> int | None:
        if passage.marker or len(passage.text) > _LONGEST_HEADING or passage.size < _LARGER * self._body:
            return None
        if not any(character.isalpha() for character in passage.text):
            return None
        smaller = [level for level, size in enumerate(self._levels, start=1) if size <= passage.size * _ALIKE]
        return min(smaller[0] if smaller else len(self._levels), _HEADING_LEVELS)

    def _write_table(self, grid: Grid) -> None:
        last = self._last
        page = self._writer.page or 1
        goes_on = last is not None and last.page == page - 1 and _same_columns(last.xs, grid.xs)
        number = last.number if last is not None and goes_on else self._writer.new_table()
        self._writer.blank()
        columns = _used_columns(grid)
        for row in range(len(grid.ys) - 1):
            cells = list(self._cells(grid, row, columns))
            if any(cell.lines for cell in cells):
                if goes_on and len(cells) > 1 and not cells[0].lines:
                    cells[0] = Cell(inherited=True)
                goes_on = False
                self._stand_at(_first_base(grid, row))
                self._writer.row(cells, number)
        self._writer.blank()
        self._last = _LastTable(grid.xs, number, page)

    def _stand_at(self, base: float) -> None:
        """Say which line of a text is written next."""
        if self._line_at is not None:
            self._writer.line = self._line_at(self._writer.page or 1, base)

    def _cells(self, grid: Grid, row: int, columns: Sequence[int]) -> Iterator[Cell]:
        seen: set[int] = set()
        for column in columns:
            cell = grid.owner[row, column]
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            yield Cell(inherited=True) if cell.row < row else self._cell(grid, cell)

    def _cell(self, grid: Grid, cell: GridCell) -> Cell:
        column = cell_column(grid, cell)
        passages = self._composer.compose(column.lines, column.right, titles=False)
        lines = tuple(
            f"{'  ' * passage.level}{passage.marker} {passage.text}" if passage.marker else passage.text
            for passage in passages
        )
        return Cell(lines=lines, bold=bool(passages) and all(passage.bold for passage in passages))


def _all_lines(units: Sequence[PageUnit]) -> Iterator[Line]:
    for unit in units:
        if isinstance(unit, Line):
            yield unit
        elif isinstance(unit, BoxUnit):
            yield from _all_lines(unit.units)
        else:
            for cell in unit.grid.cells:
                yield from cell_lines_of(cell.fragments)


def _heading_sizes(sizes: Counter[float], body: float) -> list[float]:
    """The sizes that headings are set in, largest first, near ones made one."""
    result: list[float] = []
    for size in sorted((each for each in sizes if each >= _LARGER * body), reverse=True):
        if not result or result[-1] / size > _ALIKE:
            result.append(size)
    return result


def _first_base(grid: Grid, row: int) -> float:
    return min(each.base for cell in grid.cells if cell.row == row for each in cell.fragments)


def _used_columns(grid: Grid) -> list[int]:
    """The columns where some filled cell begins; double walls leave empty ones."""
    begin = {cell.column for cell in grid.cells if cell.fragments}
    return [column for column in range(len(grid.xs) - 1) if column in begin]


def _same_columns(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(
        abs(one - other) < 4 for one, other in zip(first, second, strict=True)
    )
