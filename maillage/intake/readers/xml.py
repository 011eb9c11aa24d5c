"""Reading office XML by local names, so that the dialects of a format are one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

#: Beyond it a number is a fault, and would not even fit a float.
_LARGEST = 2**40
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: Element) -> str:
    """The tag of ``element`` without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path``, one name for each generation."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children called ``name``."""
    return (each for each in (element if element is not None else ()) if local(each) == name)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """The attribute ``name`` whatever its namespace, else None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute ``name`` as a whole number, None where it is none that a document could hold."""
    value = attribute(element, name)
    try:
        found = int(value) if value is not None else None
    except ValueError:
        return None
    return found if found is None or abs(found) <= _LARGEST else None


def flag(element: Element | None) -> bool | None:
    """An on/off property: None when it is absent, else what it says."""
    if element is None:
        return None
    return attribute(element) not in _OFF


def relation(element: Element | None, name: str = "id") -> str:
    """The attribute ``name`` that has a namespace (« r:id » beside « id »), else the empty string."""
    for key, value in (element.attrib if element is not None else {}).items():
        if key.startswith("{") and key.rpartition("}")[2] == name:
            return value
    return ""
