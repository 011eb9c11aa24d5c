"""What the styles of a page say: bold, hidden, set in, lists drawn by Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"^\s*(?:span|p|li|td)?\.([\w-]+)\s*$", re.IGNORECASE)
_WEIGHT = re.compile(
    r"(?:^|;)\s*font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page)", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left\s*:\s*(-?\d+(?:\.\d+)?)\s*(pt|px|cm|mm|in|em)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]*?\blevel(\d)", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"\blst-[\w]+-(\d)\b")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 12.0}
_MOST_STYLE = 100_000
_BOLD_TAGS = frozenset({"b", "strong", "th", "dt", "summary"})
_WORD_STEP = 36.0


@dataclass(frozen=True, slots=True)
class Styles:
    """The classes that the page's own style sheet sets in bold."""

    bold_classes: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(root: etree._Element) -> Styles:
        """Read the ``style`` elements of a page."""
        sheet = "".join(each.text or "" for each in root.iter("style"))[:_MOST_STYLE]
        bold: set[str] = set()
        for selectors, body in _RULE.findall(sheet):
            if _weight(body) is True:
                bold.update(found[1] for each in selectors.split(",") if (found := _CLASS.match(each)))
        return Styles(frozenset(bold))

    def is_bold(self, element: etree._Element, inherited: bool) -> bool:
        """Whether the text of ``element`` is bold, inside a text that is or is not."""
        own = _weight(element.get("style", ""))
        if own is not None:
            return own
        if element.tag in _BOLD_TAGS or not self.bold_classes.isdisjoint(element.get("class", "").split()):
            return True
        return inherited


def _weight(style: str) -> bool | None:
    found = _WEIGHT.search(style)
    return None if found is None else found[1].lower() in {"bold", "bolder", "600", "700", "800", "900"}


def is_hidden(element: etree._Element) -> bool:
    """Whether the page never shows ``element``."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def breaks_page(element: etree._Element) -> bool:
    """Whether a printed page ends before ``element``."""
    return bool(_PAGE_BREAK.search(element.get("style", "")))


def is_word_item(element: etree._Element) -> bool:
    """Whether Word wrote a paragraph that is an item of a list, its bullet typed."""
    style = element.get("style", "")
    return element.get("class", "").startswith("MsoList") or "mso-list:" in style.replace(" ", "")


def indent_of(element: etree._Element) -> float:
    """How far a paragraph of Word is set in, in points."""
    style = element.get("style", "")
    level = _WORD_LEVEL.search(style)
    if level:
        return _WORD_STEP * int(level[1])
    margin = _MARGIN.search(style)
    return float(margin[1]) * _POINTS[margin[2].lower()] if margin else _WORD_STEP


def list_level(element: etree._Element) -> int | None:
    """The level that the class of a list tells, as Google Docs writes them one beside the other."""
    found = _LIST_LEVEL.search(element.get("class", ""))
    return int(found[1]) if found else None
