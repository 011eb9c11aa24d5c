"""The body of a Word document, walked in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.docx.numbering import Numbering
from maillage.intake.readers.docx.paragraphs import ParagraphText, read_paragraph
from maillage.intake.readers.docx.styles import Style, Styles, left_indent, outline_heading
from maillage.intake.readers.docx.tables import TableCell, is_frame, nested_lines, table_rows
from maillage.intake.readers.limits import MAX_DEPTH
from maillage.intake.readers.prose import Depths, Paragraph, printed, write_paragraph
from maillage.intake.readers.writing import SourceWriter, split_bullet
from maillage.intake.readers.xml import attribute, child, flag, local, number

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_TWIPS_PER_LEVEL = 360
_TWIPS_SLACK = 60


@dataclass(frozen=True, slots=True)
class _Paragraph(Paragraph):
    """A paragraph with the boxes and the page breaks that it carries."""

    content: ParagraphText = field(default_factory=ParagraphText)


class BodyReader:
    """Turns the body into blocks. One reader reads one document."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._writer = SourceWriter(name, SourceFormat.DOCX)
        self._depths = Depths(_TWIPS_SLACK)

    def read(self, body: Element) -> Source:
        """All blocks of ``body``; pages are counted only where Word left their marks."""
        if any(local(each) == "lastRenderedPageBreak" for each in body.iter()):
            self._writer.page = 1
        self._read_flow(body, 0)
        return self._writer.source(pages=self._writer.page)

    def _read_flow(self, parent: Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for each in parent:
            name = local(each)
            if name == "p":
                self._write_paragraph(self._paragraph(each), depth)
            elif name == "tbl":
                self._write_table(each, depth)
            elif name in _WRAPPERS:
                self._read_flow(each, depth + 1)

    def _paragraph(self, element: Element) -> _Paragraph:
        properties = child(element, "pPr")
        style = self._styles.get(attribute(child(properties, "pStyle")))
        outline = number(child(properties, "outlineLvl"))
        heading = style.heading if outline is None else outline_heading(outline)
        content = read_paragraph(element, style.bold or heading is not None)
        if flag(child(properties, "pageBreakBefore")):
            content.page_breaks += 1
        shows = any(line.text for line in content.lines)
        marker, level = self._list_mark(properties, style) if shows else ("", 0)
        typed = any(split_bullet(line.text)[0] for line in content.lines)
        if shows and not marker and not typed:
            self._depths.reset()
        return _Paragraph(content.lines, heading, marker, level, content)

    def _list_mark(self, properties: Element | None, style: Style) -> tuple[str, int]:
        own = child(properties, "numPr")
        identifier = attribute(child(own, "numId")) or style.number_id
        direct = left_indent(properties)
        if identifier is None or identifier == "0":
            return "", self._depths.of(direct or style.indent or 0)
        level = number(child(own, "ilvl"))
        level = (style.number_level or 0) if level is None else level
        from_list = self._numbering.indent(identifier, level)
        indents = (direct, style.indent, from_list, level * _TWIPS_PER_LEVEL)
        indent = next(each for each in indents if each is not None)
        return self._numbering.marker(identifier, level), self._depths.of(indent)

    def _write_paragraph(self, paragraph: _Paragraph, depth: int) -> None:
        if paragraph.content.page_breaks:
            self._writer.page_break()
        if self._writer.page is not None:
            self._writer.page += paragraph.content.printed_breaks
        write_paragraph(self._writer, paragraph)
        for box in paragraph.content.boxes:
            self._read_flow(box, depth + 1)

    def _write_table(self, table: Element, depth: int) -> None:
        rows = table_rows(table)
        self._writer.blank()
        if is_frame(rows):
            for row in rows:
                for cell in row:
                    self._read_flow(cell.element, depth + 1)
                    self._writer.blank()
            return
        identifier = self._writer.new_table()
        for row in rows:
            cells = [self._cell(cell, depth) for cell in row]
            if any(cell.lines for cell in cells):
                self._writer.row(cells, identifier)
        self._writer.blank()

    def _cell(self, cell: TableCell, depth: int) -> Cell:
        if cell.continued:
            return Cell(inherited=True)
        lines, bold = self._cell_lines(cell.element, depth + 1)
        return Cell(lines=tuple(lines), bold=bold)

    def _cell_lines(self, element: Element, depth: int) -> tuple[list[str], bool]:
        lines: list[str] = []
        weights: list[bool] = []
        if depth > MAX_DEPTH:
            return lines, False
        for each in element:
            name = local(each)
            if name == "p":
                paragraph = self._paragraph(each)
                lines.extend(printed(paragraph))
                weights.extend(line.bold for line in paragraph.shown)
                lines.extend(self._box_lines(paragraph, depth))
                if self._writer.page is not None:
                    self._writer.page += paragraph.content.printed_breaks
            elif name == "tbl":
                lines.extend(nested_lines(each, lambda inner: self._cell_lines(inner, depth + 1)[0]))
            elif name in _WRAPPERS:
                lines.extend(self._cell_lines(each, depth + 1)[0])
        return lines, bool(weights) and all(weights)

    def _box_lines(self, paragraph: _Paragraph, depth: int) -> list[str]:
        return [line for box in paragraph.content.boxes for line in self._cell_lines(box, depth + 1)[0]]
