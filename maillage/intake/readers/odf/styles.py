"""What the styles of an OpenDocument file say, with all that they inherit. Lengths are points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from xml.etree.ElementTree import Element

from maillage.intake.readers.xml import attribute, child, local, number

_POINTS = {"pt": 1.0, "cm": 28.3465, "mm": 2.83465, "in": 72.0, "inch": 72.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"^\s*(-?\d{0,9}\.?\d{1,20})\s*([a-z]+|%)?\s*$")
_BOLD_WEIGHT = 600
_MAX_PARENTS = 12
_TITLES = {"title": 1, "titre": 1, "titre principal": 1, "subtitle": 2, "sous-titre": 2}
_TRUE = "true"


def points(text: str | None) -> float | None:
    """A length in points, None where it is none."""
    found = _LENGTH.match(text or "")
    if not found or found.group(2) not in _POINTS:
        return None
    return float(found.group(1)) * _POINTS[found.group(2)]


@dataclass(frozen=True, slots=True)
class Style:
    """One style. What nothing says is None; ``breaks`` is never inherited."""

    bold: bool | None = None
    size: float | None = None
    heading: int | None = None
    margin: float | None = None
    list_style: str | None = None
    numbered: bool | None = None
    hidden: bool | None = None
    visible: bool | None = None
    anchor: str | None = None
    breaks: bool | None = None


_OWN_ONLY = frozenset({"breaks"})


class Styles:
    """The styles of a document by family and name; those of ``holders`` that come last win."""

    def __init__(self, holders: Iterable[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        for holder in holders:
            for each in holder:
                family, name = attribute(each, "family") or "", attribute(each, "name") or ""
                if local(each) == "style":
                    self._elements[family, name] = each
                elif local(each) == "default-style":
                    self._elements[family, ""] = each

    def get(self, family: str, name: str | None) -> Style:
        """The style ``name`` of ``family``; without a name, an empty one."""
        if not name:
            return Style()
        key = (family, name)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def default(self, family: str) -> Style:
        """What styles of ``family`` start from."""
        element = self._elements.get((family, ""))
        return Style() if element is None else _own(element, Style())

    def _resolve(self, key: tuple[str, str]) -> Style:
        family, name = key
        chain: list[Element] = []
        while (family, name) in self._elements and name and len(chain) < _MAX_PARENTS:
            chain.append(self._elements[family, name])
            name = attribute(chain[-1], "parent-style-name") or ""
        result = Style()
        for element in reversed(chain):
            result = _over(_own(element, result), result)
        return result


def _over(own: Style, parent: Style) -> Style:
    """``own``, completed by what its parent says; a list of its own sets the margin anew."""
    anew = _OWN_ONLY | {"margin"} if own.list_style else _OWN_ONLY
    missing = {
        each.name: getattr(parent, each.name)
        for each in fields(Style)
        if getattr(own, each.name) is None and each.name not in anew
    }
    return replace(own, **missing)


def _own(element: Element, parent: Style) -> Style:
    text, paragraph = child(element, "text-properties"), child(element, "paragraph-properties")
    graphic = child(element, "graphic-properties")
    return Style(
        bold=_weight(attribute(text, "font-weight")),
        size=_size(attribute(text, "font-size"), parent.size),
        heading=_heading(element),
        margin=points(attribute(paragraph, "margin-left")),
        list_style=attribute(element, "list-style-name"),
        numbered=_is(attribute(element, "enable-numbering") or attribute(paragraph, "enable-numbering")),
        hidden=_hides(attribute(text, "display")),
        visible=_shows(element),
        anchor=attribute(graphic, "textarea-vertical-align"),
        breaks=_breaks(element, paragraph),
    )


def _weight(value: str | None) -> bool | None:
    if value is None:
        return None
    return value == "bold" or (value.isdigit() and int(value) >= _BOLD_WEIGHT)


def _size(value: str | None, inherited: float | None) -> float | None:
    if value is not None and value.endswith("%"):
        share = _LENGTH.match(value)
        return None if inherited is None or not share else inherited * float(share.group(1)) / 100
    return points(value)


def _heading(element: Element) -> int | None:
    level = number(element, "default-outline-level")
    if level is not None:
        return level or None
    name = (attribute(element, "display-name") or attribute(element, "name") or "").strip().lower()
    return _TITLES.get(name) if attribute(element, "family") == "paragraph" else None


def _breaks(element: Element, paragraph: Element | None) -> bool:
    """Whether what is of this style begins a page: a paragraph, or a table."""
    holders = (paragraph, child(element, "table-properties"))
    return any(attribute(each, "break-before") == "page" for each in holders) or bool(
        attribute(element, "master-page-name")
    )


def _is(value: str | None) -> bool | None:
    return None if value is None else value == _TRUE


def _hides(value: str | None) -> bool | None:
    return None if value is None else value == "none"


def _shows(element: Element) -> bool | None:
    """Whether a slide or a sheet of this style is shown."""
    page, sheet = child(element, "drawing-page-properties"), child(element, "table-properties")
    if attribute(page, "visibility") is not None:
        return attribute(page, "visibility") != "hidden"
    return _is(attribute(sheet, "display"))
