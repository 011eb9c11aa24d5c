"""The text of one OpenDocument paragraph, line by line, with what is bold in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.odf.styles import Style, Styles
from maillage.intake.readers.prose import TextLine
from maillage.intake.readers.xml import attribute, local, number

#: Shapes that may hold text of their own.
SHAPES = frozenset(
    {"frame", "custom-shape", "rect", "ellipse", "circle", "g", "line", "connector", "path", "polygon",
     "polyline", "caption", "regular-polygon", "text-box"}
)  # fmt: skip
#: What stands in a paragraph and is no part of its text. Notes and comments among them.
_SILENT = frozenset(
    {"note", "annotation", "annotation-end", "ruby-text", "tracked-changes", "change", "change-start",
     "change-end", "script", "hidden-text", "hidden-paragraph", "desc", "title", "forms"}
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 4
_MAX_DEPTH = 40


@dataclass(slots=True)
class Inline:
    """What a paragraph holds; ``size`` is that of its first letters, None where nothing says it."""

    lines: list[TextLine] = field(default_factory=lambda: [TextLine()])
    boxes: list[Element] = field(default_factory=list)
    page_turns: int = 0
    size: float | None = None

    def write(self, text: str, look: Style) -> None:
        """Add ``text`` to the last line."""
        if not text or look.hidden:
            return
        if self.size is None and text.strip():
            self.size = look.size
        self.lines[-1].parts.append((text, bool(look.bold)))


def read_inline(paragraph: Element, styles: Styles, look: Style) -> Inline:
    """The text of ``paragraph``, which looks as ``look`` where no span says otherwise."""
    found = Inline()
    _walk(paragraph, styles, look, found, 0)
    return found


def _walk(element: Element, styles: Styles, look: Style, found: Inline, depth: int) -> None:
    found.write(_BLANKS.sub(" ", element.text or ""), look)
    for each in element:
        _take(each, styles, look, found, depth)
        found.write(_BLANKS.sub(" ", each.tail or ""), look)


def _take(each: Element, styles: Styles, look: Style, found: Inline, depth: int) -> None:
    name = local(each)
    if name == "s":
        found.write(" " * min(number(each, "c") or 1, _MOST_SPACES), look)
    elif name == "tab":
        found.write("\t", look)
    elif name == "line-break":
        found.lines.append(TextLine())
    elif name == "soft-page-break":
        found.page_turns += 1
    elif name in SHAPES:
        found.boxes.append(each)
    elif name not in _SILENT and depth < _MAX_DEPTH:
        _walk(each, styles, _spanned(each, styles, look) if name == "span" else look, found, depth + 1)


def _spanned(span: Element, styles: Styles, look: Style) -> Style:
    own = styles.get("text", attribute(span, "style-name"))
    return Style(
        bold=look.bold if own.bold is None else own.bold,
        size=look.size if own.size is None else own.size,
        hidden=look.hidden if own.hidden is None else own.hidden,
    )
