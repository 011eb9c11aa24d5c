"""One page laid out: its tables, its frames and its running text in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.pdf.columns import reading_order
from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.grids import Grid, GridCell, find_grids
from maillage.intake.readers.pdf.labels import labelled_rows
from maillage.intake.readers.pdf.lines import Line, lines_of, side_by_side
from maillage.intake.readers.pdf.rules import Rule
from maillage.intake.readers.pdf.turned import Band

_NEAR_MARGIN = 0.35


@dataclass(slots=True)
class TableUnit:
    """A table in its place."""

    grid: Grid
    framed: bool = True

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.grid.xs[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.grid.xs[-1]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.grid.ys[0]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.grid.ys[-1]


@dataclass(slots=True)
class BoxUnit:
    """A frame around text, and what stands in it."""

    x0: float
    x1: float
    top: float
    bottom: float
    units: list[PageUnit]
    framed: bool = True


PageUnit = Line | TableUnit | BoxUnit


@dataclass(slots=True)
class Column:
    """Lines that follow each other, and how far right they may run."""

    lines: list[Line]
    right: float


def lay_out(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> list[PageUnit]:
    """Everything on a page: lines outside any frame, tables, frames with their own."""
    left = list(fragments)
    inside: list[TableUnit | BoxUnit] = []
    bands: list[Band] = []
    for grid in find_grids(rules):
        taken = [fragment for fragment in left if grid.contains(fragment)]
        held = [unit for unit in inside if _holds(grid, unit)]
        if not taken and not held:
            continue
        if not held and all(fragment.turned for fragment in taken):
            bands.append(Band.around(taken, grid))
            left = [fragment for fragment in left if fragment not in taken]
            continue
        for fragment in taken:
            grid.cell_at(fragment).fragments.append(fragment)
        left = [fragment for fragment in left if not grid.contains(fragment)]
        if not held and grid.is_table:
            inside.append(TableUnit(grid))
        else:
            inside = [unit for unit in inside if unit not in held]
            inside.extend(_boxes(grid, held))
    # What stands on its side along a table is one of its cells, and in a band it may name what is
    # beside it; elsewhere it is an ornament.
    lines = lines_of(each for each in left if not each.turned)
    named = [line for band in bands if (line := _name(band, lines, inside)) is not None]
    return [*lines, *named, *inside]


def _name(band: Band, lines: Sequence[Line], inside: Sequence[TableUnit | BoxUnit]) -> Line | None:
    """The text of a band above what it stands beside, in the frame where it is only one.

    A word beside what has labels of its own gathers them and says nothing more: None.
    """
    beside = [unit for unit in inside if band.is_beside(unit)]
    if band.is_word and any(map(_is_labelled, beside)):
        return None
    if len(beside) == 1 and isinstance(beside[0], BoxUnit):
        beside[0].units.append(band.line_above(beside[0].units))
        return None
    return band.line_above(beside or [line for line in lines if band.is_beside(line)])


def _is_labelled(unit: PageUnit) -> bool:
    """Whether the first thing read in ``unit`` is a line of its own in bold letters."""
    if isinstance(unit, Line):
        return unit.bold or unit.text.endswith(":")
    units = unit.units if isinstance(unit, BoxUnit) else lines_of(unit.grid.cells[0].fragments)
    return bool(units) and _is_labelled(min(units, key=lambda each: (round(each.top), each.x0)))


def _holds(grid: Grid, unit: TableUnit | BoxUnit) -> bool:
    return (
        grid.xs[0] - 4 <= unit.x0
        and unit.x1 <= grid.xs[-1] + 4
        and grid.ys[0] - 4 <= unit.top
        and unit.bottom <= grid.ys[-1] + 4
    )


def _boxes(grid: Grid, held: Sequence[TableUnit | BoxUnit]) -> Iterator[BoxUnit]:
    """The filled cells of a grid that is no table, each a frame of its own."""
    rest = list(held)
    for cell in grid.cells:
        x0, x1 = grid.xs[cell.column], grid.right_of(cell)
        top, bottom = grid.ys[cell.row], grid.ys[cell.last_row + 1]
        mine = [
            unit for unit in rest if x0 - 4 <= unit.x0 and unit.x1 <= x1 + 4 and top - 4 <= unit.top < bottom
        ]
        rest = [unit for unit in rest if unit not in mine]
        if cell.fragments or mine:
            yield BoxUnit(x0, x1, top, bottom, [*lines_of(cell.fragments), *mine])
    yield from (unit for unit in rest if isinstance(unit, BoxUnit))


def flow(
    units: Sequence[PageUnit], right: float | None = None, *, walled: bool = False
) -> Iterator[Column | TableUnit]:
    """``units`` in reading order: columns of lines, and tables between them.

    ``right`` is how far lines may run: a wall, or else the usual margin of the document.
    """
    outermost = max(unit.x1 for unit in units)
    for column in reading_order(units, _as_table):
        lines: list[Line] = []
        edge = max(unit.x1 for unit in column)
        if right is not None:
            near = right - edge < _NEAR_MARGIN * (right - min(unit.x0 for unit in column))
            if near or (walled and edge > outermost - 1):
                edge = max(edge, right)
        for unit in column:
            if isinstance(unit, Line):
                lines.append(unit)
                continue
            if lines:
                yield Column(side_by_side(lines), edge)
                lines = []
            if isinstance(unit, TableUnit):
                yield unit
            else:
                yield from flow(unit.units, unit.x1 - 4, walled=True)
        if lines:
            yield Column(side_by_side(lines), edge)


def _as_table(columns: Sequence[Sequence[PageUnit]]) -> PageUnit | None:
    grid = labelled_rows(columns)
    return TableUnit(grid) if grid is not None else None


def cell_column(grid: Grid, cell: GridCell) -> Column:
    """The lines of one cell."""
    lines = side_by_side(lines_of(cell.fragments))
    padding = min((line.x0 for line in lines), default=0.0) - grid.xs[cell.column]
    return Column(lines, grid.right_of(cell) - min(max(padding, 0.0), 8.0))
