"""Rows written as text into the sheets of a workbook.

The library makes an object of each cell and gives it a style, which costs ten times what writing it
does. It still makes everything else: sheets, styles, tables, lists, names. Rows come after, between
the tags where they belong, as inline strings.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from maillage.conventions.workbook.tables import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Value = str | int | float

_END = b"</sheetData>"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class RowWriter:
    """The rows of one sheet. ``columns``: how many; ``style``: the number of a style for a value."""

    def __init__(self, columns: int) -> None:
        self._letters = [letters(index) for index in range(columns)]

    def row(self, number: int, height: float, values: Sequence[Value], styles: Iterable[int]) -> str:
        """One row: an empty value keeps its style, a text is never read as a formula."""
        cells = [
            _cell(f"{letter}{number}", value, style)
            for letter, value, style in zip(self._letters, values, styles, strict=True)
        ]
        return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _cell(place: str, value: Value, style: int) -> str:
    if value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        text = escape(_ILLEGAL.sub("", value))
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def pour(book: bytes, rows: Mapping[int, Sequence[str]]) -> bytes:
    """``book`` with ``rows`` at the end of its sheets, by their number (from 1)."""
    parts = {f"xl/worksheets/sheet{number}.xml": "".join(each) for number, each in rows.items()}
    out = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if added := parts.get(info.filename):
                before, end, after = content.rpartition(_END)
                content = b"".join((before, added.encode(), end, after))
            target.writestr(info, content, ZIP_DEFLATED)
    return out.getvalue()
