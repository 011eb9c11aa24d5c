"""How cells look: told by words first, by shades second."""

from __future__ import annotations

from typing import Any, TypeAlias

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

from maillage.kernel.text import legible
from maillage.publishing.renderers.xlsx.pouring import RISKY, CellStyles

Page: TypeAlias = Any
Book: TypeAlias = Any
"""A sheet written row after row: the published types lack most of what it and its workbook have."""
FONT = "Calibri"
_TEXT = "@"
_HIGH = Alignment(vertical="top")
_TOP = Alignment(wrap_text=True, vertical="top")
_LINE = Border(bottom=Side(style="thin", color="C9D0D6"))


def named_styles() -> list[NamedStyle]:
    """The styles of the workbook, by name; registered once, so that a cell only refers to one."""
    grey = PatternFill("solid", fgColor="EEF0F2")
    return [
        NamedStyle("Maillage titre", font=Font(name=FONT, size=16, bold=True)),
        NamedStyle("Maillage phrase", font=Font(name=FONT)),
        NamedStyle("Maillage sous-titre", font=Font(name=FONT, size=12, bold=True)),
        NamedStyle(
            "Maillage en-tête",
            font=Font(name=FONT, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", fgColor="0B5A63"),
            alignment=Alignment(wrap_text=True, vertical="center"),
        ),
        NamedStyle("Maillage texte", font=Font(name=FONT), alignment=_TOP, border=_LINE, number_format=_TEXT),
        NamedStyle("Maillage nombre", font=Font(name=FONT), alignment=_HIGH, border=_LINE),
        NamedStyle(
            "Maillage repère", font=Font(name=FONT, color="4A5560"), fill=grey, alignment=_TOP, border=_LINE,
            protection=Protection(locked=True),
        ),
    ]  # fmt: skip


def register(workbook: Workbook) -> None:
    """Give the workbook its styles."""
    for style in named_styles():
        workbook.add_named_style(style)


def cell(sheet: Page, value: str | int | float, style: str) -> Any:
    """A cell that holds ``value`` as it is: text that looks like a formula stays text."""
    value = legible(value) if isinstance(value, str) else value
    made = WriteOnlyCell(sheet, value=None if value == "" else value)
    made.style = f"Maillage {style}"
    if isinstance(value, str) and value:
        made.data_type = "s"
        made.quotePrefix = value.startswith(tuple(RISKY))
    return made


def numbers(sheet: Page, text: str, number: str) -> CellStyles:
    """The numbers that the workbook gives to a style of text and to one of figures."""
    plain, risky, figure = (
        cell(sheet, value, style) for value, style in (("", text), ("=", text), (0, number))
    )
    return CellStyles(int(plain.style_id), int(risky.style_id), int(figure.style_id))
