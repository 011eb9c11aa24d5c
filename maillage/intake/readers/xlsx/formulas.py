"""Formulas that no spreadsheet program ever computed: their cells look empty and are not."""

from __future__ import annotations

import posixpath
import re

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.errors import UnreadableFileError

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: A cell with a formula and no value after it, or an empty one.
_BLANK = re.compile(
    rb"<(?:\w+:)?c\b(?P<attributes>[^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>)\s*"
    rb"(?P<value><(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]+\d+)"')


def never_computed(archive: Archive) -> dict[str, list[str]]:
    """The addresses of such cells, by the name of their sheet.

    A computed formula may give an empty text: that one says its type.
    """
    found: dict[str, list[str]] = {}
    for title, member in _members(archive).items():
        if member not in archive.names:
            continue
        for cell in _BLANK.finditer(archive.read(member)):
            attributes = cell["attributes"]
            reference = _REFERENCE.search(attributes)
            if reference and not (b't="' in attributes and cell["value"]):
                found.setdefault(title, []).append(reference[1].decode())
    return found


def _members(archive: Archive) -> dict[str, str]:
    """Where the archive keeps each sheet; empty when it does not say."""
    try:
        relations = {each.get("Id"): each.get("Target", "") for each in archive.xml(_RELATIONS)}
        sheets = [each for each in archive.xml(_WORKBOOK).iter() if each.tag.endswith("}sheet")]
    except (KeyError, UnreadableFileError):
        return {}
    return {
        sheet.get("name", ""): posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        for sheet in sheets
        if (target := relations.get(sheet.get(_RELATION_ID)))
    }
