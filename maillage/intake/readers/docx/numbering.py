"""Automatic numbers and bullets of Word lists, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.docx.styles import left_indent
from maillage.intake.readers.ordinals import letters, roman
from maillage.intake.readers.xml import attribute, child, children, number

_PLACEHOLDER = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    indent: int | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document. :meth:`marker` must be asked in document order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _shared: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """The lists that numbering.xml declares."""
        abstract = {attribute(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")}
        found = cls()
        for each in children(root, "num"):
            identifier, parent = attribute(each, "numId"), attribute(child(each, "abstractNumId"))
            if identifier is None:
                continue
            found._levels[identifier] = dict(abstract.get(parent, {}))
            for override in children(each, "lvlOverride"):
                found._levels[identifier].update(_levels(override))
            restarts = child(each, "lvlOverride", "startOverride") is not None
            found._shared[identifier] = identifier if restarts else f"abstract {parent}"
        return found

    def indent(self, identifier: str, level: int) -> int | None:
        """How far list ``identifier`` sets ``level`` in, where it says so."""
        rule = self._levels.get(identifier, {}).get(level)
        return rule.indent if rule else None

    def marker(self, identifier: str, level: int) -> str:
        """The bullet or the next number of list ``identifier``; empty when it prints none."""
        levels = self._levels.get(identifier, {})
        rule = levels.get(level)
        if rule is None:
            return "•"
        if rule.format in {"bullet", "none"}:
            return "•" if rule.format == "bullet" else ""
        counts = self._counts.setdefault(self._shared[identifier], {})
        counts[level] = counts.get(level, rule.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]

        def printed(found: re.Match[str]) -> str:
            wanted = int(found.group(1)) - 1
            used = levels.get(wanted, rule)
            return _print_number(counts.get(wanted, used.start), used.format)

        return _PLACEHOLDER.sub(printed, rule.text).strip()


def _levels(element: Element) -> dict[int, _Level]:
    return {
        number(each, "ilvl") or 0: _Level(
            format=attribute(child(each, "numFmt")) or "decimal",
            text=attribute(child(each, "lvlText")) or "",
            start=number(child(each, "start")) or 0,
            indent=left_indent(child(each, "pPr")),
        )
        for each in children(element, "lvl")
    }


def _print_number(value: int, form: str) -> str:
    if form in {"upperLetter", "lowerLetter"}:
        return letters(value).upper() if form == "upperLetter" else letters(value)
    if form in {"upperRoman", "lowerRoman"}:
        return roman(value).upper() if form == "upperRoman" else roman(value)
    return f"{value:02d}" if form == "decimalZero" else str(value)
