"""What a deposited file is, told from its bytes. Names and declared types are never believed.

The tables below name every kind that is taken. Archives are opened for their list of members only.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from maillage.files.errors import RefusedFileError

TAKEN = "Documents acceptés\u00a0: PDF, Word, Excel, PowerPoint, OpenDocument, images, texte et CSV."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its type, how people call it, the endings it may have (its own first)."""

    content_type: str
    label: str
    endings: tuple[str, ...]
    is_image: bool = False

    def named(self, name: str) -> str:
        """``name`` with an ending of this kind: a text called « page.html » becomes « page.html.txt »."""
        return name if PurePath(name).suffix.lower() in self.endings else f"{name}{self.endings[0]}"


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
PDF = Kind("application/pdf", "PDF", (".pdf",))
TEXT = Kind("text/plain", "Texte", (".txt", ".md", ".csv", ".tsv"))
_IMAGES = {
    b"\xff\xd8\xff": Kind("image/jpeg", "Image JPEG", (".jpg", ".jpeg"), is_image=True),
    b"\x89PNG\r\n\x1a\n": Kind("image/png", "Image PNG", (".png",), is_image=True),
    b"GIF8": Kind("image/gif", "Image GIF", (".gif",), is_image=True),
}
_WEBP = Kind("image/webp", "Image WebP", (".webp",), is_image=True)
_MEMBERS = {
    "word/document.xml": Kind(f"{_OOXML}.wordprocessingml.document", "Word", (".docx",)),
    "xl/workbook.xml": Kind(f"{_OOXML}.spreadsheetml.sheet", "Excel", (".xlsx",)),
    "ppt/presentation.xml": Kind(f"{_OOXML}.presentationml.presentation", "PowerPoint", (".pptx",)),
}
_OPEN_DOCUMENTS = {
    "text": Kind(f"{_ODF}.text", "Texte OpenDocument", (".odt",)),
    "spreadsheet": Kind(f"{_ODF}.spreadsheet", "Classeur OpenDocument", (".ods",)),
    "presentation": Kind(f"{_ODF}.presentation", "Présentation OpenDocument", (".odp",)),
    "graphics": Kind(f"{_ODF}.graphics", "Dessin OpenDocument", (".odg",)),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {
    "WordDocument": Kind("application/msword", "Word", (".doc",)),
    "PowerPoint Document": Kind("application/vnd.ms-powerpoint", "PowerPoint", (".ppt",)),
    "Workbook": Kind("application/vnd.ms-excel", "Excel", (".xls",)),
}
ALL = (PDF, TEXT, _WEBP, *_IMAGES.values(), *_MEMBERS.values(), *_OPEN_DOCUMENTS.values(), *_STREAMS.values())
_BY_TYPE = {kind.content_type: kind for kind in ALL}
_MACROS = (
    "Ce document contient des macros\u00a0: il n’est pas gardé. Enregistrez-le sans macros, ou en PDF, "
    "puis réessayez."
)
# Office finds parts whatever their capitals; « macrosheets » are the macros of before VBA
_MACRO_PART = re.compile(r"vbaproject[^/]*\.bin$|(?:^|/)macrosheets/", re.IGNORECASE)
_MOST_MEMBERS = 10_000
_MIMETYPE = f"mimetype{_ODF}.".encode()


def kind_of(content_type: str) -> Kind:
    """The kind of a stored type; a plain text for what is not in the tables."""
    return _BY_TYPE.get(content_type, TEXT)


def tell_kind(data: bytes) -> Kind:
    """What ``data`` is. Raises RefusedFileError, with a sentence that says what to do."""
    if not data.strip(b" \t\r\n\x00"):
        raise RefusedFileError("Ce fichier est vide. Choisissez-en un autre.")
    kind = _by_signature(data)
    if kind is None and _is_text(data):
        kind = TEXT
    if kind is None:
        raise RefusedFileError(f"Ce fichier n’est pas d’un genre accepté. {TAKEN}")
    return kind


def _by_signature(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK"):
        return _in_archive(data)
    if data.startswith(_OLE):
        return _in_old_office(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _WEBP
    if data[4:8] == b"ftyp":
        raise RefusedFileError(
            "Cette image ou cette vidéo n’est pas d’un genre accepté. "
            "Enregistrez une photo en JPEG, puis réessayez."
        )
    return next((kind for start, kind in _IMAGES.items() if data.startswith(start)), None)


def _in_archive(data: bytes) -> Kind | None:
    if data.count(b"PK\x01\x02") > _MOST_MEMBERS:
        raise RefusedFileError(f"Ce fichier contient trop d’éléments. {TAKEN}")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedFileError("Ce fichier est abîmé. Enregistrez-le à nouveau, puis réessayez.") from error
    if any(_MACRO_PART.search(name) for name in names):
        raise RefusedFileError(_MACROS)
    if "[Content_Types].xml" in names:
        return next((kind for member, kind in _MEMBERS.items() if member in names), None)
    return _open_document(data, names)


def _open_document(data: bytes, names: set[str]) -> Kind | None:
    """The kind that the first member of an OpenDocument says, which is written in clear."""
    said = data[30:150]
    if not said.startswith(_MIMETYPE):
        return None
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise RefusedFileError(_MACROS)
    word = said[len(_MIMETYPE) :]
    return next((kind for name, kind in _OPEN_DOCUMENTS.items() if word.startswith(name.encode())), None)


def _in_old_office(data: bytes) -> Kind | None:
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise RefusedFileError(_MACROS)
    return next((kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data), None)


def _is_text(data: bytes) -> bool:
    """Whether ``data`` is words in UTF-8, UTF-16 with its mark, or windows-1252, and not a program."""
    if data.startswith((b"#!", b"MZ", b"\x7fELF")):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(data) % 2 == 0
    controls = sum(data.count(code) for code in range(32) if code not in (9, 10, 12, 13))
    return controls == 0
