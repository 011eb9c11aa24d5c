"""PDF files with text: columns, tables, headings and lists found from where the text stands.

A page that is a picture is recognised by tesseract where it is installed; a layer of
characters that the scanner recognised is read as any text.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from maillage.intake.readers.blocks import Source
from maillage.intake.readers.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    OversizedFileError,
)
from maillage.intake.readers.limits import MAX_PAGE_CHARACTERS, MAX_PAGES, MAX_SCANNED_PAGES
from maillage.intake.readers.ocr import find_program
from maillage.intake.readers.pdf.forms import open_page, prepare, without_frames
from maillage.intake.readers.pdf.fragments import Fragment, FragmentReader, Frame, drawn_bullets
from maillage.intake.readers.pdf.letters import most_letters
from maillage.intake.readers.pdf.pages import PageUnit, lay_out
from maillage.intake.readers.pdf.rules import page_rules
from maillage.intake.readers.pdf.scans import Progress, is_scan, recognise_pages
from maillage.intake.readers.pdf.sentences import (
    HOW_TO_READ,
    PageWarning,
    given_up,
    left_unread,
    recognised,
)
from maillage.intake.readers.pdf.writing import PdfWriter

#: A page may print its letters several times over, as shadows; PDFium itself ends at some millions.
_MOST_PRINTED = 8 * MAX_PAGE_CHARACTERS
#: PDFium holds state of its own and is not safe to enter twice.
_LOCK = threading.Lock()


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a PDF. Raises the errors of :mod:`errors`, each with a French sentence.

    ``progress`` is told how many of the scanned pages are recognised, and of how many.
    """
    if most_letters(data) > _MOST_PRINTED:
        raise OversizedFileError(
            "Une page de ce PDF contient trop de texte pour un plan d’action. N’en gardez que le plan."
        )
    with _LOCK:
        document = _open(data)
        try:
            pages, scanned = _read_pages(document)
            warnings = _read_scans(document, pages, scanned, progress)
        finally:
            document.close()
    if not any(pages):
        raise EmptyFileError(_only_pictures(scanned))
    return PdfWriter(name, pages, warnings).source()


def _only_pictures(scanned: Sequence[int]) -> str:
    start = "Ce PDF ne contient que des images"
    if scanned and find_program() is None:
        return f"{start} (scan)\u00a0: {HOW_TO_READ}"
    return f"{start} où aucun texte n’est reconnu. Retrouvez le document d’origine, en PDF ou en DOCX."


def _read_pages(document: Any) -> tuple[list[list[PageUnit]], list[int]]:
    """Every page laid out, and the numbers, from 0, of those that are pictures."""
    if len(document) > MAX_PAGES:
        raise OversizedFileError(
            f"Ce PDF compte {len(document)} pages\u00a0; la limite est de {MAX_PAGES}. "
            "N’en gardez que le plan d’action."
        )
    prepare(document)
    pages: list[list[PageUnit]] = []
    scanned: list[int] = []
    for number in range(len(document)):
        units, is_picture = _read_page(document, number)
        pages.append(units)
        if is_picture:
            scanned.append(number)
    return pages, scanned


def _read_scans(
    document: Any, pages: list[list[PageUnit]], scanned: Sequence[int], progress: Progress | None
) -> list[PageWarning]:
    """Put what is recognised in its place in ``pages``; what to say about it."""
    program = find_program() if scanned else None
    if program is None:
        return left_unread(scanned) if scanned and any(pages) else []
    kept = scanned[:MAX_SCANNED_PAGES]
    read = recognise_pages(document, kept, program, progress)
    for number, scan in read.items():
        if units := lay_out(scan.fragments, scan.rules) if scan.fragments else []:
            pages[number] = units
    done = [number for number in kept if number in read and read[number].fragments]
    return [*recognised(done), *given_up([number for number in scanned if number not in read])]


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise EncryptedFileError(
                "Un mot de passe protège ce PDF. Enregistrez-en une copie sans mot de passe, puis réessayez."
            ) from error
        raise DamagedFileError(
            "Ce PDF est abîmé\u00a0: il ne s’ouvre pas. Exportez-le à nouveau, puis réessayez."
        ) from error


def _read_page(document: Any, number: int) -> tuple[list[PageUnit], bool]:
    """One page laid out, and whether it is a picture."""
    try:
        page, fields = open_page(document, number)
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], False
    try:
        if pdfium.FPDFText_CountChars(text.raw) > MAX_PAGE_CHARACTERS:
            raise OversizedFileError(
                f"La page {number + 1} de ce PDF contient trop de texte pour un plan d’action. "
                "N’en gardez que le plan."
            )
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation())
        fragments = [each for each in FragmentReader(text.raw, frame).read() if _on_page(each, frame)]
        is_picture = is_scan(page, fragments, frame)
        if not fragments:
            return [], is_picture
        rules, dots = page_rules(page.raw, frame)
        rules = without_frames(rules, fields, frame)
        return lay_out([*fragments, *drawn_bullets(fragments, dots)], rules), is_picture
    finally:
        text.close()
        page.close()


def _on_page(fragment: Fragment, frame: Frame) -> bool:
    return (
        -5 <= fragment.x0 <= frame.width + 5
        and -5 <= fragment.base <= frame.height + 5
        and bool(fragment.text.strip())
    )
