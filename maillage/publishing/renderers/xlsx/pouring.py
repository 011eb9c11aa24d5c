"""Rows written as text into the sheets of a workbook.

The library makes an object of each cell and gives it a style, which costs ten times what writing it
does. It still makes everything else: sheets, styles, tables, lists, names. Rows come after, between
the tags where they belong, as inline strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from maillage.conventions.workbook.tables import letters
from maillage.kernel.text import legible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Value = str | int | float

RISKY = "=+-@"
"""What a spreadsheet may take for the beginning of a formula."""
_END = b"</sheetData>"
_LEVEL = 3
"""Half the time of the usual level, a tenth more bytes."""


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The numbers of the styles of a column: of a text, of one that looks like a formula, of a number."""

    text: int
    risky: int
    number: int


class RowWriter:
    """The rows of one sheet; ``styles`` gives for each column the numbers of its styles."""

    def __init__(self, styles: Sequence[CellStyles]) -> None:
        self._columns = [(letters(index), styles[index]) for index in range(len(styles))]

    def row(self, number: int, values: Sequence[Value], height: float = 0) -> str:
        """One row: an empty value keeps its style, a text is never read as a formula.

        A ``height`` of 0 is left to the program that opens the workbook.
        """
        cells = []
        for (letter, style), value in zip(self._columns, values, strict=True):
            if value == "":
                cells.append(f'<c r="{letter}{number}" s="{style.text}"/>')
            elif isinstance(value, str):
                kind = style.risky if value[0] in RISKY else style.text
                text = escape(legible(value))
                cells.append(
                    f'<c r="{letter}{number}" s="{kind}" t="inlineStr">'
                    f'<is><t xml:space="preserve">{text}</t></is></c>'
                )
            else:
                cells.append(f'<c r="{letter}{number}" s="{style.number}"><v>{value}</v></c>')
        fixed = f' ht="{height}" customHeight="1"' if height else ""
        return f'<row r="{number}"{fixed}>{"".join(cells)}</row>'


def pour(book: bytes, rows: Mapping[int, Sequence[str]]) -> bytes:
    """``book`` with ``rows`` at the end of its sheets, by their number (from 1)."""
    parts = {f"xl/worksheets/sheet{number}.xml": "".join(each) for number, each in rows.items()}
    out = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for info in source.infolist():
            content = source.read(info)
            if added := parts.get(info.filename):
                before, end, after = content.rpartition(_END)
                content = b"".join((before, added.encode(), end, after))
            target.writestr(info, content, ZIP_DEFLATED, _LEVEL)
    return out.getvalue()
