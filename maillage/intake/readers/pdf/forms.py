"""What people typed over a page: the fields of a form, free text; made part of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from maillage.intake.readers.pdf.fragments import Frame
from maillage.intake.readers.pdf.rules import Rule

_TYPED = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT})
_MOST = 2000
_AS_SHOWN = 0
_SLACK = 2.0

#: Left, bottom, right and top, as the page counts them.
Field = tuple[float, float, float, float]


def prepare(document: Any) -> None:
    """Let PDFium draw the fields of ``document``, before any page is opened. Nothing is run."""
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()


def open_page(document: Any, number: int) -> tuple[Any, list[Field]]:
    """The page ``number``, from 0, with what was typed over it, and where. Raises PdfiumError."""
    page = document[number]
    fields = list(_fields(page.raw))
    if fields and pdfium.FPDFPage_Flatten(page.raw, _AS_SHOWN) == pdfium.FLATTEN_SUCCESS:
        # The text of a page is read when it is opened.
        page.close()
        page = document[number]
    return page, fields


def _fields(page: Any) -> Iterator[Field]:
    box = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if pdfium.FPDFAnnot_GetSubtype(annotation) in _TYPED and pdfium.FPDFAnnot_GetRect(annotation, box):
            yield box.left, box.bottom, box.right, box.top
        pdfium.FPDFPage_CloseAnnot(annotation)


def without_frames(rules: Iterable[Rule], fields: Iterable[Field], frame: Frame) -> list[Rule]:
    """``rules`` without those drawn around single fields, which are no tables."""
    kept = list(rules)
    for left, bottom, right, top in fields:
        xs, ys = zip(frame.point(left, bottom), frame.point(right, top), strict=True)
        kept = [rule for rule in kept if not _within(rule, *((ys, xs) if rule.across else (xs, ys)))]
    return kept


def _within(rule: Rule, at: Sequence[float], along: Sequence[float]) -> bool:
    return (
        min(at) - _SLACK <= rule.at <= max(at) + _SLACK
        and min(along) - _SLACK <= rule.start
        and rule.end <= max(along) + _SLACK
    )
