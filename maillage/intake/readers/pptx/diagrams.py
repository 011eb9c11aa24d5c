"""SmartArt: the text of the drawing that PowerPoint keeps beside it, or of its points."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from maillage.intake.readers.pptx.inheritance import TextStyle
from maillage.intake.readers.pptx.package import Package
from maillage.intake.readers.pptx.text import read_text
from maillage.intake.readers.slides.shapes import SlideParagraph
from maillage.intake.readers.xml import attribute, child, children, local, relation

_TEXT_POINTS = frozenset({"node", "asst"})


def diagram_paragraphs(
    package: Package, relations: Mapping[str, tuple[str, str]], diagram: Element
) -> list[SlideParagraph]:
    """The text of a diagram in the order of the drawing, which is that of its outline."""
    _, part = relations.get(relation(diagram, "dm"), ("", ""))
    data = package.part(part)
    drawing = package.part(_drawing_part(relations, data))
    style = TextStyle([])
    if drawing is not None:
        bodies = [child(each, "txBody") for each in drawing.iter() if local(each) == "sp"]
    else:
        points = children(child(data, "ptLst"), "pt")
        bodies = [child(each, "t") for each in points if (attribute(each, "type") or "node") in _TEXT_POINTS]
    return [each for body in bodies for each in read_text(body, style) if each.shown]


def _drawing_part(relations: Mapping[str, tuple[str, str]], data: Element | None) -> str:
    """The part of the drawing that belongs to the diagram's ``data``."""
    for each in data.iter() if data is not None else ():
        if local(each) == "dataModelExt":
            _, part = relations.get(attribute(each, "relId") or "", ("", ""))
            return part
    return ""
