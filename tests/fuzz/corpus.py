"""The sound files that are spoilt: a short plan in every format that the readers know."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import pypdfium2
from reportlab import rl_config
from reportlab.lib.pagesizes import A5
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.builders import Plan, small_plan
from tests.documents.builders.fiches_pdf import build_fiches_pdf
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.outline_docx import build_outline_docx
from tests.documents.builders.plain_pdf import build_plain_pdf
from tests.documents.builders.plain_text import build_text
from tests.documents.builders.sheets import build_one_sheet, build_sheet_per_axis
from tests.documents.builders.slides_pdf import build_slides_pdf
from tests.documents.builders.slides_pptx import build_cards_pptx, build_tables_pptx
from tests.documents.formats.catalogue import document
from tests.fuzz.opendocuments import build_odp, build_ods, build_odt

#: Files that take long, spoilt once in so many numbers.
SELDOM = {"scan.pdf": 20}
_BUILDERS = {
    "headings.docx": build_headings_docx,
    "outline.docx": build_outline_docx,
    "one.xlsx": build_one_sheet,
    "axes.xlsx": build_sheet_per_axis,
    "cards.pptx": build_cards_pptx,
    "tables.pptx": build_tables_pptx,
    "plan.odt": build_odt,
    "plan.ods": build_ods,
    "plan.odp": build_odp,
    "plan.txt": build_text,
}
_PDF_BUILDERS = {
    "fiches.pdf": build_fiches_pdf,
    "columns.pdf": build_slides_pdf,
    "plain.pdf": build_plain_pdf,
}
_TAKEN = {"page.html": "tressange.html", "plan.csv": "lauzerac.csv"}
_SCANNED = (
    *("Plan d'action 2024-2026", "Axe 1 : Accueillir les enfants", "Action 1.1 : Ouvrir un relais"),
    *("Pilote : le service petite enfance", "Action 1.2 : Former les équipes", "Calendrier : 2025"),
)


def names_at(number: int) -> Iterator[str]:
    """The sound files spoilt for the ``number``-th time: all, but those that take long."""
    return (name for name in sound_files() if number % SELDOM.get(name, 1) == 0)


@cache
def sound_files() -> dict[str, bytes]:
    """Name and bytes of each file; the extension names the format."""
    plan = short_plan()
    files = {name: build(plan) for name, build in _BUILDERS.items()}
    files |= {name: document(taken)[0] for name, taken in _TAKEN.items()}
    with _in_clear():
        files |= {name: build(plan) for name, build in _PDF_BUILDERS.items()}
        files["leaflet.pdf"] = document("lauzerac.leaflet.pdf")[0]
    if shutil.which("tesseract"):
        files["scan.pdf"] = _scan()
    return files


def short_plan() -> Plan:
    """The small plan with two of its axes and the first fiches of each."""
    plan = small_plan()
    tree = [axis | {"children": axis["children"][:1]} for axis in plan["tree"][:2]]
    kept = {leaf["ref"] for axis in tree for node in axis["children"] for leaf in node["children"] or [node]}
    return plan | {"tree": tree, "actions": [each for each in plan["actions"] if each["ref"] in kept]}


@contextmanager
def _in_clear() -> Iterator[None]:
    """PDF files written without compression: what a page draws can be spoilt."""
    before = rl_config.pageCompression, rl_config.useA85
    rl_config.pageCompression = rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.pageCompression, rl_config.useA85 = before


def _scan() -> bytes:
    """One page of pixels, as a scanner gives it."""
    typed = BytesIO()
    canvas = Canvas(typed, pagesize=A5)
    for position, line in enumerate(_SCANNED):
        canvas.drawString(40, 540 - 24 * position, line)
    canvas.save()
    pages = pypdfium2.PdfDocument(typed.getvalue())
    pixels = BytesIO()
    pages[0].render(scale=2, grayscale=True).to_pil().save(pixels, "JPEG", quality=60)
    pages.close()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A5)
    canvas.drawImage(ImageReader(pixels), 0, 0, *A5)
    canvas.save()
    return out.getvalue()
