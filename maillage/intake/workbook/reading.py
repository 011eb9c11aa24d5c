"""The cells of a returned file as text: every sheet of an XLSX or an ODS, or the one of a CSV."""

from __future__ import annotations

import csv
import datetime
import re
import warnings
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from maillage.conventions.workbook import cells, layout
from maillage.conventions.workbook.tables import Grid
from maillage.intake.readers import limits
from maillage.intake.readers.archive import Archive
from maillage.intake.readers.characters import decode
from maillage.intake.readers.errors import DamagedFileError, OversizedFileError, UnreadableFileError
from maillage.intake.workbook.ods import read_ods_grids
from maillage.kernel import french
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_STAMP = re.compile(rb'name="' + layout.STAMP.encode() + rb'"[^>]*>\s*<[^>]*>\s*(\d{1,18})\s*<')
_MADE = re.compile(
    rb'name="' + layout.STAMP_MOMENT.encode() + rb'"[^>]*>\s*<[^>]*>\s*([0-9T:.+-]{10,40})\s*<'
)
_ODS_STAMP = re.compile(rb'name="' + layout.STAMP.encode() + rb'"[^>]*>(\d{1,18})<')
_ODS_MADE = re.compile(rb'name="' + layout.STAMP_MOMENT.encode() + rb'"[^>]*>([0-9T:.+-]{10,40})<')
_ODS_BODY = "content.xml"
_ODS_SHEETS = tuple(f'name="{name}"'.encode() for name in (layout.README, layout.ACTIONS))
_SHEET = re.compile(r'<sheet [^>]*name="([^"]*)"')
_NO_TITLE = re.compile(r"[\\*?:/\[\]]")
"""What the name of a sheet cannot hold."""
_PROPERTIES, _BOOK = "docProps/custom.xml", "xl/workbook.xml"
_SEPARATORS = ";,\t"
_HEADERS = ({"identifiant", "version"}, {"identifiant", "titre"}, {"fiche", "ligne"})
_HEAD_BYTES = 64 * 1024
_NO_VALUE = "cette formule n’a pas de valeur enregistrée"
_MANY_CELLS = "Ce classeur est démesuré, il n’est pas lu. Gardez-y les feuilles du plan seulement."
MAX_BYTES = 10 * limits.MEGABYTE
MAX_XML_BYTES = 20 * limits.MEGABYTE


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook of ours, or one of its sheets as CSV; never raises."""
    try:
        return _is_own_archive(data) if data.startswith(b"PK") else _is_own_csv(data)
    except UnreadableFileError:
        return False


def _is_own_archive(data: bytes) -> bool:
    archive = Archive(data)
    if _is_ods(archive):
        content = archive.read(_ODS_BODY, most=_HEAD_BYTES * 32)
        return bool(_ODS_STAMP.search(_ods_meta(archive))) or all(mark in content for mark in _ODS_SHEETS)
    if _BOOK not in archive.names:
        return False
    if _PROPERTIES in archive.names and _STAMP.search(archive.read(_PROPERTIES, most=100_000)):
        return True
    names = {
        fold(name) for name in _SHEET.findall(archive.read(_BOOK, most=500_000).decode("utf-8", "replace"))
    }
    return {fold(layout.README), fold(layout.ACTIONS)} <= names


def _is_ods(archive: Archive) -> bool:
    named = "mimetype" in archive.names and _ODS_BODY in archive.names
    return named and b"opendocument.spreadsheet" in archive.read("mimetype", most=200)


def _ods_meta(archive: Archive) -> bytes:
    return archive.read("meta.xml", most=_HEAD_BYTES) if "meta.xml" in archive.names else b""


def _is_own_csv(data: bytes) -> bool:
    if data.startswith((b"%PDF", b"\xd0\xcf")) or len(data) > MAX_BYTES or b"\x00" in data[:100]:
        return False
    for row in _csv_rows(data[:_HEAD_BYTES])[:15]:
        heads = {fold(head) for head in row}
        if any(wanted <= heads for wanted in _HEADERS):
            return True
    return False


def is_xlsx(data: bytes) -> bool:
    """Whether a readable file is an XLSX."""
    return data.startswith(b"PK") and not _is_ods(Archive(data))


def stamp_of(data: bytes) -> tuple[int | None, datetime.datetime | None]:
    """The convention that the stamp of a file names, and when the file was made; None for what it lacks."""
    if not data.startswith(b"PK"):
        return None, None
    archive = Archive(data)
    if _is_ods(archive):
        convention, made = (pattern.search(_ods_meta(archive)) for pattern in (_ODS_STAMP, _ODS_MADE))
        return int(convention[1]) if convention else None, _moment(made[1].decode()) if made else None
    stamp = archive.read(_PROPERTIES, most=100_000) if _PROPERTIES in archive.names else b""
    convention, made = _STAMP.search(stamp), _MADE.search(stamp)
    return int(convention[1]) if convention else None, _moment(made[1].decode()) if made else None


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def read_grids(data: bytes, name: str) -> list[Grid]:
    """The sheets as text, row after row. Raises UnreadableFileError with a French sentence."""
    if len(data) > MAX_BYTES:
        raise OversizedFileError(_MANY_CELLS)
    if not data.startswith(b"PK"):
        title = _NO_TITLE.sub(" ", name.rpartition(".")[0] or name)[:31].strip() or "Feuille"
        return [Grid(title, _csv_rows(data)[: limits.MAX_SHEET_ROWS])]
    archive = Archive(data)
    archive.check_xml()
    if _is_ods(archive):
        return read_ods_grids(data)
    parts = [archive.read(part) for part in archive.names if part.startswith("xl/") and part.endswith(".xml")]
    if sum(map(len, parts)) > MAX_XML_BYTES:
        raise OversizedFileError(_MANY_CELLS)
    formulas = any(b"<f>" in part or b"<f " in part for part in parts)
    grids = _xlsx_grids(data, values=True)
    if formulas:
        for grid, written in zip(grids, _xlsx_grids(data, values=False), strict=True):
            _note_formulas(grid, written)
    return grids


def _note_formulas(grid: Grid, written: Grid) -> None:
    """Cells that hold a formula without its value: empty for us, not for who wrote them."""
    for number, row in enumerate(written.rows, 1):
        for index, text in enumerate(row, 1):
            if text.startswith("=") and not grid.rows[number - 1][index - 1]:
                grid.broken[number, index] = _NO_VALUE


def _xlsx_grids(data: bytes, *, values: bool) -> list[Grid]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of the drawings that it leaves out
            workbook = load_workbook(BytesIO(data), read_only=True, data_only=values)
            try:
                return [Grid(sheet.title, _sheet_rows(sheet)) for sheet in workbook.worksheets]
            finally:
                workbook.close()
    except OversizedFileError:
        raise
    except Exception as error:  # openpyxl lets errors of every kind through
        raise DamagedFileError(
            "Ce classeur est abîmé\u00a0: il ne se lit pas jusqu’au bout. "
            "Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis réessayez."
        ) from error


def _sheet_rows(sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > limits.MAX_SHEET_ROWS:
            if any(cell.value is not None for cell in row):
                raise OversizedFileError(_MANY_CELLS)
            break
        rows.append([cell_text(cell.value, cell) for cell in row[: limits.MAX_SHEET_COLUMNS]])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def cell_text(value: object, cell: Any = None) -> str:
    """A cell as the text that a person reads in it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    shown = str(getattr(cell, "number_format", "") or "")
    if isinstance(value, datetime.datetime | datetime.date):
        words = french.month(value) if "d" not in shown.lower() and "j" not in shown.lower() and shown else ""
        return words or french.day(value if not isinstance(value, datetime.datetime) else value.date())
    if isinstance(value, int | float):
        amount = float(value) * 100 if "%" in shown else float(value)
        return cells.as_text(round(amount, 6))
    return str(value)


def _csv_rows(data: bytes) -> list[list[str]]:
    text = decode(data)
    head = text[:4000]
    separator = max(_SEPARATORS, key=lambda mark: _columns(head, mark))
    return _parsed(text.splitlines(keepends=True), separator)


def _columns(head: str, separator: str) -> int:
    return max((len(row) for row in _parsed(head.splitlines(keepends=True), separator)), default=0)


def _parsed(lines: Iterable[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO("".join(lines)), delimiter=separator))
    except csv.Error:
        return []
