"""A Word document with the habits of ours: its language, its title, headings in order, tables with heads."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from maillage.kernel.french import typeset
from maillage.kernel.text import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from maillage.kernel.lines import Line

GONE = RGBColor(0xA2, 0x32, 0x1B)
NEW = RGBColor(0x1E, 0x6A, 0x3E)
INK = RGBColor(0x17, 0x22, 0x26)
FONT = "Calibri"


class Page:
    """A document being written, from top to bottom."""

    def __init__(self, title: str, *, footer: str) -> None:
        self._document = Document()
        self._document.core_properties.title = legible(title)
        self._document.core_properties.language = "fr-FR"
        self._document.core_properties.author = "Maillage"
        self._styles()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        _foot(section.footer.paragraphs[0], _set(footer))

    def _styles(self) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(10.5)
        normal.paragraph_format.space_after = Pt(6)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "fr-FR")
        normal.element.get_or_add_rPr().append(language)
        for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12.5), ("Heading 3", 11)):
            style = self._document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for which in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(which), None)

    def title(self, text: str, below: str = "") -> None:
        """The title, and a line under it."""
        self._document.add_paragraph(_set(text), style="Title")
        if below:
            self._document.add_paragraph(_set(below)).runs[0].font.size = Pt(13)

    def heading(self, text: str, level: int) -> None:
        """A heading, from 1."""
        self._document.add_heading(_set(text), level)

    def text(self, text: str, *, quiet: bool = False) -> Paragraph:
        """A paragraph; ``quiet`` in italics."""
        paragraph = self._document.add_paragraph()
        paragraph.add_run(_set(text)).italic = quiet
        return paragraph

    def points(self, lines: Iterable[str]) -> None:
        """A list, one point a line."""
        for line in lines:
            self._document.add_paragraph(_set(line), style="List Bullet")

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float] = ()
    ) -> Table:
        """A table whose first row is repeated on each page and announced as its head.

        ``widths``: those of the columns in centimetres, equal unless told.
        """
        table: Table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(_set(head)).bold = True
        _repeat(table)
        for row in rows:
            for cell, text in zip(_new_row(table), row, strict=True):
                cell.paragraphs[0].text = _set(text)
        table.autofit = not widths
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        self._document.add_paragraph()
        return table

    def changes(self, lines: Sequence[Line], heads: tuple[str, str]) -> None:
        """Two columns: what goes is struck on the left, what comes is underlined on the right."""
        table = self.table(heads, [])
        for line in lines:
            before, after = _new_row(table)
            _write(before, line, "gone")
            _write(after, line, "new")

    def bytes(self) -> bytes:
        """The document, as a file."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()


def _set(text: str) -> str:
    """``text`` without what a document refuses, and with the spaces of French."""
    return typeset(legible(text))


def _foot(paragraph: Paragraph, text: str) -> None:
    """The foot of each page: ``text``, then the number of the page and how many there are."""
    paragraph.add_run(f"{text} · page\u00a0")
    _field(paragraph, "PAGE")
    paragraph.add_run(" sur\u00a0")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _field(paragraph: Paragraph, code: str) -> None:
    """What the reader's program counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no name for it


def _new_row(table: Table) -> tuple[_Cell, ...]:
    row = table.add_row()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    return tuple(row.cells)


def _repeat(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _write(cell: _Cell, line: Line, kind: str) -> None:
    """The pieces of one side; those of ``kind`` are marked by shape as well as by colour."""
    paragraph = cell.paragraphs[0]
    for piece in line.pieces:
        if piece.kind not in {"same", kind}:
            continue
        run = paragraph.add_run(_set(piece.text))
        if piece.kind == "gone":
            run.font.strike, run.font.color.rgb = True, GONE
        elif piece.kind == "new":
            run.font.underline, run.font.bold, run.font.color.rgb = WD_UNDERLINE.SINGLE, True, NEW
