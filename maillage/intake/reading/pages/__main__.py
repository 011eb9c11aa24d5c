"""The child process: draw the pages of one document and place its lines, under limits.

``python -m maillage.intake.reading.pages SOURCE RESULT ORDER`` where ORDER is a JSON file of an
:class:`Order`. The images are written beside RESULT, which becomes
``{"pages": [{"number", "width", "height", "file"}], "marks"}``; no page when nothing can be drawn.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from maillage.intake.readers.detection import detect_format
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.reading.__main__ import confine, tell
from maillage.intake.reading.pages.conversion import CONVERTED, ConversionError, as_pdf
from maillage.intake.reading.pages.placing import Pages
from maillage.intake.reading.pages.rendering import draw

#: LibreOffice maps more than it uses.
_CONVERSION_BYTES = 3 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw and place. ``quotes``: what each doubt quotes, ``(line, text)``.

    ``office`` is the path of LibreOffice, empty where there is none; ``pages`` the page of each
    line where the reading knows it.
    """

    lines: list[str]
    quotes: list[tuple[int, str]]
    pages: list[int | None]
    office: str
    seconds: float
    memory_bytes: int
    cpu_seconds: int
    most_pages: int
    most_bytes: int


def main(argv: list[str]) -> int:
    """Draw what ``argv`` names; 0 when a result was written, even an empty one."""
    source, result, order_path = (Path(each) for each in argv)
    order = Order(**json.loads(order_path.read_text(encoding="utf-8")))
    confine(max(_CONVERSION_BYTES, order.memory_bytes), order.cpu_seconds)
    made: dict[str, Any] = {"pages": [], "marks": {}}
    try:
        pdf = _pdf(source, result.parent, order)
        confine(order.memory_bytes, order.cpu_seconds)
        if pdf is not None:
            made = _drawn(pdf, result.parent, order)
    except (UnreadableFileError, ConversionError, pypdfium2.PdfiumError, MemoryError) as error:
        sys.stderr.write(f"{error}\n")
    result.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return 0


def _pdf(source: Path, folder: Path, order: Order) -> Path | None:
    """The document as a PDF, or None when it cannot be one here."""
    kind = str(detect_format(source.read_bytes()))
    if kind == "pdf":
        return source
    if kind not in CONVERTED or not order.office:
        return None
    return as_pdf(order.office, source, kind, folder, order.seconds)


def _drawn(pdf: Path, folder: Path, order: Order) -> dict[str, Any]:
    pages, words = [], []
    shown = draw(
        pdf,
        most=order.most_pages,
        most_bytes=order.most_bytes,
        tell=lambda page, total: tell(100 * page // (total + 1), "pages"),
    )
    for page in shown:
        file = f"page-{page.number}.webp"
        (folder / file).write_bytes(page.image)
        pages.append({"number": page.number, "width": page.width, "height": page.height, "file": file})
        words += page.words
    known = {line: page for line, page in enumerate(order.pages, 1) if page}
    return {"pages": pages, "marks": Pages(words, known).place(order.lines, order.quotes)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
