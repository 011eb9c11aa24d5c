"""Merged cells without end: openpyxl makes an object of each square that they cover."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from openpyxl.utils import column_index_from_string

from maillage.intake.readers.archive import Archive

_MERGES = re.compile(rb"<((?:\w+:)?)mergeCells\b.*?</\1mergeCells\s*>", re.DOTALL)
_SQUARES = re.compile(rb"\bref\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})[\"']")
_MOST_SQUARES = 200_000
_SHEETS = "xl/worksheets/"


def without_endless_merges(data: bytes) -> tuple[bytes, bool]:
    """``data`` without the merges of sheets that merge beyond reason, and whether there were any."""
    archive = Archive(data)
    changed = {
        name: _MERGES.sub(b"", content)
        for name in archive.names
        if name.startswith(_SHEETS) and _covered(content := archive.read(name)) > _MOST_SQUARES
    }
    if not changed:
        return data, False
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, changed[name] if name in changed else archive.read(name))
    return out.getvalue(), True


def _covered(sheet: bytes) -> int:
    return sum(
        _width(first, last) * max(0, int(bottom) - int(top) + 1)
        for merges in _MERGES.finditer(sheet)
        for first, top, last, bottom in _SQUARES.findall(merges[0])
    )


def _width(first: bytes, last: bytes) -> int:
    try:
        start, end = (column_index_from_string(each.decode().upper()) for each in (first, last))
    except ValueError:
        return 0
    return max(0, end - start + 1)
