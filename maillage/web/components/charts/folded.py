"""« données »: the table twin as HTML; a chart an indicator makes too many cells for a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from lxml import etree

from maillage.web.components.charts.ink import legible

if TYPE_CHECKING:
    from maillage.web.components.charts.twin import Row, Twin

_UNKNOWN = "non renseigné"


def folded(twin: Twin, *, opened: bool) -> SafeString:
    """The table behind its word, folded unless ``opened``; lxml escapes every text."""
    root = etree.Element("details", {"class": "data"})
    if opened:
        root.set("open", "open")
    _add(_add(root, "summary", "données"), "span", f"\u00a0: {twin.caption}", css="visually-hidden")
    table = _add(root, "table", css="tab")
    _add(table, "caption", twin.caption, css="visually-hidden")
    head = _add(_add(table, "thead"), "tr")
    _add(head, "th", twin.first, scope="col")
    for name in (*twin.columns, twin.name):
        _add(head, "th", name, css="n", scope="col")
    body = _add(table, "tbody")
    for row in twin.rows:
        _line(body, row)
    if twin.foot:
        _foot(table, twin)
    return SafeString(etree.tostring(root, encoding="unicode", method="html"))


def _line(body: etree._Element, row: Row) -> None:
    line = _add(body, "tr")
    _add(line, "th", row.label, scope="row")
    for said in row.cells:
        _told(line, said or _UNKNOWN, "" if said else "missing")
    _told(line, row.said, "" if row.known else "secret" if row.secret else "missing")


def _told(line: etree._Element, said: str, css: str) -> None:
    if css:
        _add(_add(line, "td", css="n"), "span", said, css=css)
    else:
        _add(line, "td", said, css="n")


def _foot(table: etree._Element, twin: Twin) -> None:
    foot = _add(table, "tfoot")
    for label, said in twin.foot:
        line = _add(foot, "tr")
        head = _add(line, "th", label, scope="row")
        if twin.columns:
            head.set("colspan", str(len(twin.columns) + 1))
        _add(line, "td", said, css="n")


def _add(parent: etree._Element, name: str, text: str = "", css: str = "", scope: str = "") -> etree._Element:
    child = etree.SubElement(parent, name)
    if scope:
        child.set("scope", scope)
    if css:
        child.set("class", css)
    if text:
        child.text = legible(text)
    return child
