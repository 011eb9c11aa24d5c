"""The body of a Word document, walked in order."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.docx.numbering import Numbering
from maillage.intake.readers.docx.paragraphs import ParagraphText, TextLine, read_paragraph
from maillage.intake.readers.docx.styles import Style, Styles, left_indent, outline_heading
from maillage.intake.readers.docx.tables import TableCell, is_frame, nested_lines, table_rows
from maillage.intake.readers.docx.xml import attribute, child, flag, local, number
from maillage.intake.readers.limits import MAX_DEPTH
from maillage.intake.readers.writing import SourceWriter, split_bullet

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_TWIPS_PER_LEVEL = 360
_TWIPS_SLACK = 60


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with what its style and its list make of it."""

    content: ParagraphText
    heading: int | None
    marker: str | None
    level: int

    @property
    def shown(self) -> list[TextLine]:
        return [line for line in self.content.lines if line.text]


class BodyReader:
    """Turns the body into blocks. One reader reads one document."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._writer = SourceWriter(name, SourceFormat.DOCX)
        self._indents: list[int] = []

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
        marker, level = self._list_mark(properties, style) if shows else (None, 0)
        typed = any(split_bullet(line.text)[0] for line in content.lines)
        if shows and not marker and not typed:
            self._indents = []
        return _Paragraph(content, heading, marker, level)

    def _list_mark(self, properties: Element | None, style: Style) -> tuple[str | None, int]:
        own = child(properties, "numPr")
        identifier = attribute(child(own, "numId")) or style.number_id
        direct = left_indent(properties)
        if identifier is None or identifier == "0":
            return None, self._depth(direct or style.indent or 0)
        level = number(child(own, "ilvl"))
        level = (style.number_level or 0) if level is None else level
        from_list = self._numbering.indent(identifier, level)
        indents = (direct, style.indent, from_list, level * _TWIPS_PER_LEVEL)
        indent = next(each for each in indents if each is not None)
        return self._numbering.marker(identifier, level), self._depth(indent)

    def _depth(self, indent: int) -> int:
        """How deep an item stands among those just above it, by where it is set in."""
        while self._indents and indent < self._indents[-1] - _TWIPS_SLACK:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + _TWIPS_SLACK:
            self._indents.append(indent)
        return len(self._indents) - 1

    def _write_paragraph(self, paragraph: _Paragraph, depth: int) -> None:
        if paragraph.content.page_breaks:
            self._writer.page_break()
        if self._writer.page is not None:
            self._writer.page += paragraph.content.printed_breaks
        if not paragraph.shown:
            self._writer.blank()
        elif paragraph.heading is not None:
            text = " ".join(line.text for line in paragraph.shown)
            marker = paragraph.marker if paragraph.marker not in {None, "•"} else ""
            self._writer.heading(f"{marker} {text}".strip(), paragraph.heading, marker=marker or "")
        elif paragraph.marker:
            self._write_item(paragraph, paragraph.marker)
        else:
            self._write_lines(paragraph)
        for box in paragraph.content.boxes:
            self._read_flow(box, depth + 1)

    def _write_item(self, paragraph: _Paragraph, marker: str) -> None:
        first, *rest = paragraph.shown
        joined = [first.text]
        nested: list[tuple[str, str]] = []
        for line in rest:
            typed, text = split_bullet(line.text)
            if typed:
                nested.append((typed, text))
            elif nested:
                nested[-1] = (nested[-1][0], f"{nested[-1][1]} {text}")
            else:
                joined.append(text)
        bold = all(line.bold for line in paragraph.shown)
        _, text = split_bullet(" ".join(joined))
        self._writer.item(text, paragraph.level, marker, bold=bold)
        for typed, text in nested:
            self._writer.item(text, paragraph.level + 1, typed)

    def _write_lines(self, paragraph: _Paragraph) -> None:
        for line in paragraph.shown:
            typed, text = split_bullet(line.text)
            if typed:
                self._writer.item(text, paragraph.level, typed, bold=line.bold)
            else:
                self._writer.paragraph(line.text, bold=line.bold)

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
                lines.extend(_printed(paragraph))
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


def _printed(paragraph: _Paragraph) -> list[str]:
    """The lines of a paragraph of a cell, bullets and numbers as the page shows them."""
    lines = [line.text for line in paragraph.shown]
    if lines and paragraph.marker:
        lines[0] = f"{'  ' * paragraph.level}{paragraph.marker} {lines[0]}"
    elif lines and paragraph.level and split_bullet(lines[0])[0]:
        lines[0] = f"{'  ' * paragraph.level}{lines[0]}"
    return lines
