"""Decks made from a PDF: every line of text is a box of its own.

Such slides are pages: their lines are put together as those of a PDF are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.pages import lay_out
from maillage.intake.readers.pdf.writing import PdfWriter
from maillage.intake.readers.slides.shapes import Slide, TextShape

_BASELINE = 0.35
_DEFAULT_SIZE = 12.0


def write_scattered(name: str, form: SourceFormat, slides: Sequence[Slide]) -> Source:
    """The blocks of a deck whose shapes are single lines."""
    pages = [lay_out(list(_fragments(slide)), []) for slide in slides]
    return replace(PdfWriter(name, pages).source(), format=form)


def _fragments(slide: Slide) -> Iterator[Fragment]:
    for shape in slide.shapes:
        if isinstance(shape, TextShape):
            yield _fragment(shape)


def _fragment(shape: TextShape) -> Fragment:
    lines = [line for paragraph in shape.paragraphs for line in paragraph.shown]
    size = next((each.size for each in shape.paragraphs if each.shown), 0.0) or _DEFAULT_SIZE
    base = (shape.box.top + shape.box.bottom) / 2 + _BASELINE * size
    return Fragment(shape.text, shape.box.x0, shape.box.x1, base, size, all(line.bold for line in lines))
