"""A table that lists actions: one row each, or the plan's levels in columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Block, Cell, Place
from maillage.intake.recognition.words.levels import ACTION_RANK, bare_entry, level_of_column, named_entry
from maillage.intake.recognition.words.sections import Label, Section, label_of
from maillage.intake.recognition.words.text import fold, plain, stem

_HEADER_LINES = 4
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 70
#: Headings of a column of titles; over a list inside a fiche they would mean its steps.
_PLURALS = frozenset({"actions", "fiches actions", "fiches"})
#: « Fiches » over a column; alone on a line of a fiche it would head nothing.
_SHEETS = frozenset({"fiche", "fiche projet"})
_YEAR = re.compile(r"^20\d\d$")
_TERMS = {"court": "court", "moyen": "moyen", "long": "long", "prochaine": "prochaine"}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a level of the tree, a section of the fiche, a term or a year to tick."""

    level: str | None = None
    rank: int = 0
    label: Label | None = None
    term: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row under the header, with its place."""

    cells: tuple[Cell, ...]
    place: Place


@dataclass(slots=True)
class Grid:
    """The rows of a table of actions and the meaning of its columns, by position.

    ``guessed`` gives the columns whose unknown heading was understood from what they hold.
    """

    rows: list[GridRow]
    columns: dict[int, Column] = field(default_factory=dict)
    headers: list[GridRow] = field(default_factory=list)
    guessed: dict[str, Section] = field(default_factory=dict)


def grid_of(blocks: list[Block]) -> Grid | None:
    """The grid that the rows of one table make, None for any other table."""
    rows = [GridRow(block.cells, block.place) for block in blocks]
    columns, first = _header(rows)
    if _lists_actions(columns, rows[first:]):
        return Grid(rows=rows[first:], columns=columns, headers=rows[:first])
    terms = sum(1 for column in columns.values() if column.term)
    entries = _entries(rows)
    if entries >= 2 and (terms >= 2 or entries > 2 * _labels(rows)):
        return Grid(rows=rows[first:] if columns else rows, columns=columns, headers=rows[:first])
    return None


def continued(above: Grid, blocks: list[Block]) -> Grid | None:
    """The rest of a table that a page's end cut: as wide, without any header nor heading of its own."""
    width = max((len(row.cells) for row in (*above.headers, *above.rows)), default=0)
    rows = [GridRow(block.cells, block.place) for block in blocks]
    if len(above.columns) < _FEWEST_COLUMNS or max(len(row.cells) for row in rows) != width:
        return None
    if _header(rows)[1] or any(row.cells and _is_label(row.cells[0].text) for row in rows):
        return None
    return Grid(rows=rows, columns=above.columns)


def column_of(text: str) -> Column | None:
    """The meaning of a column heading, None where the words say nothing."""
    clean = plain(text).rstrip(" :")
    if not clean or len(clean) > _LONGEST_HEADER:
        return None
    if _YEAR.match(clean):
        return Column(year=int(clean))
    singular = " ".join(stem(word) for word in fold(clean).split()) if clean.lower() in _PLURALS else clean
    if singular in _SHEETS:
        return Column(label=Label(Section.TITLE))
    for part in (singular, clean.split("/")[0].strip()):
        level = level_of_column(part)
        if level is not None:
            return Column(level=level[0], rank=level[1])
        label = label_of(part)
        if label is not None:
            return Column(label=label)
    words = fold(clean).split()
    if words and words[0].rstrip("s") in _TERMS and len(words) <= 3:
        return Column(term=_TERMS[words[0].rstrip("s")])
    return None


def _header(rows: list[GridRow]) -> tuple[dict[int, Column], int]:
    """The columns told by the first rows, and the number of rows that the header takes."""
    columns: dict[int, Column] = {}
    texts: dict[int, str] = {}
    taken = 0
    for number, row in enumerate(rows[:_HEADER_LINES]):
        found = {i: column_of(cell.text) for i, cell in enumerate(row.cells)}
        known = {i: column for i, column in found.items() if column is not None}
        filled = sum(1 for cell in row.cells if cell.text)
        if (
            len(known) >= 2
            or (known and columns and len(known) >= filled - 1)
            or (known and number == 0 and filled <= 4)
        ):
            columns.update(known)
            texts.update({i: row.cells[i].text for i in known})
            taken = number + 1
        elif columns:
            break
    return (_settled(columns, rows[:taken]), taken) if len(columns) >= 2 else ({}, 0)


def _settled(columns: dict[int, Column], headers: list[GridRow]) -> dict[int, Column]:
    """Levels stand left of the action's own column: « Objectifs » to its right are a section."""
    titles = [i for i, column in columns.items() if _names_action(column)]
    result = dict(columns)
    for i, column in columns.items():
        if not titles or i < min(titles) or column.level is None or column.rank >= ACTION_RANK:
            continue
        texts = [plain(row.cells[i].text).rstrip(" :") for row in headers if i < len(row.cells)]
        label = next((found for text in texts if (found := label_of(text)) is not None), None)
        if label is not None:
            result[i] = Column(label=label)
    return result


def _names_action(column: Column) -> bool:
    if column.level is not None:
        return column.rank >= ACTION_RANK
    return column.label is not None and column.label.section is Section.TITLE


def _lists_actions(columns: dict[int, Column], rows: list[GridRow]) -> bool:
    if not columns or not rows:
        return False
    sections = [column.label.section for column in columns.values() if column.label]
    levels = [column for column in columns.values() if column.level]
    named = Section.TITLE in sections or Section.REFERENCE in sections
    if not (named or len(levels) >= 2 or (levels and levels[0].rank < 50 and sections)):
        return False
    if len(columns) == 2 and named and not levels and Section.TITLE in sections and len(sections) == 2:
        return sum(1 for row in rows if row.cells and not _is_label(row.cells[0].text)) >= max(
            2, len(rows) - 1
        )
    first_labels = sum(1 for row in rows if row.cells and _is_label(row.cells[0].text))
    return first_labels * 3 <= len(rows)


def _is_label(text: str) -> bool:
    return label_of(plain(text).rstrip(" :")) is not None


def _entries(rows: list[GridRow]) -> int:
    count = 0
    for row in rows:
        for cell in row.cells:
            text = plain(cell.text)
            named = named_entry(text)
            if named is not None and named.ref is not None:
                count += 1
        first = bare_entry(plain(row.cells[0].text)) if row.cells else None
        if first is not None and (first.depth or 0) >= 2:
            count += 1
    return count


def _labels(rows: list[GridRow]) -> int:
    return sum(1 for row in rows for cell in row.cells if cell.text and _is_label(cell.text))
