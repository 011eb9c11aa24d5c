"""What a file is, by its content. The extension is never believed."""

from __future__ import annotations

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import SourceFormat
from maillage.intake.readers.csv_ import is_csv
from maillage.intake.readers.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    OversizedFileError,
    UnknownFormatError,
)
from maillage.intake.readers.html.detection import is_html
from maillage.intake.readers.limits import MAX_FILE_BYTES, MEGABYTE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READABLE = (
    "Maillage lit les fichiers PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), "
    "OpenDocument (.odt, .ods, .odp), les pages web, les CSV et le texte."
)
_AS_PDF_OR_DOCX = "n’est pas encore lu. Enregistrez-le en PDF ou en DOCX, puis réessayez."

#: First bytes of what is refused at once, and how the sentence names it.
_REFUSED_STARTS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF"),
        "Ce fichier est une image ou un média, pas un texte. Retrouvez le document original.",
    ),
    (
        (b"MZ\x90", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!"),
        "Ce fichier est un programme, pas un document\u00a0: il n’est pas ouvert. " + _READABLE,
    ),
    (
        (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "Ce fichier est une archive. Décompressez-la et choisissez le document qu’elle contient.",
    ),
    ((b"{\\rtf",), "Ce document RTF " + _AS_PDF_OR_DOCX),
)

#: What an OpenDocument archive says it is; templates say the same and a word more.
_OPEN_DOCUMENTS: tuple[tuple[bytes, SourceFormat], ...] = (
    (b"opendocument.text", SourceFormat.ODT),
    (b"opendocument.presentation", SourceFormat.ODP),
    (b"opendocument.spreadsheet", SourceFormat.ODS),
)
_OTHER_ARCHIVES: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.graphics", "Ce dessin OpenDocument (.odg) " + _AS_PDF_OR_DOCX),
    (b"opendocument", "Ce fichier OpenDocument " + _AS_PDF_OR_DOCX),
    (b"epub", "Ce livre numérique " + _AS_PDF_OR_DOCX),
)
_BLANK = b" \t\r\n\x00\xef\xbb\xbf"
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"

_OLD_OFFICE: tuple[tuple[str, str], ...] = (
    (
        "WordDocument",
        "Ce document est à l’ancien format Word (.doc). Enregistrez-le en DOCX ou en PDF, puis réessayez.",
    ),
    (
        "PowerPoint Document",
        "Ce diaporama est à l’ancien format PowerPoint (.ppt). Enregistrez-le en PPTX, puis réessayez.",
    ),
    ("Workbook", "Ce classeur est à l’ancien format Excel (.xls). Enregistrez-le en XLSX, puis réessayez."),
    ("Book", "Ce classeur est à l’ancien format Excel (.xls). Enregistrez-le en XLSX, puis réessayez."),
)


def detect_format(data: bytes) -> SourceFormat:
    """The format of ``data``.

    Raises EmptyFileError, OversizedFileError, EncryptedFileError, DamagedFileError
    or UnknownFormatError, whose text says what the file is and what to do.
    """
    # A file of some length is looked at from its start: stripping it whole would copy it.
    if not data[:256].strip(_BLANK) and not data.strip(_BLANK):
        raise EmptyFileError("Ce fichier est vide. Choisissez celui qui contient le plan d’action.")
    if len(data) > MAX_FILE_BYTES:
        raise OversizedFileError(
            f"Ce fichier pèse {len(data) // MEGABYTE}\u00a0Mo\u00a0; la limite est de "
            f"{MAX_FILE_BYTES // MEGABYTE}\u00a0Mo. Allégez ses images ou n’en gardez que le plan d’action."
        )
    if b"%PDF-" in data[:1024]:
        return SourceFormat.PDF
    if data.startswith(b"PK"):
        return _detect_archive(data)
    if data.startswith(_OLE):
        raise _old_office(data)
    _refuse_known(data)
    if not looks_like_text(data):
        raise UnknownFormatError(f"Ce fichier n’est pas d’un format connu. {_READABLE}")
    if is_html(data):
        return SourceFormat.HTML
    return SourceFormat.CSV if is_csv(data) else SourceFormat.TEXT


def _detect_archive(data: bytes) -> SourceFormat:
    archive = Archive(data)
    names = archive.names
    if "word/document.xml" in names:
        return SourceFormat.DOCX
    if "xl/workbook.xml" in names:
        return SourceFormat.XLSX
    if "ppt/presentation.xml" in names:
        return SourceFormat.PPTX
    if "xl/workbook.bin" in names:
        raise UnknownFormatError("Ce classeur binaire (.xlsb) n’est pas lu. Enregistrez-le en XLSX.")
    if (found := _detect_open_document(archive)) is not None:
        return found
    if "[Content_Types].xml" in names:
        raise DamagedFileError("Ce fichier Office est incomplet. Enregistrez-le à nouveau, puis réessayez.")
    raise UnknownFormatError(
        "Ce fichier est une archive. Décompressez-la et choisissez le document qu’elle contient."
    )


def _detect_open_document(archive: Archive) -> SourceFormat | None:
    """The format that a « mimetype » says, or the manifest of an archive that lacks one."""
    for member in ("mimetype", "META-INF/manifest.xml"):
        said = archive.read(member, most=4000) if member in archive.names else b""
        for mark, found in _OPEN_DOCUMENTS:
            if mark in said:
                return found
        for mark, sentence in _OTHER_ARCHIVES:
            if mark in said:
                raise UnknownFormatError(sentence)
    return None


def _old_office(data: bytes) -> EncryptedFileError | UnknownFormatError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFileError(
            "Un mot de passe protège ce document. Enregistrez-en une copie sans mot de passe, puis réessayez."
        )
    for stream, sentence in _OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            return UnknownFormatError(sentence)
    return UnknownFormatError(f"Ce fichier est à un ancien format Office. {_READABLE}")


def _refuse_known(data: bytes) -> None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for starts, sentence in _REFUSED_STARTS:
        if start.startswith(starts) or start.lower().startswith(starts):
            raise UnknownFormatError(sentence)
    if start.startswith(b"<?xml") and _FLAT in data[:4096]:
        raise UnknownFormatError(
            "Ce fichier OpenDocument est en XML à plat (.fodt, .fods, .fodp)\u00a0: il n’est pas lu. "
            "Enregistrez-le en ODT, ODS ou ODP, puis réessayez."
        )
    if data[4:8] == b"ftyp":
        raise UnknownFormatError(_REFUSED_STARTS[0][1])


def looks_like_text(data: bytes) -> bool:
    """Whether ``data`` decodes to text in UTF-8, UTF-16 or windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(data) % 2 == 0
    sample = data[:200_000]
    zeros = sample.count(0)
    if zeros:
        # UTF-16 without a mark: every other byte of Latin text is zero.
        return max(sample[::2].count(0), sample[1::2].count(0)) > 0.4 * len(sample) / 2
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return controls <= len(sample) // 500
