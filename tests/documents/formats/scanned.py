"""A document that was printed, signed and scanned: pages of grey pixels, a little askew."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats import tressange_pdf

Plan = dict[str, Any]

_DOTS_PER_INCH = 150
_ASKEW_DEGREES = 0.3
_KEPT = 2


def shortened(plan: Plan) -> Plan:
    """The first orientation's first fiches: what one reads of a scan in a few seconds."""
    actions = plan["actions"][:_KEPT]
    refs = {action["ref"] for action in actions}
    return {
        **plan,
        "tree": [each for node in plan["tree"] if (each := _kept(node, refs))],
        "actions": actions,
    }


def _kept(node: Plan, refs: set[str]) -> Plan | None:
    if not node["children"]:
        return node if node["ref"] in refs else None
    children = [each for child in node["children"] if (each := _kept(child, refs))]
    return {**node, "children": children} if children else None


def build(plan: Plan) -> bytes:
    """The report of Tressange as a scanner gives it."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    pages = pypdfium2.PdfDocument(tressange_pdf.build(plan))
    for page in pages:
        image = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil()
        askew = image.rotate(_ASKEW_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pixels = BytesIO()
        askew.save(pixels, "JPEG", quality=60)
        pixels.seek(0)
        canvas.drawImage(ImageReader(pixels), 0, 0, *A4)
        canvas.showPage()
    pages.close()
    canvas.save()
    return buffer.getvalue()
