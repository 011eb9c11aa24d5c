"""Placeholders: what a shape takes from the one of its layout and of its master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.pptx.inheritance import TextStyle
from maillage.intake.readers.pptx.package import Package
from maillage.intake.readers.xml import attribute, child, local

TITLES = frozenset({"title", "ctrTitle"})
FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum"})
_OPENING_LAYOUTS = frozenset({"title", "secHead"})
_MASTER_STYLES = {"title": "titleStyle", "body": "bodyStyle"}


def placeholder(shape: Element) -> Element | None:
    """The mark that makes ``shape`` a placeholder."""
    for each in shape:
        if local(each).startswith("nv"):
            return child(each, "nvPr", "ph")
    return None


def kind_of(mark: Element) -> str:
    """« title », « body », « ftr »…; « obj » where nothing is said."""
    return attribute(mark, "type") or "obj"


def _family(kind: str) -> str:
    return "title" if kind in TITLES else kind if kind in FURNITURE else "body"


@dataclass(slots=True)
class Layout:
    """The layout of a slide and the master under it."""

    package: Package
    layout: Element | None = None
    master: Element | None = None
    _styles: dict[tuple[str, str], TextStyle] = field(default_factory=dict)

    @property
    def opens(self) -> bool:
        """Whether the layout is made for the title of the deck or of a part."""
        return attribute(self.layout, "type") in _OPENING_LAYOUTS

    def ancestors(self, mark: Element) -> list[Element]:
        """The shapes of the layout and of the master that a placeholder stands for, nearest first."""
        nearest = _same_index(self.layout, mark)
        if nearest is None:
            nearest = _same_family(self.layout, mark)
        return [shape for shape in (nearest, _same_family(self.master, mark)) if shape is not None]

    def style(self, shape: Element, mark: Element | None) -> TextStyle:
        """The chain of list styles of a shape's text."""
        own = child(shape, "txBody", "lstStyle")
        chain = [own] if own is not None and len(own) else []
        if mark is None:
            chain.extend(self._defaults("otherStyle"))
            return self._cached(("", ""), chain)
        for ancestor in self.ancestors(mark):
            listed = child(ancestor, "txBody", "lstStyle")
            if listed is not None and len(listed):
                chain.append(listed)
        kind = kind_of(mark)
        chain.extend(self._defaults(_MASTER_STYLES.get(_family(kind), "otherStyle")))
        return self._cached((kind, attribute(mark, "idx") or ""), chain)

    def _cached(self, key: tuple[str, str], chain: list[Element]) -> TextStyle:
        known = self._styles.get(key)
        if known is None or list(known.chain) != chain:
            known = self._styles[key] = TextStyle(chain)
        return known

    def cell_style(self) -> TextStyle:
        """The chain of a table's text."""
        return TextStyle(self._defaults("otherStyle"))

    def _defaults(self, name: str) -> list[Element]:
        deck = child(self.package.presentation, "defaultTextStyle")
        master = child(self.master, "txStyles", name)
        # Free text boxes follow the deck; placeholders follow their master.
        nearest = [deck, master] if name == "otherStyle" else [master, deck]
        return [each for each in nearest if each is not None]


def layout_of(package: Package, layout: str | None) -> Layout:
    """The layout of that part, with its master; empty where the file lacks it."""
    master = package.related(layout, "slideMaster") if layout else None
    return Layout(
        package,
        package.shared(layout) if layout else None,
        package.shared(master) if master else None,
    )


def _placeholders(root: Element | None) -> Iterator[tuple[Element, Element]]:
    tree = child(root, "cSld", "spTree")
    for shape in tree if tree is not None else ():
        mark = placeholder(shape)
        if mark is not None:
            yield shape, mark


def _same_index(root: Element | None, mark: Element) -> Element | None:
    index = attribute(mark, "idx")
    if index is None:
        return None
    return next((shape for shape, other in _placeholders(root) if attribute(other, "idx") == index), None)


def _same_family(root: Element | None, mark: Element) -> Element | None:
    kind = kind_of(mark)
    exact = next((shape for shape, other in _placeholders(root) if kind_of(other) == kind), None)
    if exact is not None:
        return exact
    family = _family(kind)
    return next((shape for shape, other in _placeholders(root) if _family(kind_of(other)) == family), None)
