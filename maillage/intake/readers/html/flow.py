"""A page walked in order: what its elements make of the text they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from maillage.intake.readers.blocks import Cell
from maillage.intake.readers.html.furniture import is_left_out
from maillage.intake.readers.html.pieces import PageBreak, Piece, Table, cell_of
from maillage.intake.readers.html.styles import (
    Styles,
    breaks_page,
    indent_of,
    is_word_item,
    list_level,
)
from maillage.intake.readers.html.tables import only_places, rows_of, table_of
from maillage.intake.readers.ordinals import letters, roman
from maillage.intake.readers.prose import Depths, Paragraph, TextLine

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TYPED_MARK = re.compile(r"^[ \u00a0]*(\S{1,6}?)[ \u00a0]{2,}(?=[^ \u00a0])")
_SYMBOLS = {"·": "•", "o": "◦", "§": "▪", "ü": "✓", "Ø": "➢"}
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark o:p q s samp small span "
    "strike strong sub sup time tt u var wbr button img picture source".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TITLE_CLASSES = frozenset({"title", "MsoTitle"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_DEEPEST_HEADING = 6
#: Elements inside each other beyond this are read as one text.
_DEEPEST = 120
_SLACK = 3.0


@dataclass(frozen=True, slots=True)
class _State:
    """What the elements around say of the text; ``nested`` counts them."""

    bold: bool = False
    heading: int | None = None
    depth: int = -1
    kept: bool = False
    nested: int = 0


class FlowReader:
    """Gathers the pieces of a page, or of one cell."""

    def __init__(self, styles: Styles) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._lines = [TextLine()]
        self._mark: tuple[str, int] | None = None
        self._heading = 0
        self._depths = Depths(_SLACK)

    def read(self, element: etree._Element, *, bold: bool = False, nested: int = 0) -> None:
        """Read what ``element`` holds, ``nested`` in as many others already."""
        self._walk(element, _State(bold=bold, nested=nested))
        self._flush(_State())

    def _walk(self, element: etree._Element, state: _State) -> None:
        if state.nested > _DEEPEST:
            self._text(" ".join(map(str, element.itertext())), state)
            return
        state = replace(state, nested=state.nested + 1)
        self._text(element.text, state)
        for each in element:
            if isinstance(each.tag, str) and not is_left_out(each):
                self._element(each, replace(state, bold=self._styles.is_bold(each, state.bold)))
            self._text(each.tail, state)

    def _text(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if state.kept:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._lines.append(TextLine())
                self._lines[-1].parts.append((line, state.bold))
        elif (flat := _BLANKS.sub(" ", text)) != " " or self._lines[-1].parts:
            self._lines[-1].parts.append((flat, state.bold))

    def _element(self, element: etree._Element, state: _State) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break(element, state)
        elif tag == "input":
            self._box(element, state)
        elif tag in _INLINE:
            self._walk(element, state)
        else:
            self._flush(state)
            if breaks_page(element):
                self.pieces.append(PageBreak())
            self._block(element, tag, state)

    def _block(self, element: etree._Element, tag: str, state: _State) -> None:
        titled = tag == "p" and not _TITLE_CLASSES.isdisjoint(element.get("class", "").split())
        if tag in _HEADINGS or titled:
            self._heading = _HEADINGS.get(tag, 1)
            self._paragraph(element, replace(state, heading=self._heading))
        elif tag == "summary" and not any(each.tag in _HEADINGS for each in element.iter()):
            self._heading = min(self._heading + 1, _DEEPEST_HEADING)
            self._paragraph(element, replace(state, heading=self._heading))
        elif tag == "details":
            above = self._heading
            self._paragraph(element, state)
            self._heading = above
        elif tag in _LISTS:
            self._list(element, tag, state)
        elif tag == "table":
            self._table(element, state)
        elif tag == "dl":
            self._definitions(element, state.nested)
        elif tag == "p" and is_word_item(element):
            self._word_item(element, state)
        else:
            self._paragraph(element, replace(state, kept=state.kept or tag == "pre"))

    def _paragraph(self, element: etree._Element, state: _State) -> None:
        self._walk(element, state)
        self._flush(state)

    def _flush(self, state: _State) -> None:
        """End the paragraph under way."""
        lines, self._lines = self._lines, [TextLine()]
        if not any(line.text for line in lines):
            return
        marker, level = self._mark or ("", 0)
        self._mark = None
        if not marker:
            self._depths.reset()
        self.pieces.append(Paragraph(lines, state.heading, marker, level))

    def _break(self, element: etree._Element, state: _State) -> None:
        if breaks_page(element):
            self._flush(state)
            self.pieces.append(PageBreak())
        else:
            self._lines.append(TextLine())

    def _box(self, element: etree._Element, state: _State) -> None:
        if element.get("type", "").lower() in {"checkbox", "radio"}:
            ticked = element.get("checked") is not None
            self._lines[-1].parts.append(("☒ " if ticked else "☐ ", state.bold))

    def _list(self, element: etree._Element, tag: str, state: _State) -> None:
        level = list_level(element)
        inner = replace(state, depth=state.depth + 1 if level is None else level, heading=None)
        number = _number(element.get("start"), 1)
        for each in element:
            if not isinstance(each.tag, str) or is_left_out(each):
                continue
            if each.tag != "li":
                # A list may stand beside its items where it should stand inside the last one.
                self._element(each, inner if each.tag in _LISTS else state)
                continue
            number = _number(each.get("value"), number)
            marker = _marker(number, element.get("type", "")) if tag == "ol" else "•"
            self._mark = (marker, inner.depth)
            self._paragraph(each, replace(inner, bold=self._styles.is_bold(each, inner.bold)))
            self._mark = None
            number += 1

    def _word_item(self, element: etree._Element, state: _State) -> None:
        self._walk(element, state)
        parts = self._lines[0].parts
        opening = "".join(text for text, _ in parts)
        typed = _TYPED_MARK.match(opening)
        if typed:
            self._mark = (_SYMBOLS.get(typed[1], typed[1]), self._depths.of(indent_of(element)))
            self._lines[0].parts = _without(parts, typed.end())
        self._flush(state)

    def _table(self, element: etree._Element, state: _State) -> None:
        for caption in element.iterchildren("caption"):
            self._paragraph(caption, state)
        rows = rows_of(element)
        if only_places(element, rows):
            for row in rows:
                for cell in row:
                    self._paragraph(cell, replace(state, bold=self._styles.is_bold(cell, state.bold)))
            return
        self.pieces.append(table_of(rows, lambda cell: self._cell([cell], state.nested)))

    def _cell(self, elements: list[etree._Element], nested: int) -> Cell:
        reader = FlowReader(self._styles)
        for each in elements:
            reader.read(each, bold=self._styles.is_bold(each, inherited=False), nested=nested)
        return cell_of(reader.pieces)

    def _definitions(self, element: etree._Element, nested: int) -> None:
        """Terms and what they stand for, as a table of two columns."""
        rows: list[tuple[list[etree._Element], list[etree._Element]]] = []
        inner = [each for child in element for each in (child if child.tag == "div" else [child])]
        for each in inner:
            if each.tag not in {"dt", "dd"}:
                continue
            if each.tag == "dt" and (not rows or rows[-1][1]):
                rows.append(([], []))
            if rows:
                rows[-1][each.tag == "dd"].append(each)
        cells = [(self._cell(terms, nested), self._cell(senses, nested)) for terms, senses in rows]
        if cells:
            self.pieces.append(Table(tuple(cells)))


def _without(parts: list[tuple[str, bool]], count: int) -> list[tuple[str, bool]]:
    """``parts`` without their first ``count`` characters."""
    rest: list[tuple[str, bool]] = []
    for text, bold in parts:
        if count < len(text):
            rest.append((text[count:], bold))
        count = max(0, count - len(text))
    return rest


def _number(value: str | None, otherwise: int) -> int:
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else otherwise


def _marker(number: int, kind: str) -> str:
    if kind in {"a", "A"}:
        text = letters(max(number, 1))
    elif kind in {"i", "I"}:
        text = roman(number)
    else:
        return f"{number}."
    return f"{text.upper() if kind.isupper() else text}."
