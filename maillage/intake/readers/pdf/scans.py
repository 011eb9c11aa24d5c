"""Pages that are pictures: told apart, drawn, recognised two at a time, laid out as any other."""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from maillage.intake.readers.ocr import Word, read_picture
from maillage.intake.readers.pdf.fragments import Fragment, Frame
from maillage.intake.readers.pdf.raster import drawn_rules
from maillage.intake.readers.pdf.rules import Rule

Progress = Callable[[int, int], None]

_DOTS_PER_INCH = 220
_MOST_PIXELS = 3800
_AT_ONCE = 2
_MOST_OBJECTS = 3000
_FEW_OBJECTS = 50
_PICTURE_SHARE = 0.5
#: Text near the edges of a picture is a stamp or a page number, whatever its length.
_UPPER_EDGE, _LOWER_EDGE = 0.14, 0.9
_HARDLY_ANY = 25
#: A picture that holds fewer words than this is a photograph.
_FEWEST_WORDS = 3
_SAME_SIZE = 1.25


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a page: its words, and the rules drawn on it."""

    fragments: list[Fragment]
    rules: list[Rule]


def is_scan(page: Any, fragments: Sequence[Fragment], frame: Frame) -> bool:
    """Whether a page is a picture with hardly any text but stamps and numbers at its edges."""
    upper, lower = _UPPER_EDGE * frame.height, _LOWER_EDGE * frame.height
    inside = sum(len(each.text) for each in fragments if upper < each.base < lower)
    if inside >= _HARDLY_ANY:
        return False
    return _covered(page.raw) >= _PICTURE_SHARE * frame.width * frame.height


def _covered(page: Any) -> float:
    """What the pictures of a page take, in square points; strips of one picture add up."""
    area = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        if _is_picture(handle) and pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            area += (right.value - left.value) * (top.value - bottom.value)
    return area


def _is_picture(handle: Any) -> bool:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    inner = range(min(pdfium.FPDFFormObj_CountObjects(handle), _FEW_OBJECTS))
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(handle, each)) for each in inner}
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds and pdfium.FPDF_PAGEOBJ_TEXT not in kinds


def recognise_pages(
    document: Any, numbers: Sequence[int], program: str, progress: Progress | None
) -> dict[int, Scan]:
    """What ``program`` reads on the pages ``numbers`` of ``document``, both counted from 0.

    Pages that it gave up are absent. ``progress`` is told how many of them are done.
    """
    found: dict[int, Scan] = {}
    waiting: deque[tuple[int, Future[Scan | None]]] = deque()

    def finish() -> None:
        number, future = waiting.popleft()
        scan = future.result()
        if scan is not None:
            found[number] = scan
        if progress is not None:
            progress(numbers.index(number) + 1, len(numbers))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number in numbers:
            # Pictures are heavy: no more are drawn than are about to be read.
            if len(waiting) > _AT_ONCE:
                finish()
            picture, scale = _draw(document[number])
            waiting.append((number, pool.submit(_recognise, picture, scale, program)))
        while waiting:
            finish()
    _settle_sizes([fragment for scan in found.values() for fragment in scan.fragments])
    return found


def _draw(page: Any) -> tuple[Image.Image, float]:
    """A page in shades of grey, and its pixels for one point."""
    try:
        width, height = page.get_size()
        scale = min(_DOTS_PER_INCH / 72, _MOST_PIXELS / max(width, height, 1.0))
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        page.close()
    return picture, scale


def _recognise(picture: Image.Image, scale: float, program: str) -> Scan | None:
    out = BytesIO()
    picture.save(out, "PPM")
    words = read_picture(program, out.getvalue(), round(72 * scale))
    if words is None:
        return None
    if len(words) < _FEWEST_WORDS:
        return Scan([], [])
    return Scan([_fragment(word, scale) for word in words], drawn_rules(picture, scale))


def _fragment(word: Word, scale: float) -> Fragment:
    return Fragment(
        word.text, word.x0 / scale, word.x1 / scale, word.base / scale, max(word.size / scale, 1.0), False
    )


def _settle_sizes(fragments: Sequence[Fragment]) -> None:
    """Sizes measured on pictures waver: near ones are made one, starting from the usual one."""
    if not fragments:
        return
    usual = median(each.size for each in fragments for _ in range(min(len(each.text), 12)))
    for each in fragments:
        steps = round(math.log(each.size / usual) / math.log(_SAME_SIZE))
        each.size = usual * _SAME_SIZE**steps
