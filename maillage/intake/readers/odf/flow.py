"""Running text of OpenDocument: paragraphs, headings, lists and boxes in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.limits import MAX_DEPTH
from maillage.intake.readers.odf.inline import SHAPES, read_inline
from maillage.intake.readers.odf.lists import OUTLINE, Numbers
from maillage.intake.readers.odf.styles import Style, Styles
from maillage.intake.readers.prose import Depths
from maillage.intake.readers.slides.shapes import SlideParagraph
from maillage.intake.readers.writing import split_bullet
from maillage.intake.readers.xml import attribute, local, number

_POINTS_SLACK = 3.0
_LEVEL_POINTS = 18.0
_BODY_LEVEL = 9
_MAX_LISTS = 20
#: What only holds text.
_WRAPPERS = frozenset(
    {"section", "index-body", "index-title", "table-of-content", "alphabetical-index", "user-index",
     "illustration-index", "table-index", "object-index", "bibliography", "numbered-paragraph", "a"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FlowParagraph(SlideParagraph):
    """A paragraph; ``breaks`` says that it begins a page."""

    breaks: bool = False


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table that stands in the flow; ``breaks`` says that it begins a page."""

    element: Element
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """Where in its list a paragraph stands; ``first`` is the paragraph that bears the mark."""

    style: str
    level: int
    first: bool
    start: int | None = None


@dataclass(slots=True)
class Flow:
    """Walks through text. ``turn_page`` is told of the pages that the suite counted.

    ``look``: what a shape gives to the text in it.
    """

    styles: Styles
    numbers: Numbers
    turn_page: Callable[[int], None] = lambda _: None
    look: Style = field(default_factory=Style)

    def pieces(self, parent: Element, depth: int = 0) -> Iterator[FlowParagraph | FlowTable]:
        """The paragraphs and tables of ``parent``, boxes after the paragraph that they hang on."""
        yield from self._pieces(parent, Depths(_POINTS_SLACK), depth)

    def _pieces(self, parent: Element, depths: Depths, depth: int) -> Iterator[FlowParagraph | FlowTable]:
        if depth > MAX_DEPTH:
            return
        for each in parent:
            name = local(each)
            if name in {"p", "h"}:
                yield from self._paragraph(each, depths, depth, None)
            elif name == "list":
                yield from self._list(each, depths, depth, _Item("", 0, first=False))
            elif name == "table":
                style = self.styles.get("table", attribute(each, "style-name"))
                yield FlowTable(each, breaks=bool(style.breaks))
            elif name == "soft-page-break":
                self.turn_page(1)
            elif name in SHAPES:
                yield from self.pieces(each, depth + 1)
            elif name in _WRAPPERS and attribute(each, "display") != "none":
                yield from self._pieces(each, depths, depth + 1)

    def _list(
        self, element: Element, depths: Depths, depth: int, outer: _Item
    ) -> Iterator[FlowParagraph | FlowTable]:
        """The items of a list; one inside another keeps its style where it says none."""
        level = outer.level + 1
        style = attribute(element, "style-name") or outer.style
        if level > _MAX_LISTS:
            return
        if level == 1:
            goes_on = attribute(element, "continue-numbering") == "true"
            self.numbers.begin(style, goes_on=goes_on or bool(attribute(element, "continue-list")))
        for item in element:
            first = local(item) == "list-item"
            for each in item:
                name = local(each)
                if name in {"p", "h"}:
                    place = _Item(style, level, first, number(item, "start-value"))
                    yield from self._paragraph(each, depths, depth, place)
                    first = False
                elif name == "list":
                    yield from self._list(each, depths, depth, _Item(style, level, first=False))
                elif name == "table":
                    yield FlowTable(each)
                elif name == "soft-page-break":
                    self.turn_page(1)

    def _paragraph(
        self, element: Element, depths: Depths, depth: int, item: _Item | None
    ) -> Iterator[FlowParagraph | FlowTable]:
        style = self.styles.get("paragraph", attribute(element, "style-name"))
        heading = self._heading(element, style)
        bold = next((each for each in (style.bold, self.look.bold) if each is not None), False)
        look = Style(
            bold=bold or heading is not None,
            size=self.look.size if style.size is None else style.size,
            hidden=style.hidden,
        )
        inline = read_inline(element, self.styles, look)
        self.turn_page(inline.page_turns)
        marker, level = "", 0
        if any(line.text for line in inline.lines):
            marker, level = self._mark(element, style, item, depths)
            if not marker and not any(split_bullet(line.text)[0] for line in inline.lines):
                depths.reset()
        size = inline.size or look.size or 0.0
        yield FlowParagraph(
            inline.lines, heading, marker, level, round(2 * size) / 2, breaks=bool(style.breaks)
        )
        for box in inline.boxes:
            yield from self.pieces(box, depth + 1)

    def _heading(self, element: Element, style: Style) -> int | None:
        if local(element) != "h":
            return style.heading
        level = number(element, "outline-level") or 1
        return level if level <= _BODY_LEVEL else None

    def _mark(self, element: Element, style: Style, item: _Item | None, depths: Depths) -> tuple[str, int]:
        """The mark that a paragraph bears, and how deep it stands."""
        margin = style.margin or 0.0
        if item is None:
            if local(element) == "h" and attribute(element, "is-list-header") != "true":
                return self._outline_number(element), 0
            return "", depths.of(margin)
        if not item.first or style.numbered is False:
            return "", depths.of(margin)
        name = item.style or style.list_style or ""
        rule = self.numbers.styles.level(name, item.level)
        marker = self.numbers.marker(name, item.level, item.start)
        if rule is None:
            return marker, depths.of(margin + _LEVEL_POINTS * item.level)
        if not rule.instead:
            return marker, depths.of(margin + rule.indent)
        return marker, depths.of(rule.indent if style.margin is None else margin)

    def _outline_number(self, element: Element) -> str:
        level = number(element, "outline-level") or 1
        rule = self.numbers.styles.level(OUTLINE, level)
        return self.numbers.marker(OUTLINE, level) if rule is not None and rule.form else ""
