"""OpenDocument texts (.odt): the body walked in order."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from maillage.intake.readers.blocks import Cell, Source, SourceFormat
from maillage.intake.readers.errors import EmptyFileError
from maillage.intake.readers.limits import MAX_DEPTH
from maillage.intake.readers.odf.flow import Flow, FlowParagraph, FlowTable
from maillage.intake.readers.odf.lists import Numbers
from maillage.intake.readers.odf.package import OpenDocument, open_document
from maillage.intake.readers.odf.tables import TableCell, is_frame, table_rows
from maillage.intake.readers.prose import printed, write_paragraph
from maillage.intake.readers.writing import SourceWriter
from maillage.intake.readers.xml import local


def read_odt(data: bytes, name: str) -> Source:
    """Read an .odt file. Raises the errors of :mod:`errors`, each with a French sentence."""
    source = _BodyReader(name, open_document(data, "text")).read()
    if not any(line.strip() for line in source.lines):
        raise EmptyFileError(
            "Ce document texte ne contient pas de texte, seulement des images ou des pages blanches. "
            "Retrouvez l’original, ou passez-le à la reconnaissance de caractères."
        )
    return source


class _BodyReader:
    def __init__(self, name: str, document: OpenDocument) -> None:
        self._body = document.body
        self._writer = SourceWriter(name, SourceFormat.ODT)
        self._flow = Flow(document.styles, Numbers(document.lists), self._turn_pages)

    def read(self) -> Source:
        """All blocks; pages are counted only where the suite left their marks."""
        if any(local(each) == "soft-page-break" for each in self._body.iter()):
            self._writer.page = 1
        self._write_flow(self._body, 0)
        return self._writer.source(pages=self._writer.page)

    def _turn_pages(self, pages: int) -> None:
        if self._writer.page is not None:
            self._writer.page += pages

    def _write_flow(self, parent: Element, depth: int) -> None:
        for piece in self._flow.pieces(parent, depth):
            if piece.breaks and self._writer.blocks:
                self._writer.page_break()
                self._turn_pages(1)
            if isinstance(piece, FlowTable):
                self._write_table(piece.element, depth)
            else:
                write_paragraph(self._writer, piece)

    def _write_table(self, table: Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        rows = table_rows(table)
        self._writer.blank()
        if is_frame(rows):
            for row in rows:
                for cell in row:
                    if cell.element is not None:
                        self._write_flow(cell.element, depth + 1)
                    self._writer.blank()
            return
        identifier = self._writer.new_table()
        for row in rows:
            cells = [cell_of(self._flow, cell, depth) for cell in row]
            if any(cell.lines for cell in cells):
                self._writer.row(cells, identifier)
        self._writer.blank()


def cell_of(flow: Flow, cell: TableCell, depth: int) -> Cell:
    """One cell of a table, with the lines of all that stands in it."""
    if cell.element is None:
        return Cell(inherited=cell.continued)
    lines: list[str] = []
    weights: list[bool] = []

    def take(paragraph: FlowParagraph) -> None:
        lines.extend(printed(paragraph))
        weights.extend(line.bold for line in paragraph.shown)

    _each_piece(flow, cell.element, depth + 1, take, lines)
    return Cell(lines=tuple(lines), bold=bool(weights) and all(weights))


def _each_piece(
    flow: Flow, parent: Element, depth: int, take: Callable[[FlowParagraph], None], lines: list[str]
) -> None:
    """Give each paragraph of ``parent`` to ``take``; a table inside makes a line of each of its rows."""
    if depth > MAX_DEPTH:
        return
    for piece in flow.pieces(parent, depth):
        if isinstance(piece, FlowParagraph):
            take(piece)
            continue
        for row in table_rows(piece.element):
            texts = [cell_of(flow, cell, depth + 1).text for cell in row]
            lines.append(" | ".join(text for text in texts if text))
    lines[:] = [line for line in lines if line]
