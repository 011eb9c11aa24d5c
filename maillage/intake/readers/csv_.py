"""Separated values, as spreadsheets export them: read as the sheet that they came from."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Literal

from maillage.intake.readers import limits
from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.characters import decode
from maillage.intake.readers.errors import EmptyFileError, UnknownFormatError
from maillage.intake.readers.sheets import Sheet, Square, column_letters, write_sheet
from maillage.intake.readers.writing import SourceWriter

_SEPARATORS = (";", "\t", ",", "|")
_DECLARED = re.compile(r"""^"?sep=([^\w\s"']|\t)"?\n""", re.IGNORECASE)
#: « ="0012" » keeps a spreadsheet from reading a number.
_HELD = re.compile(r'^="(.*)"$', re.DOTALL)
_SAMPLE_BYTES = 200_000
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_SAME_WIDTH = 0.6
#: In prose a comma is followed by a space, and so is a semicolon; values are not.
_SPACED = 0.5
#: A cell that runs over more lines than this was opened by a stray quotation mark.
_MOST_LINES = 200


def separator_of(text: str) -> str | None:
    """What parts the values of ``text``, None when it is no table.

    Most of its records must have as many values, three or more, quotation marks understood.
    """
    declared = _DECLARED.match(text)
    if declared:
        return declared[1]
    found = {each: share for each in _SEPARATORS if (share := _share_of_alike(text, each)) >= _SAME_WIDTH}
    return max(found, key=lambda each: found[each]) if found else None


def is_csv(data: bytes) -> bool:
    """Whether ``data``, known to be a text, is a table of separated values."""
    try:
        text = decode(data[:_SAMPLE_BYTES])
    except UnknownFormatError:
        return False
    if len(data) > _SAMPLE_BYTES:
        text = text[: text.rfind("\n") + 1]
    return separator_of(text) is not None


def read_csv(data: bytes, name: str) -> Source:
    """Read separated values. Raises EmptyFileError and UnknownFormatError with a French sentence."""
    text = decode(data)
    separator = separator_of(text[:_SAMPLE_BYTES]) or ";"
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    writer = SourceWriter(name, SourceFormat.CSV)
    cells = _cells(writer, _records(text, separator))
    if not cells:
        raise EmptyFileError("Ce tableau est vide. Choisissez celui qui contient le plan d’action.")
    write_sheet(writer, Sheet(title="", cells=cells), titled=False)
    return writer.source()


def _share_of_alike(text: str, separator: str) -> float:
    """The share of records that have the most usual number of values, 0 where this is no separator."""
    if separator not in text:
        return 0.0
    records = [record for record in _records(text, separator) if any(value.strip() for value in record)]
    widths = Counter(len(record) for record in records)
    wide = [(count, width) for width, count in widths.items() if width >= _FEWEST_COLUMNS]
    if not wide or max(wide)[0] < _FEWEST_ROWS:
        return 0.0
    count, width = max(wide)
    if _reads_as_prose([record for record in records if len(record) == width], separator):
        return 0.0
    return count / len(records)


def _reads_as_prose(records: Sequence[Sequence[str]], separator: str) -> bool:
    """Sentences or lists with the separator between words, or a Markdown table, which is a text."""
    if separator == "|":
        return all(not record[0].strip() and not record[-1].strip() for record in records)
    following = [value for record in records for value in record[1:] if value.strip()]
    spaced = sum(value[0] in " \u00a0\u202f" for value in following)
    return not following or (separator != "\t" and spaced > _SPACED * len(following))


def _records(text: str, separator: str) -> list[list[str]]:
    records = _parsed(text, separator, csv.QUOTE_MINIMAL)
    if records is None or any(value.count("\n") > _MOST_LINES for record in records for value in record):
        return _parsed(text, separator, csv.QUOTE_NONE) or []
    return records


def _parsed(text: str, separator: str, quoting: Literal[0, 3]) -> list[list[str]] | None:
    lines = StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=separator, quoting=quoting))
    except csv.Error:
        return None


def _cells(writer: SourceWriter, records: Iterable[list[str]]) -> dict[Square, Cell]:
    cells: dict[Square, Cell] = {}
    beyond = False
    for row, record in enumerate(records, start=1):
        for column, value in enumerate(record, start=1):
            lines = tuple(_lines(value))
            if not lines:
                continue
            if row > limits.MAX_SHEET_ROWS or column > limits.MAX_SHEET_COLUMNS:
                beyond = True
                continue
            cells[row, column] = Cell(lines=lines)
    if beyond:
        writer.warn(
            f"Ce tableau n’a été lu que jusqu’à la ligne {limits.MAX_SHEET_ROWS} et à la colonne "
            f"{column_letters(limits.MAX_SHEET_COLUMNS)}."
        )
    return cells


def _lines(value: str) -> Iterator[str]:
    held = _HELD.match(value.strip())
    for line in (held[1] if held else value.strip()).split("\n"):
        if line.strip():
            yield line.rstrip()
