"""What stands around the text of a page: menus, site headers and footers, scripts."""

from __future__ import annotations

from lxml import etree

from maillage.intake.readers.html.styles import is_hidden

_SILENT = frozenset(
    "script style noscript template head nav svg math iframe object embed canvas audio video map "
    "select textarea datalist dialog del".split()
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "toolbar"})
_CLASSES = frozenset({"breadcrumb", "breadcrumbs", "fil-ariane", "skip-link", "skiplinks", "cookie-banner"})
_CONTENT = frozenset({"article", "section", "main", "details", "figure"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def is_left_out(element: etree._Element) -> bool:
    """Whether ``element`` is none of the document's text."""
    tag = element.tag
    if tag in _SILENT or element.get("role") in _ROLES or is_hidden(element):
        return True
    if tag in {"header", "footer"}:
        return not any(each.tag in _CONTENT for each in element.iterancestors())
    if tag == "button":
        return not _opens_something(element)
    if tag == "sup":
        return _calls_a_note(element)
    return not _CLASSES.isdisjoint(element.get("class", "").lower().split())


def _opens_something(button: etree._Element) -> bool:
    """A button that unfolds a part of the page is the title of that part."""
    if button.get("aria-expanded") is not None or button.get("aria-controls") is not None:
        return True
    return any(each.tag in _HEADINGS for each in button.iterancestors())


def _calls_a_note(element: etree._Element) -> bool:
    """« [1] » above the line, a link to the foot of the page."""
    text = "".join(map(str, element.itertext())).strip(" []")
    return text.isdigit() and any(each.tag == "a" for each in element.iter())
