"""Archives that become immense once expanded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from tests.fuzz.hostile.hostile import Hostile

_CHUNK = bytes(1024 * 1024)
_MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
_KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def _archive(extension: str, fill: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        if extension in _KINDS:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{_KINDS[extension]}")
        fill(archive)
    return out.getvalue()


def _huge_member(extension: str) -> bytes:
    """The main part itself, hundreds of times its compressed size."""

    def fill(archive: zipfile.ZipFile) -> None:
        with archive.open(_MAIN[extension], "w") as member:
            for _ in range(60):
                member.write(_CHUNK)

    return _archive(extension, fill)


def _lying_directory(extension: str) -> bytes:
    """A huge main part that the directory says is small."""
    data = bytearray(_huge_member(extension))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        name = data.find(
            _MAIN[extension].encode(), data.find(mark) if mark == b"PK\x03\x04" else data.rfind(mark)
        )
        start = data.rfind(mark, 0, name)
        data[start + place : start + place + 4] = (5000).to_bytes(4, "little")
    return bytes(data)


def _nested(extension: str) -> bytes:
    """Archives in archives in archives beside the main part: nobody opens them."""
    inner = _huge_member(extension)

    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr(_MAIN[extension], "<root/>")
        for number in range(200):
            archive.writestr(f"dedans/{number}.zip", inner)

    return _archive(extension, fill)


def _many_members(extension: str) -> bytes:
    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr(_MAIN[extension], "<root/>")
        for number in range(5000):
            archive.writestr(f"p/{number}.xml", "")

    return _archive(extension, fill)


def _overlapping() -> bytes:
    """Many entries of one directory that all lead to the same bytes."""
    data = _huge_member("docx")
    directory = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    entry = data[directory:end]
    many = 3000
    closing = bytearray(data[end:])
    closing[8:12] = many.to_bytes(2, "little") * 2
    closing[12:16] = (many * len(entry)).to_bytes(4, "little")
    return data[:directory] + entry * many + bytes(closing)


_SAID = "décompressé|abîmé|incomplet"
BOMBS: tuple[Hostile, ...] = (
    *(Hostile(f"huge.{each}", partial(_huge_member, each), "décompressé") for each in _MAIN),
    *(Hostile(f"lying.{each}", partial(_lying_directory, each), _SAID) for each in ("docx", "xlsx", "odt")),
    *(Hostile(f"nested.{each}", partial(_nested, each), ".") for each in ("pptx", "ods")),
    *(Hostile(f"members.{each}", partial(_many_members, each), "décompressé") for each in ("docx", "odp")),
    Hostile("overlapping.docx", _overlapping, "décompressé"),
)
