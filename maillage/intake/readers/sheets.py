"""A sheet written as blocks: the lines above its table, the tables parted, merged cells kept.

Shared by every format that has sheets. Rows and columns count from 1, as in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.writing import SourceWriter

Square = tuple[int, int]

_DEFAULT_NAMES = ("feuil", "sheet", "tabelle")
_FEWEST_COLUMNS = 4
_TITLE_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet holds.

    ``cells``: the filled squares. ``covered``: those of the first column of a merged range
    that lie below its own cell. ``notes``: the comments of cells.
    """

    title: str
    cells: Mapping[Square, Cell]
    covered: frozenset[Square] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notes: Mapping[Square, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    squares: tuple[tuple[str, Cell], ...]

    @property
    def filled(self) -> list[tuple[str, Cell]]:
        return [(reference, cell) for reference, cell in self.squares if cell.lines or cell.inherited]


def write_sheet(writer: SourceWriter, sheet: Sheet, *, titled: bool) -> None:
    """Write ``sheet`` at the place that ``writer`` stands at.

    ``titled`` says that the sheet's name is worth a heading: it is not the only one.
    """
    _tell_hidden(writer, sheet)
    regions = [rows for columns in _regions(sheet) if (rows := list(_rows(sheet, columns)))]
    for position, rows in enumerate(regions):
        _write_region(writer, rows, sheet.title.strip() if titled and not position else "")
    for (row, column), text in sorted(sheet.notes.items()):
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            reference = f"{column_letters(column)}{row}"
            writer.note(f"Commentaire en {reference}\u00a0: {text}", cell=reference)


def column_letters(column: int) -> str:
    """« A » for 1, « AB » for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _write_region(writer: SourceWriter, rows: Sequence[_Row], name: str) -> None:
    """One table, with the lines above it; ``name`` is the sheet's, where it is to be shown."""
    opening = next((line for _, cell in rows[0].squares for line in cell.lines), "")
    says_more = bool(name) and opening.lower().startswith(name.lower())
    if name and not says_more and not name.lower().startswith(_DEFAULT_NAMES):
        writer.heading(name, 1)
    width = max(len(row.squares) for row in rows)
    above: int | None = None
    table: int | None = None
    before: _Row | None = None
    for row in rows:
        filled = row.filled
        if table is None and len(filled) == 1 and width > 1:
            _write_title(writer, *filled[0], heads=says_more and row is rows[0])
            continue
        if table is None and _is_said_above(row, width):
            above = above or writer.new_table()
            writer.row([cell for _, cell in filled], above, cell=filled[0][0])
            continue
        if table is None or (before is not None and _starts_anew(before, row, rows)):
            table = writer.new_table()
        before = row
        alone = len(filled) == 1 and filled[0][0] == row.squares[0][0]
        writer.row([cell for _, cell in (filled if alone else row.squares)], table, cell=row.squares[0][0])


def _write_title(writer: SourceWriter, reference: str, cell: Cell, *, heads: bool) -> None:
    for line in cell.lines:
        if heads:
            writer.heading(line, 1, bold=cell.bold)
        else:
            writer.paragraph(line, bold=cell.bold, cell=reference)


def _is_said_above(row: _Row, width: int) -> bool:
    """« Territoire | Val d’Orle » over a wide table: words of its title, no row of it."""
    filled = [bool(cell.lines) for _, cell in row.squares]
    inherits = any(cell.inherited for _, cell in row.squares)
    return (
        width >= _FEWEST_COLUMNS
        and not inherits
        and sum(filled) == _TITLE_COLUMNS
        and not any(filled[_TITLE_COLUMNS:])
    )


def _starts_anew(before: _Row, row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether ``row``, below empty rows, is the header of another table: all bold, as few others are."""
    if row.number - before.number < 2 or len(row.filled) < 2:
        return False
    heavy = [_is_bold(each) for each in rows]
    return _is_bold(row) and sum(heavy) * 2 < len(heavy)


def _is_bold(row: _Row) -> bool:
    return len(row.filled) > 1 and all(cell.bold for _, cell in row.squares if cell.lines)


def _regions(sheet: Sheet) -> list[list[int]]:
    """The columns that hold something, parted where two tables stand side by side."""
    used = sorted({column for _, column in sheet.cells} - sheet.hidden_columns)
    runs: list[list[int]] = []
    for column in used:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    regions: list[list[int]] = []
    for run in runs:
        if regions and not _are_two_tables(sheet, regions[-1], run):
            regions[-1].extend(run)
        else:
            regions.append(run)
    return regions


def _are_two_tables(sheet: Sheet, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether an empty column parts two tables: they repeat a heading, or start at different rows."""
    heads = [_head(sheet, columns) for columns in (left, right)]
    if min(len(left), len(right)) < 2 or None in heads:
        return False
    (row, words), (other, other_words) = (head for head in heads if head is not None)
    return row != other or bool(words & other_words)


def _head(sheet: Sheet, columns: Sequence[int]) -> tuple[int, set[str]] | None:
    """The first row of ``columns`` with two filled cells at least, and its words, if rows follow it."""
    texts: dict[int, list[str]] = {}
    for (row, column), cell in sheet.cells.items():
        if column in columns and row not in sheet.hidden_rows:
            texts.setdefault(row, []).append(cell.text.strip().lower())
    wide = sorted(row for row, found in texts.items() if len(found) > 1)
    return (wide[0], set(texts[wide[0]])) if len(wide) > 1 else None


def _rows(sheet: Sheet, columns: Sequence[int]) -> Iterator[_Row]:
    """The rows that hold something in ``columns``."""
    kept = set(columns)
    filled = {row for row, column in sheet.cells if column in kept}
    for number in sorted(filled - sheet.hidden_rows):
        yield _Row(
            number,
            tuple(
                (
                    f"{column_letters(column)}{number}",
                    sheet.cells.get((number, column)) or Cell(inherited=(number, column) in sheet.covered),
                )
                for column in columns
            ),
        )


def _tell_hidden(writer: SourceWriter, sheet: Sheet) -> None:
    rows = len({row for row, _ in sheet.cells} & sheet.hidden_rows)
    columns = len({column for _, column in sheet.cells} & sheet.hidden_columns)
    if not rows and not columns:
        return
    what = [f"{rows} ligne{'s' * (rows > 1)}"] * bool(rows)
    what += [f"{columns} colonne{'s' * (columns > 1)}"] * bool(columns)
    plural = "s" if rows + columns > 1 else ""
    verb = "n’ont pas été lues" if plural else "n’a pas été lue"
    writer.warn(
        f"Feuille «\u00a0{sheet.title}\u00a0»\u00a0: {' et '.join(what)} masquée{plural} {verb}.",
        writer.place(),
    )
