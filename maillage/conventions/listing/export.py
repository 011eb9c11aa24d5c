"""A list as lines of words, for a file: the same columns and the same filters as on screen."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from maillage.conventions.listing.columns import COLUMNS, DEFAULT, Column
from maillage.conventions.listing.conditions import conditions_of
from maillage.conventions.listing.lists import in_order, keep, mark_found
from maillage.conventions.listing.rows import Row, load_rows
from maillage.conventions.selectors.search import actions_holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maillage.conventions.listing.query import Query
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

AT_ONCE = 25
"""Conventions read together: memory holds the rows of so many, and no more."""
EVERYWHERE = ("axe", "etat", "avancement", "pilote", "theme", "debut", "echeance", "remplie")
"""The columns of a file over several conventions, when the address asks for none."""
_RISKY = ("=", "+", "-", "@", "\t")
_LINES_AT_ONCE = 200
BOM = "\ufeff"


def columns_of(query: Query, *, several: bool = False) -> list[Column]:
    """The columns of the file, after the reference and the title."""
    asked = EVERYWHERE if several and query.columns == DEFAULT else query.columns
    return [COLUMNS[key] for key in asked if key != "ref"]


def heading(columns: Sequence[Column], *, several: bool = False) -> list[str]:
    """The first line."""
    return [
        *(["Convention"] if several else []),
        "Référence",
        "Action",
        *(column.label for column in columns),
    ]


def line(row: Row, columns: Sequence[Column], *, several: bool = False) -> list[str]:
    """A fiche; what it does not say is empty."""
    return [
        *([row.convention] if several else []),
        row.ref,
        row.title,
        *(column.text(row) for column in columns),
    ]


def rows_of(conventions: Iterable[Convention], user: Viewer, query: Query, needs: set[str]) -> Iterator[Row]:
    """The rows that ``query`` keeps, some conventions at a time; sorted inside each of them."""
    waiting: list[Convention] = []
    for convention in conventions:
        waiting.append(convention)
        if len(waiting) == AT_ONCE:
            yield from _some(waiting, user, query, needs)
            waiting = []
    if waiting:
        yield from _some(waiting, user, query, needs)


def _some(conventions: list[Convention], user: Viewer, query: Query, needs: set[str]) -> Iterator[Row]:
    by_convention: dict[int, list[Row]] = {convention.pk: [] for convention in conventions}
    everything = load_rows(conventions, user, needs)
    if len(conventions) == 1:
        mark_found(everything, conventions[0], user, query)
    elif query.text:
        held = actions_holding(conventions, user, query.text)
        for row in everything:
            row.found = row.pk in held
    for row in everything:
        by_convention[row.convention_id].append(row)
    for rows in by_convention.values():
        conditions, _ = conditions_of(query, rows, strict=True)
        yield from in_order(keep(rows, conditions), query)


def table(
    conventions: Iterable[Convention], user: Viewer, query: Query, *, several: bool = False
) -> Iterator[list[str]]:
    """The heading, then a line a fiche, read as they are asked for."""
    columns = columns_of(query, several=several)
    needs = query.needs() | {need for column in columns for need in column.needs}
    yield heading(columns, several=several)
    for row in rows_of(conventions, user, query, needs):
        yield line(row, columns, several=several)


def as_csv(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """CSV as a French spreadsheet opens it: semicolons, its encoding marked, no cell taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    out.write(BOM)
    for number, cells in enumerate(lines, 1):
        writer.writerow([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in cells])
        if number % _LINES_AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
