"""One slide of a PowerPoint deck: its shapes, at any depth of its groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.pptx.diagrams import diagram_paragraphs
from maillage.intake.readers.pptx.geometry import Transform
from maillage.intake.readers.pptx.inheritance import EMU_PER_POINT, TextStyle, hidden
from maillage.intake.readers.pptx.package import Package
from maillage.intake.readers.pptx.placeholders import (
    FURNITURE,
    TITLES,
    Layout,
    kind_of,
    layout_of,
    placeholder,
)
from maillage.intake.readers.pptx.tables import read_table
from maillage.intake.readers.pptx.text import read_text
from maillage.intake.readers.slides.shapes import Box, Slide, SlideParagraph, TextShape
from maillage.intake.readers.xml import attribute, child, children, local, number

_MAX_GROUPS = 60
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_TABLE, _CHART, _DIAGRAM = "tbl", "chart", "relIds"


@dataclass(slots=True)
class SlideReader:
    """Reads the slides of one deck."""

    package: Package
    _layouts: dict[str | None, Layout] = field(default_factory=dict)

    def read(self, part: str, position: int) -> Slide:
        """The slide in ``part``; one that the file has lost is marked so."""
        root = self.package.part(part)
        slide = Slide(position, hidden=attribute(root, "show") in {"0", "false"})
        tree = child(root, "cSld", "spTree")
        if tree is None:
            slide.lost = True
        if tree is None or slide.hidden:
            return slide
        relations = self.package.relations(part)
        layout = self._layout(next((to for kind, to in relations.values() if kind == "slideLayout"), None))
        slide.opening = layout.opens
        _TreeReader(self.package, relations, layout, slide, _room(self.package.presentation)).walk(
            tree, Transform(), 0
        )
        notes = next((to for kind, to in relations.values() if kind == "notesSlide"), None)
        slide.notes = self._notes(notes) if notes else []
        return slide

    def _layout(self, part: str | None) -> Layout:
        if part not in self._layouts:
            self._layouts[part] = layout_of(self.package, part)
        return self._layouts[part]

    def _notes(self, part: str) -> list[str]:
        tree = child(self.package.part(part), "cSld", "spTree")
        found: list[str] = []
        for shape in children(tree, "sp"):
            mark = placeholder(shape)
            if mark is not None and kind_of(mark) == "body":
                paragraphs = read_text(child(shape, "txBody"), TextStyle([]))
                found.extend(" ".join(line.text for line in each.shown) for each in paragraphs if each.shown)
        return found


def _room(presentation: Element) -> Box:
    size = child(presentation, "sldSz")
    width, height = number(size, "cx") or 0, number(size, "cy") or 0
    return Box(0.0, 0.0, width / EMU_PER_POINT, height / EMU_PER_POINT)


@dataclass(slots=True)
class _TreeReader:
    package: Package
    relations: dict[str, tuple[str, str]]
    layout: Layout
    slide: Slide
    room: Box

    def walk(self, tree: Element, transform: Transform, depth: int) -> None:
        """Take what ``tree`` holds, groups opened."""
        for each in tree:
            name = local(each)
            if name == "sp":
                self._take_text(each, transform)
            elif name == "grpSp" and depth < _MAX_GROUPS and not _is_hidden(each):
                self.walk(each, transform.inside(child(each, "grpSpPr", "xfrm")), depth + 1)
            elif name == "graphicFrame" and not _is_hidden(each):
                self._take_frame(each, transform)
            elif name == "pic":
                self.slide.pictures += 1
            elif name == "AlternateContent" and depth < _MAX_GROUPS:
                choice = child(each, "Choice")
                self.walk(choice if choice is not None else each, transform, depth + 1)

    def _take_text(self, shape: Element, transform: Transform) -> None:
        mark = placeholder(shape)
        if _is_hidden(shape) or (mark is not None and kind_of(mark) in FURNITURE):
            return
        body = child(shape, "txBody")
        if body is None:
            self.slide.pictures += child(shape, "spPr", "blipFill") is not None
            return
        paragraphs = read_text(body, self.layout.style(shape, mark))
        frames = [child(shape, "spPr", "xfrm")]
        if mark is not None:
            frames += [child(each, "spPr", "xfrm") for each in self.layout.ancestors(mark)]
        placed = (transform.box(frame) for frame in frames if frame is not None)
        box = next((found for found in placed if found is not None), _NOWHERE)
        title = mark is not None and kind_of(mark) in TITLES
        anchor = attribute(child(body, "bodyPr"), "anchor") or "t"
        self._add(paragraphs, box, title=title, from_top=anchor == "t")

    def _add(
        self, paragraphs: list[SlideParagraph], box: Box, *, title: bool = False, from_top: bool = True
    ) -> None:
        if not any(each.shown for each in paragraphs) or not self._shows(box):
            return
        if not title:
            self.slide.count(paragraphs)
        self.slide.shapes.append(TextShape(box, paragraphs, title=title, from_top=from_top))

    def _shows(self, box: Box) -> bool:
        """Whether a box lies on the slide, in part at least: what is parked beside it is not shown."""
        room = self.room
        return not room.width or (
            box.x0 < room.x1 and box.x1 >= 0 and box.top < room.bottom and box.bottom >= 0
        )

    def _take_frame(self, frame: Element, transform: Transform) -> None:
        place = child(frame, "xfrm")
        box = (transform.box(place) if place is not None else None) or _NOWHERE
        data = child(frame, "graphic", "graphicData")
        content = next(iter(data), None) if data is not None else None
        name = local(content) if content is not None else ""
        if content is None:
            return
        if name == _TABLE:
            self._take_table(content, box)
        elif name == _DIAGRAM:
            self._add(diagram_paragraphs(self.package, self.relations, content), box)
        elif name in {_CHART, "chartSpace"}:
            self.slide.charts += 1
        else:
            self.slide.pictures += 1

    def _take_table(self, element: Element, box: Box) -> None:
        table = read_table(element, self.layout.cell_style())
        if not self._shows(box):
            return
        self.slide.count(table.paragraphs)
        if table.is_frame:
            self.slide.shapes.append(TextShape(box, table.paragraphs))
        elif any(cell.lines for row in table.rows for cell in row):
            self.slide.shapes.append(table.shape(box))


def _is_hidden(shape: Element) -> bool:
    return any(local(each).startswith("nv") and hidden(child(each, "cNvPr")) for each in shape)
