"""A list as one sheet: its heading stays in view, its columns can be filtered."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook

from maillage.conventions.workbook.tables import letters
from maillage.kernel.text import legible
from maillage.publishing.renderers.xlsx import styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHEET = "Actions"
_NARROWEST, _WIDEST = 11, 60


def render_list(title: str, lines: Iterable[Sequence[str]]) -> bytes:
    """The file of ``lines``, the heading first. Whole numbers are numbers; the rest is text as it stands."""
    workbook = Workbook(write_only=True)
    styles.register(workbook)
    workbook.properties.title, workbook.properties.creator = legible(title), "Maillage"
    workbook.properties.language = "fr-FR"
    page: styles.Page = workbook.create_sheet(SHEET)
    table = [list(line) for line in lines]
    for index, width in enumerate(_widths(table)):
        page.column_dimensions[letters(index)].width = width
    page.freeze_panes = "C2"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.auto_filter.ref = f"A1:{letters(len(table[0]) - 1)}{len(table)}"
    page.append([styles.cell(page, words, "en-tête") for words in table[0]])
    for line in table[1:]:
        page.append([_cell(page, words) for words in line])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cell(page: styles.Page, words: str) -> object:
    if words.isascii() and words.isdigit() and not (words.startswith("0") and len(words) > 1):
        return styles.cell(page, int(words), "nombre")
    return styles.cell(page, words, "texte")


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    longest = [max((len(line[index]) for line in table), default=0) for index in range(len(table[0]))]
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]
