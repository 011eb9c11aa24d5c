"""PDF files with text: columns, tables, headings and lists found from where the text stands.

Scanned pages have no text and are not read; a layer of recognised characters is.
"""

from __future__ import annotations

import threading
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
from maillage.intake.readers.limits import MAX_PAGES
from maillage.intake.readers.pdf.fragments import Fragment, FragmentReader, Frame, drawn_bullets
from maillage.intake.readers.pdf.pages import PageUnit, lay_out
from maillage.intake.readers.pdf.rules import page_rules
from maillage.intake.readers.pdf.writing import PdfWriter

#: PDFium holds state of its own and is not safe to enter twice.
_LOCK = threading.Lock()


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF. Raises the errors of :mod:`errors`, each with a French sentence."""
    with _LOCK:
        pages = _read_pages(data)
    if not any(pages):
        raise EmptyFileError(
            "Ce PDF ne contient que des images, sans doute un document numérisé. "
            "Passez-le à la reconnaissance de caractères (OCR), ou retrouvez le document d’origine."
        )
    return PdfWriter(name, pages).source()


def _read_pages(data: bytes) -> list[list[PageUnit]]:
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise OversizedFileError(
                f"Ce PDF compte {len(document)} pages\u00a0; la limite est de {MAX_PAGES}. "
                "N’en gardez que le plan d’action."
            )
        return [_read_page(document, number) for number in range(len(document))]
    finally:
        document.close()


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


def _read_page(document: Any, number: int) -> list[PageUnit]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation())
        fragments = [each for each in FragmentReader(text.raw, frame).read() if _on_page(each, frame)]
        if not fragments:
            return []
        rules, dots = page_rules(page.raw, frame)
        return lay_out([*fragments, *drawn_bullets(fragments, dots)], rules)
    finally:
        text.close()
        page.close()


def _on_page(fragment: Fragment, frame: Frame) -> bool:
    return (
        -5 <= fragment.x0 <= frame.width + 5
        and -5 <= fragment.base <= frame.height + 5
        and bool(fragment.text.strip())
    )
