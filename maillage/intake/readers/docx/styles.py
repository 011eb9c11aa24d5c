"""What the styles of a Word document say of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.xml import attribute, child, children, flag, local, number

#: Names of heading styles, in the languages that Word writes them in when they are not built in.
_HEADING_NAME = re.compile(r"^(?:heading|titre|überschrift|titolo|título|ttulo)\s*(\d)\b", re.IGNORECASE)
_TITLE_NAMES = {"title": 1, "titre": 1, "titre principal": 1, "subtitle": 2, "sous-titre": 2}
_BODY_LEVEL = 9
_MAX_PARENTS = 12


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style, with all that it inherits."""

    heading: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    indent: int | None = None
    bold: bool = False


class Styles:
    """The paragraph styles of a document, by their identifier."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        for style in children(root, "style"):
            identifier = attribute(style, "styleId")
            if identifier is None:
                continue
            self._elements[identifier] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
                self._default = identifier

    def get(self, identifier: str | None) -> Style:
        """The style called ``identifier``, or the default one."""
        key = identifier if identifier in self._elements else self._default
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, identifier: str) -> Style:
        chain: list[Element] = []
        key: str | None = identifier
        while key in self._elements and len(chain) < _MAX_PARENTS:
            chain.append(self._elements[key])
            key = attribute(child(chain[-1], "basedOn"))
        result = Style()
        for element in reversed(chain):
            result = _refine(result, element)
        return result


def _refine(parent: Style, element: Element) -> Style:
    numbering = child(element, "pPr", "numPr")
    bold = flag(child(element, "rPr", "b"))
    number_id = attribute(child(numbering, "numId"))
    level = number(child(numbering, "ilvl"))
    indent = left_indent(child(element, "pPr"))
    return Style(
        heading=_heading_level(element, parent.heading),
        number_id=number_id if number_id is not None else parent.number_id,
        number_level=level if level is not None else parent.number_level,
        indent=indent if indent is not None else parent.indent,
        bold=parent.bold if bold is None else bold,
    )


def _heading_level(element: Element, inherited: int | None) -> int | None:
    outline = number(child(element, "pPr", "outlineLvl"))
    if outline is not None:
        return outline_heading(outline)
    for source in (attribute(child(element, "name")), attribute(element, "styleId")):
        name = (source or "").strip()
        if found := _HEADING_NAME.match(name):
            return int(found.group(1))
        if name.lower() in _TITLE_NAMES:
            return _TITLE_NAMES[name.lower()]
    return inherited


def left_indent(properties: Element | None) -> int | None:
    """The left indent that paragraph ``properties`` set, in twentieths of a point."""
    indent = child(properties, "ind")
    left = number(indent, "left")
    return left if left is not None else number(indent, "start")


def outline_heading(level: int) -> int | None:
    """The heading level of an outline level, None for body text."""
    return level + 1 if level < _BODY_LEVEL else None


def is_bold(run: Element, inherited: bool) -> bool:
    """Whether ``run`` is set in bold, given what its paragraph says."""
    properties = child(run, "rPr")
    own = flag(child(properties, "b"))
    if own is not None:
        return own
    style = (attribute(child(properties, "rStyle")) or "").lower()
    return inherited or style in {"strong", "lev", "accentuation"} or style.startswith("strong")


def is_hidden(run: Element) -> bool:
    """Whether ``run`` is hidden text."""
    return bool(flag(child(run, "rPr", "vanish"))) and local(run) == "r"
