"""Characters recognised in the picture of a page by tesseract, where it is installed.

The program runs apart, one page at a time, without the network, and may be given up.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from lxml import etree

_LANGUAGE = "fra"
_PAGE_SECONDS = 60
#: In a hundred: below, a word is a speck; a page whose usual word is below the second is a photograph.
_LEAST_CONFIDENCE, _LEAST_USUAL = 8, 40
_BOX = re.compile(r"\bbbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size (\d+(?:\.\d+)?)")
_CONFIDENCE = re.compile(r"\bx_wconf (\d+)")
_STRAY = "|_[]{}"
#: What a round bullet is taken for where it stands alone at the start of a line.
_BULLETS = frozenset({"e", "¢", "°", "*", "·", "©", "®", "»", "•", "●", "@", "+"})
_CELL_GAP = 1.5
_FEWEST_LETTERS = 3
#: « *_Ouvrir », « «Ouvrir »: a bullet and a word taken for one.
_GLUED = re.compile(r"[-–—*+•·°©e]?_+(\w.*)")
_QUOTED = re.compile(r"«(\w.*)")
_DASHES = re.compile("[-–—]{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a picture; positions are pixels from its top left corner.

    ``base``: its baseline. ``size``: the height of its line, about the size of the type.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    confidence: int


@cache
def find_program() -> str | None:
    """Where tesseract is, None when it is absent or does not know French."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        known = subprocess.run(  # noqa: S603 - a program found on the path, arguments of our own
            [path, "--list-langs"], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return path if _LANGUAGE in known.stdout.split() else None


def read_picture(program: str, picture: bytes, dots_per_inch: int) -> list[Word] | None:
    """The words of a picture (PNM or PNG), in reading order; None when it was given up."""
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(dots_per_inch), "hocr"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a program found on the path, arguments of our own
            command, input=picture, capture_output=True, check=True, timeout=_PAGE_SECONDS, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return None
    words = list(words_of(done.stdout))
    sure = median(word.confidence for word in words) if words else 0
    return words if sure >= _LEAST_USUAL else []


def words_of(hocr: bytes) -> Iterator[Word]:
    """The words of a page as tesseract writes it (hOCR), specks left out."""
    root = etree.fromstring(hocr, etree.HTMLParser(encoding="utf-8", no_network=True))
    if root is None:
        return
    for line in root.iter("span"):
        if line.get("class", "").startswith(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")):
            yield from _words_of_line(line)


def _words_of_line(line: etree._Element) -> Iterator[Word]:
    title = line.get("title", "")
    box, size = _BOX.search(title), _SIZE.search(title)
    if box is None or size is None:
        return
    left, bottom = float(box[1]), float(box[4])
    tilt = _BASELINE.search(title)
    slope, offset = (float(tilt[1]), float(tilt[2])) if tilt else (0.0, 0.0)
    edge = float("-inf")
    closes = any("»" in text for text in map(str, line.itertext()))
    for element in line.iter("span"):
        where = _BOX.search(element.get("title", "")) if element.get("class") == "ocrx_word" else None
        text = "".join(map(str, element.itertext())).strip().strip(_STRAY)
        if where is None or not text:
            continue
        x0, x1 = float(where[1]), float(where[3])
        base = bottom + offset + slope * ((x0 + x1) / 2 - left)
        # A line may run across the cells of a table: each of them starts it anew.
        starts = x0 - edge > _CELL_GAP * float(size[1])
        word = Word(_DASHES.sub("—", text), x0, x1, base, float(size[1]), _confidence(element))
        edge = x1
        yield from _parted(word, closes=closes) if starts else _sure(word)


def _parted(word: Word, *, closes: bool) -> Iterator[Word]:
    """The first word of a line, with the bullet that may stand before it or be glued to it."""
    if word.text in _BULLETS:
        yield replace(word, text="•")
        return
    glued = _GLUED.match(word.text)
    if glued is None and word.text.startswith("«") and not closes:
        glued = _QUOTED.match(word.text)
    if glued is None:
        yield from _sure(word)
        return
    end = min(word.x0 + 0.3 * word.size, word.x1)
    yield replace(word, text="•", x1=end)
    yield replace(word, text=glued[1], x0=min(end + 0.3 * word.size, word.x1 - 1))


def _sure(word: Word) -> Iterator[Word]:
    """``word``, unless it is a speck: the program doubts many a word that it reads well."""
    if word.confidence >= _LEAST_CONFIDENCE or sum(map(str.isalpha, word.text)) >= _FEWEST_LETTERS:
        yield word


def _confidence(element: etree._Element) -> int:
    found = _CONFIDENCE.search(element.get("title", ""))
    return int(found[1]) if found else 0
