"""Lists of OpenDocument: bullets, numbers, and how far each level is set in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.odf.styles import points
from maillage.intake.readers.ordinals import letters, roman
from maillage.intake.readers.xml import attribute, child, local, number

OUTLINE = "\0outline"
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_LEVEL_POINTS = 18.0
_LEVELS = ("list-level-style-", "outline-level-style")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level. ``pattern`` prints a number, « %1%.%2% » for instance; empty for a bullet.

    ``instead``: a paragraph's own margin stands for ``indent``, it is not added to it.
    """

    form: str = "bullet"
    pattern: str = ""
    start: int = 1
    indent: float = 0.0
    instead: bool = False


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The list styles of a document, and the numbers that its lists have reached."""

    _levels: dict[str, dict[int, ListLevel]]

    def __init__(self, holders: Iterable[Element]) -> None:
        found: dict[str, dict[int, ListLevel]] = {}
        for holder in holders:
            for each in holder:
                if local(each) == "list-style":
                    found[attribute(each, "name") or ""] = _levels(each)
                elif local(each) == "outline-style":
                    found[OUTLINE] = _levels(each)
        object.__setattr__(self, "_levels", found)

    def level(self, name: str | None, level: int) -> ListLevel | None:
        """Level ``level``, from 1, of the list style called ``name``."""
        return self._levels.get(name or "", {}).get(level)


@dataclass(slots=True)
class Numbers:
    """Counts the items of one document in its order."""

    styles: ListStyles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def begin(self, name: str, *, goes_on: bool) -> None:
        """A list of that style begins, or goes on with the one before."""
        if not goes_on:
            self._counts[name] = {}

    def marker(self, name: str, level: int, start: int | None = None) -> str:
        """The bullet or the next number at ``level`` of the list style; empty when it prints none."""
        rule = self.styles.level(name, level)
        if rule is None or rule.form in {"bullet", "image"}:
            return "•"
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, rule.start - 1) + 1 if start is None else start
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]

        def printed(found: re.Match[str]) -> str:
            wanted = int(found.group(1))
            used = self.styles.level(name, wanted) or rule
            return _print(counts.get(wanted, used.start), used.form)

        return _PLACEHOLDER.sub(printed, rule.pattern).strip()


def _levels(element: Element) -> dict[int, ListLevel]:
    return {number(each, "level") or 1: _level(each) for each in element if local(each).startswith(_LEVELS)}


def _level(element: Element) -> ListLevel:
    kind = local(element).rpartition("-")[2]
    form = attribute(element, "num-format")
    if kind in {"bullet", "image"}:
        form = kind
    level = number(element, "level") or 1
    properties = child(element, "list-level-properties")
    aligned = child(properties, "list-level-label-alignment")
    indent = points(attribute(aligned, "margin-left"))
    if indent is None:
        room = points(attribute(properties, "min-label-width")) or 0.0
        before = points(attribute(properties, "space-before"))
        indent = (level - 1) * _LEVEL_POINTS + room if before is None else before + room
    return ListLevel(
        form or "",
        _pattern(element, level) if form else "",
        number(element, "start-value") or 1,
        indent,
        instead=aligned is not None,
    )


def _pattern(element: Element, level: int) -> str:
    written = attribute(element, "num-list-format")
    if written is not None:
        return written
    shown = min(number(element, "display-levels") or 1, level)
    numbers = ".".join(f"%{each}%" for each in range(level - shown + 1, level + 1))
    return f"{attribute(element, 'num-prefix') or ''}{numbers}{attribute(element, 'num-suffix') or ''}"


def _print(value: int, form: str) -> str:
    if form in {"a", "A"}:
        return letters(value).upper() if form == "A" else letters(value)
    if form in {"i", "I"}:
        return roman(value).upper() if form == "I" else roman(value)
    return str(value) if form else ""
