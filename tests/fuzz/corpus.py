"""The sound files that are spoilt: one small plan in every format that the readers know."""

from __future__ import annotations

from functools import cache

from tests.documents.builders import small_plan
from tests.documents.builders.fiches_pdf import build_fiches_pdf
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.outline_docx import build_outline_docx
from tests.documents.builders.plain_text import build_text
from tests.documents.builders.sheets import build_one_sheet, build_sheet_per_axis
from tests.documents.builders.slides_pdf import build_slides_pdf


@cache
def sound_files() -> dict[str, bytes]:
    """Name and bytes of each file; the extension names the format."""
    plan = small_plan()
    builders = {
        "fiches.pdf": build_fiches_pdf,
        "slides.pdf": build_slides_pdf,
        "headings.docx": build_headings_docx,
        "outline.docx": build_outline_docx,
        "one.xlsx": build_one_sheet,
        "axes.xlsx": build_sheet_per_axis,
        "plan.txt": build_text,
    }
    return {name: build(plan) for name, build in builders.items()}
