"""Writing SVG: elements with attributes and classes, never with a style, all text escaped by lxml."""

from __future__ import annotations

import re
from functools import cache

from django.utils.safestring import SafeString
from lxml import etree

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

Attribute = str | float | None


def legible(text: str) -> str:
    """``text`` without the characters that no document holds."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


def _said(value: Attribute) -> str:
    if isinstance(value, str):
        return legible(value)
    return f"{round(value, 1):.10g}" if value is not None else ""


@cache
def _attribute(name: str) -> str:
    """The SVG name of a keyword: ``text_anchor`` for text-anchor, ``class_`` for class."""
    return name.rstrip("_").replace("_", "-")


class Drawing:
    """An image of ``width`` × ``height`` units, named by ``title`` and told by ``description``."""

    def __init__(self, key: str, width: float, height: float, title: str, description: str) -> None:
        self.width, self.height = width, height
        names = {"role": "img", "aria-labelledby": f"{key}-titre {key}-dit"}
        self._root = etree.Element("svg", {"viewBox": f"0 0 {_said(width)} {_said(height)}", **names})
        self._add(self._root, "title", title, id=f"{key}-titre")
        self._add(self._root, "desc", description, id=f"{key}-dit")

    def _add(
        self, parent: etree._Element, name: str, text: str = "", **attributes: Attribute
    ) -> etree._Element:
        kept = {_attribute(key): _said(one) for key, one in attributes.items() if one is not None}
        child = etree.SubElement(parent, name, kept)
        if text:
            child.text = _said(text)
        return child

    def line(self, css: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight line."""
        self._add(self._root, "line", class_=css, x1=start[0], y1=start[1], x2=end[0], y2=end[1])

    def path(self, css: str, points: list[tuple[float, float]]) -> None:
        """A broken line through ``points``."""
        through = " ".join(f"{_said(x)},{_said(y)}" for x, y in points)
        self._add(self._root, "polyline", class_=css, points=through)

    def dot(self, css: str, at: tuple[float, float], radius: float, told: str) -> None:
        """A round point that says itself when pointed at."""
        dot = self._add(self._root, "circle", class_=css, cx=at[0], cy=at[1], r=radius)
        self._add(dot, "title", told)

    def box(self, css: str, corner: tuple[float, float], size: tuple[float, float], told: str = "") -> None:
        """A bar."""
        width, height = size
        box = self._add(
            self._root, "rect", class_=css, x=corner[0], y=corner[1], width=width, height=height, rx=2.0
        )
        if told:
            self._add(box, "title", told)

    def hatched(self, corner: tuple[float, float], side: float, told: str) -> None:
        """The mark of a secret value: a small hatched square."""
        x, y = corner
        self.box("masked", corner, (side, side), told)
        for shift in (0.0, side / 3, 2 * side / 3):
            self.line("masked-line", (x + shift, y + side), (x + side, y + shift))
            if shift:
                self.line("masked-line", (x, y + side - shift), (x + side - shift, y))

    def text(self, css: str, at: tuple[float, float], said: str, anchor: str = "start") -> None:
        """A label; ``anchor`` is start, middle or end."""
        self._add(self._root, "text", said, class_=css, x=at[0], y=at[1], text_anchor=anchor)

    def markup(self) -> SafeString:
        """The image, ready for a page: lxml escaped every text and attribute."""
        return SafeString(etree.tostring(self._root, encoding="unicode"))


def width_of(text: str, size: float = 13) -> float:
    """About how wide a text is, in the units of a drawing: enough to keep two labels apart."""
    return 0.52 * size * len(text)
