"""The pages of a PDF drawn, and the words that stand on them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2

from maillage.intake.readers.pdf.fragments import FragmentReader, Frame
from maillage.intake.reading.pages.words import Word, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from maillage.intake.readers.pdf.fragments import Fragment

#: Enough to read small print on a screen.
_DPI = 110
#: A poster is not drawn at the size of a wall.
_LONGEST_SIDE = 1800
_QUALITY = 78


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page: its image in WebP, its size in pixels, its words."""

    number: int
    image: bytes
    width: int
    height: int
    words: list[Word]


def draw(pdf: Path, *, most: int, most_bytes: int, tell: Callable[[int, int], None]) -> Iterator[Drawn]:
    """The pages of ``pdf``, the first ``most`` at most, as long as their images take ``most_bytes``.

    ``tell(page, pages)`` is called at each. A page that cannot be opened is left out.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        total, weight = min(len(document), most), 0
        for number in range(1, total + 1):
            tell(number, total)
            page = _page(document, number)
            if page is None:
                continue
            weight += len(page.image)
            if weight > most_bytes:
                return
            yield page
    finally:
        document.close()


def _page(document: Any, number: int) -> Drawn | None:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, _LONGEST_SIDE / max(width, height, 1))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        kept = io.BytesIO()
        picture.save(kept, "WEBP", quality=_QUALITY, method=2)
        return Drawn(number, kept.getvalue(), picture.width, picture.height, _words(page, number))
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _words(page: Any, number: int) -> list[Word]:
    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation())
        fragments = FragmentReader(text.raw, frame).read()
    finally:
        text.close()
    return [word for fragment in fragments for word in _split(fragment, frame, number)]


def _split(fragment: Fragment, frame: Frame, page: int) -> Iterator[Word]:
    """The words of a run, each with its part of the width."""
    step = (fragment.x1 - fragment.x0) / max(1, len(fragment.text))
    top = (fragment.base - 0.85 * fragment.size) / frame.height
    bottom = (fragment.base + 0.25 * fragment.size) / frame.height
    at = 0
    for piece in fragment.text.split(" "):
        left = (fragment.x0 + at * step) / frame.width
        right = (fragment.x0 + (at + len(piece)) * step) / frame.width
        at += len(piece) + 1
        # « d’accueil » is two words and one place.
        yield from (Word(word, page, left, top, right, bottom) for word in words_in(piece))
