"""The means as tables to take away: a workbook of four sheets, or one of them as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from maillage.conventions.listing.export import as_csv
from maillage.conventions.means.kinds import BUDGET, KINDS, MONEY, POST, RATE, STAFF
from maillage.kernel.french import number
from maillage.publishing.renderers.xlsx import styles

if TYPE_CHECKING:
    from datetime import date

    from maillage.conventions.models import Action, Convention
    from maillage.conventions.selectors.means import Ledger

    Value = str | int | float | Decimal | date | None

_WIDTHS = {"Action": 50, "Note": 50, "Fonction": 34, "Poste": 34, "Financeur": 28, "Axe": 34, "Source": 40}
_USUAL = 14


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its headings, its rows; an empty cell is what nobody wrote."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def table_of(ledger: Ledger, kind: str) -> Table:
    """The lines of one kind."""
    return _TABLES[kind](ledger)


def _labels(kind: str, *keys: str) -> tuple[str, ...]:
    labels = {field.key: field.label for field in KINDS[kind].fields}
    return tuple(labels[key] for key in keys)


def _named(action: Action | None) -> str:
    return str(action) if action is not None else ""


def _times(ledger: Ledger) -> Table:
    heads = (
        "Fonction",
        *_labels(STAFF, "etp", "start_on", "end_on"),
        "Action",
        "Axe",
        "Thématique",
        "Poste",
        "Note",
    )
    rows = [
        (
            line.function,
            line.etp,
            line.start_on,
            line.end_on,
            _named(line.action),
            share.axis,
            share.theme,
            str(line.post or ""),
            line.note,
        )
        for share in ledger.shares
        for line in (share.line,)
    ]
    return Table("Temps de travail", heads, tuple(rows))


def _posts(ledger: Ledger) -> Table:
    keys = ("title", "employer", "etp", "start_on", "end_on", "note")
    rows = [tuple(getattr(one.post, key) for key in keys) for one in ledger.posts]
    return Table("Postes", _labels(POST, *keys), tuple(rows))


def _budget(ledger: Ledger) -> Table:
    heads = ("Action", "Poste", "Axe", *_labels(BUDGET, "funder", "year", *MONEY, "note"))
    rows = [
        (
            _named(line.action),
            str(line.post or ""),
            spending.axis,
            line.funder,
            line.year,
            *(getattr(line, key) for key in MONEY),
            line.note,
        )
        for spending in ledger.spendings
        for line in (spending.line,)
    ]
    return Table("Budget", heads, tuple(rows))


def _rates(ledger: Ledger) -> Table:
    keys = ("name", "unit", "amount", "start_on", "end_on", "source")
    rows = [tuple(getattr(rate, key) for key in keys) for rate in ledger.rates]
    return Table("Barèmes", _labels(RATE, *keys), tuple(rows))


_TABLES = {STAFF: _times, POST: _posts, BUDGET: _budget, RATE: _rates}


def means_name(convention: Convention) -> str:
    """« moyens-pays-d-essai-2026-11-22 »."""
    return f"moyens-{slugify(convention.name) or convention.pk}-{timezone.localdate().isoformat()}"


def means_csv(ledger: Ledger, kind: str) -> Iterator[str]:
    """One table, line after line, with amounts as French people write them."""
    table = table_of(ledger, kind)
    return as_csv([table.heads, *([_text(value) for value in row] for row in table.rows)])


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value).replace("\u202f", "")
    return value if isinstance(value, str) else str(value)


def means_workbook(ledger: Ledger) -> bytes:
    """The four tables as XLSX."""
    book = Workbook(write_only=True)
    styles.register(book)
    for kind in _TABLES:
        _sheet(book, table_of(ledger, kind))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: styles.Book, table: Table) -> None:
    page = book.create_sheet(table.name)
    for index, head in enumerate(table.heads, 1):
        page.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(head, _USUAL)
    page.freeze_panes = "B2"
    page.append([styles.cell(page, head, "en-tête") for head in table.heads])
    for row in table.rows:
        page.append(_cells(page, row))


def _cells(page: styles.Page, row: Sequence[Value]) -> list[object]:
    made = []
    for value in row:
        shown = "" if value is None else float(value) if isinstance(value, Decimal) else value
        plain = shown if isinstance(shown, str | int | float) else shown.isoformat()
        made.append(styles.cell(page, plain, "texte" if isinstance(plain, str) else "nombre"))
    return made
