"""PowerPoint as converters make it from a PDF: a text box for each printed line, bullets apart."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from pptx import Presentation
from pptx.util import Pt

from maillage.intake.readers.pdf.fragments import FragmentReader, Frame
from tests.documents.builders import Plan
from tests.documents.builders.slides_pdf import build_slides_pdf

_BLANK = 6


def build_scattered_pptx(plan: Plan) -> bytes:
    """The PDF deck of ``plan``, line by line."""
    deck = Presentation()
    document = pypdfium2.PdfDocument(build_slides_pdf(plan))
    for page in document:
        left, bottom, right, top = page.get_bbox()
        deck.slide_width, deck.slide_height = Pt(right - left), Pt(top - bottom)
        text = page.get_textpage()
        shapes = deck.slides.add_slide(deck.slide_layouts[_BLANK]).shapes
        for line in FragmentReader(text.raw, Frame(left, bottom, right, top, 0)).read():
            place = (line.x0, line.base - 0.95 * line.size, line.x1 - line.x0, 1.2 * line.size)
            frame = shapes.add_textbox(*(Pt(length) for length in place)).text_frame
            run = frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.bold = line.text, Pt(line.size), line.bold
        text.close()
        page.close()
    document.close()
    out = BytesIO()
    deck.save(out)
    return out.getvalue()
