"""OpenDocument decks (.odp): the shapes of each page, read as those of any deck."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError
from maillage.intake.readers.odf.body import cell_of
from maillage.intake.readers.odf.flow import Flow, FlowParagraph, FlowTable
from maillage.intake.readers.odf.inline import SHAPES
from maillage.intake.readers.odf.lists import Numbers
from maillage.intake.readers.odf.package import OpenDocument, open_document
from maillage.intake.readers.odf.styles import Style, points
from maillage.intake.readers.odf.tables import is_frame, table_rows
from maillage.intake.readers.slides.shapes import Box, Slide, SlideParagraph, TableShape, TextShape
from maillage.intake.readers.slides.writing import check_length, write_deck
from maillage.intake.readers.xml import attribute, child, children, local

_FURNITURE = frozenset({"footer", "header", "date-time", "page-number", "page", "handout"})
_MAX_GROUPS = 60
_DEFAULT_SIZE = 18.0
_TURN = re.compile(r"rotate\s*\(\s*(-?[\d.eE-]+)\s*\)")
_MOVE = re.compile(r"translate\s*\(\s*(-?[\d.]+\s*\w+)[\s,]+(-?[\d.]+\s*\w+)\s*\)")


def read_odp(data: bytes, name: str) -> Source:
    """Read an .odp file. Raises the errors of :mod:`errors`, each with a French sentence."""
    document = open_document(data, "presentation")
    pages = list(children(document.body, "page"))
    if not pages:
        raise DamagedFileError(
            "Ce diaporama n’a aucune diapositive. Enregistrez-le à nouveau, puis réessayez."
        )
    check_length(len(pages))
    slides = [_PageReader(document, number).read(page) for number, page in enumerate(pages, start=1)]
    return write_deck(name, SourceFormat.ODP, slides)


@dataclass(slots=True)
class _PageReader:
    document: OpenDocument
    number: int

    def read(self, page: Element) -> Slide:
        look = self.document.styles.get("drawing-page", attribute(page, "style-name"))
        slide = Slide(self.number, hidden=look.visible is False)
        if not slide.hidden:
            for shape in _shapes(page, 0):
                self._take(slide, shape)
            slide.notes = list(self._notes(child(page, "notes")))
        return slide

    def _take(self, slide: Slide, shape: Element) -> None:
        role = attribute(shape, "class") or ""
        if role in _FURNITURE or attribute(shape, "placeholder") == "true":
            return
        slide.opening = slide.opening or role == "subtitle"
        content = child(shape, "text-box") if local(shape) == "frame" else shape
        if content is None:
            self._take_other(slide, shape)
            return
        style = self._look(shape)
        anchor = style.anchor or ("top" if local(shape) == "frame" else "middle")
        paragraphs = list(self._paragraphs(content, style))
        if any(each.shown for each in paragraphs):
            title = role == "title"
            if not title:
                slide.count(paragraphs)
            slide.shapes.append(TextShape(_box(shape), paragraphs, title=title, from_top=anchor == "top"))

    def _take_other(self, slide: Slide, frame: Element) -> None:
        """A frame without text of its own: a table, a chart, a picture."""
        table = child(frame, "table")
        if table is not None:
            self._take_table(slide, table, _box(frame), self._look(frame))
        elif child(frame, "object") is not None:
            slide.charts += 1
        else:
            slide.pictures += 1

    def _take_table(self, slide: Slide, table: Element, box: Box, look: Style) -> None:
        rows = table_rows(table)
        paragraphs = [
            each
            for row in rows
            for cell in row
            if cell.element is not None
            for each in self._paragraphs(cell.element, look)
        ]
        slide.count(paragraphs)
        flow = self._flow(look)
        if is_frame(rows):
            if any(each.shown for each in paragraphs):
                slide.shapes.append(TextShape(box, paragraphs))
            return
        cells = [[cell_of(flow, cell, 0) for cell in row] for row in rows]
        if any(cell.lines for row in cells for cell in row):
            slide.shapes.append(TableShape(box, cells))

    def _look(self, shape: Element) -> Style:
        """What a shape gives to its text: its own style, then the suite's default."""
        styles = self.document.styles
        for key, name in shape.attrib.items():
            if key.endswith("}style-name"):
                family = "presentation" if "presentation" in key else "graphic"
                own = styles.get(family, name)
                paragraph = styles.get("paragraph", attribute(shape, "text-style-name"))
                size = paragraph.size or own.size or styles.default("graphic").size
                return Style(bold=own.bold, size=size or _DEFAULT_SIZE, anchor=own.anchor)
        return Style(size=styles.default("graphic").size or _DEFAULT_SIZE)

    def _flow(self, look: Style) -> Flow:
        return Flow(self.document.styles, Numbers(self.document.lists), look=look)

    def _paragraphs(self, content: Element, look: Style) -> Iterator[SlideParagraph]:
        for piece in self._flow(look).pieces(content):
            if isinstance(piece, FlowParagraph):
                yield piece
            elif isinstance(piece, FlowTable):
                for row in table_rows(piece.element):
                    for cell in row:
                        if cell.element is not None:
                            yield from self._paragraphs(cell.element, look)

    def _notes(self, notes: Element | None) -> Iterator[str]:
        for frame in children(notes, "frame"):
            if attribute(frame, "class") == "notes" and attribute(frame, "placeholder") != "true":
                content = child(frame, "text-box")
                for each in self._paragraphs(content, Style()) if content is not None else ():
                    if each.shown:
                        yield " ".join(line.text for line in each.shown)


def _shapes(parent: Element, depth: int) -> Iterator[Element]:
    """The shapes of a page, groups and links opened: their places are those of the page."""
    for each in parent:
        name = local(each)
        if name in {"g", "a"} and depth < _MAX_GROUPS:
            yield from _shapes(each, depth + 1)
        elif name in SHAPES and name != "g":
            yield each


def _box(shape: Element) -> Box:
    width = points(attribute(shape, "width")) or 0.0
    height = points(attribute(shape, "height")) or 0.0
    x, y = points(attribute(shape, "x")), points(attribute(shape, "y"))
    if x is not None and y is not None:
        return Box(x, y, x + width, y + height)
    return _transformed(attribute(shape, "transform") or "", width, height)


def _transformed(transform: str, width: float, height: float) -> Box:
    """The box around a shape that is turned, then moved."""
    turn, move = _TURN.search(transform), _MOVE.search(transform)
    angle = float(turn.group(1)) if turn else 0.0
    x, y = ((points(length) or 0.0) for length in move.groups()) if move else (0.0, 0.0)
    corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)]
    across = [x + left * math.cos(angle) + top * math.sin(angle) for left, top in corners]
    down = [y - left * math.sin(angle) + top * math.cos(angle) for left, top in corners]
    return Box(min(across), min(down), max(across), max(down))
