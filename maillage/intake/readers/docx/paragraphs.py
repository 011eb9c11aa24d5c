"""The text of one Word paragraph, line by line, with what is bold in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.docx.styles import is_bold, is_hidden
from maillage.intake.readers.prose import TextLine
from maillage.intake.readers.xml import attribute, children, local

#: What holds runs and is itself of no consequence; deletions are absent on purpose.
_WRAPPERS = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo"}
)
_BOX_PARENTS = frozenset({"drawing", "pict", "object", "AlternateContent"})
_SYMBOLS = {"F0FE": "☒", "F0A8": "☐", "F0FC": "✓", "F0E0": "→", "F0E8": "➔", "F0B7": "•", "F0A7": "▪"}


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: its lines, its text boxes, the breaks it carries."""

    lines: list[TextLine] = field(default_factory=lambda: [TextLine()])
    boxes: list[Element] = field(default_factory=list)
    printed_breaks: int = 0
    page_breaks: int = 0

    def write(self, text: str, bold: bool) -> None:
        """Add ``text`` to the last line."""
        self.lines[-1].parts.append((text, bold))


def read_paragraph(paragraph: Element, bold: bool) -> ParagraphText:
    """The text of ``paragraph``, whose style is ``bold`` or not."""
    found = ParagraphText()
    for run in _runs(paragraph):
        if not is_hidden(run):
            _read_run(run, is_bold(run, bold), found)
    return found


def _runs(element: Element) -> Iterator[Element]:
    for each in element:
        name = local(each)
        if name == "r":
            yield each
        elif name in _WRAPPERS:
            yield from _runs(each)


def _read_run(run: Element, bold: bool, found: ParagraphText) -> None:
    for each in run:
        name = local(each)
        if name == "t":
            found.write(each.text or "", bold)
        elif name in {"tab", "ptab"}:
            found.write("\t", bold)
        elif name == "noBreakHyphen":
            found.write("-", bold)
        elif name == "sym":
            found.write(_SYMBOLS.get((attribute(each, "char") or "").upper(), ""), bold)
        elif name == "lastRenderedPageBreak":
            found.printed_breaks += 1
        elif name in {"br", "cr"}:
            _read_break(each, found)
        elif name in _BOX_PARENTS:
            found.boxes.extend(_boxes(each))


def _read_break(element: Element, found: ParagraphText) -> None:
    kind = attribute(element, "type")
    if kind == "page":
        found.page_breaks += 1
    elif kind != "column":
        found.lines.append(TextLine())


def _boxes(element: Element) -> Iterator[Element]:
    if local(element) == "AlternateContent":
        # The same box twice, for new and for old readers: the new one is enough.
        choices = list(children(element, "Choice")) or list(children(element, "Fallback"))
        for choice in choices[:1]:
            yield from _boxes(choice)
        return
    for each in element:
        if local(each) == "txbxContent":
            yield each
        else:
            yield from _boxes(each)
