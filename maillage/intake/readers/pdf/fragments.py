"""The text of a page as fragments: runs of characters on one baseline.

Coordinates are points from the top left corner, y growing downwards.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from maillage.intake.readers.pdf.baseline import OnBaseline

_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi|-bd|,b", re.IGNORECASE)
_SYMBOL_NAME = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)
_SYMBOLS = {"ü": "✓", "à": "→", "è": "➔", "þ": "☒", "¨": "☐"}
_BOLD_WEIGHT = 600
_STROKED = 2
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}


@dataclass(slots=True)
class Fragment(OnBaseline):
    """A run of text on one baseline, of one size and weight.

    ``turned``: it stands on its side, as the name of an axis along its rows; its place is
    then that of its middle.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    size: float
    bold: bool
    symbol: bool
    upright: bool
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page turns its own coordinates into points from its top left corner."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One point of the page as it is shown."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    @property
    def width(self) -> float:
        """Of the page as it is shown, in points."""
        return self.top - self.bottom if self.rotation in {90, 270} else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as it is shown, in points."""
        return self.right - self.left if self.rotation in {90, 270} else self.top - self.bottom


class TurnedText:
    """Gathers characters that stand on their side into lines read up or down the page."""

    def __init__(self) -> None:
        self._runs: list[_TurnedRun] = []

    def add(self, text: str, x: float, y: float, size: float, bold: bool, quarter: int, spaced: bool) -> None:
        """One character, the middle of its box, and whether a space stands before it."""
        run = self._runs[-1] if self._runs else None
        if run is None or run.quarter != quarter or abs(x - run.x) > 0.6 * size or run.far(y, size):
            self._runs.append(_TurnedRun(text, x, [y], size, bold, quarter))
            return
        run.text += f" {text}" if spaced else text
        run.ys.append(y)

    def fragments(self) -> list[Fragment]:
        """Lines that stand side by side are one text, in the order they are read."""
        joined: list[list[_TurnedRun]] = []
        for run in self._runs:
            last = joined[-1][-1] if joined else None
            if last is not None and last.quarter == run.quarter and 0 < run.after(last) < 2 * run.size:
                joined[-1].append(run)
            else:
                joined.append([run])
        return [_turned_fragment(runs) for runs in joined]


@dataclass(slots=True)
class _TurnedRun:
    text: str
    x: float
    ys: list[float]
    size: float
    bold: bool
    quarter: int

    def far(self, y: float, size: float) -> bool:
        """Whether a character at ``y`` does not follow the last one closely."""
        step = (self.ys[-1] - y) * self.quarter
        return not 0 < step < 3 * size

    def after(self, other: _TurnedRun) -> float:
        """How far below ``other`` it is read: to its right where text climbs, else to its left."""
        return (self.x - other.x) * self.quarter


def _turned_fragment(runs: Sequence[_TurnedRun]) -> Fragment:
    xs = [run.x for run in runs]
    ys = [y for run in runs for y in run.ys]
    size = runs[0].size
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    text = " ".join(run.text for run in runs)
    return Fragment(text, x - size / 2, x + size / 2, y + 0.3 * size, size, runs[0].bold, turned=True)


class FragmentReader:
    """Reads the fragments of one page; fonts are looked at once for each text object."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._page = text_page
        self._frame = frame
        self._fonts: dict[int, _Font] = {}
        self._names: dict[int, tuple[bool, bool]] = {}
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self) -> list[Fragment]:
        """The fragments in the order of the file, text that stands on its side last."""
        found: list[Fragment] = []
        turned = TurnedText()
        current: Fragment | None = None
        owner, spaced = 0, False
        for index in range(pdfium.FPDFText_CountChars(self._page)):
            code = pdfium.FPDFText_GetUnicode(self._page, index)
            if code in {32, 9, 160, 0x202F} or code in {10, 13}:
                spaced = spaced or code not in {10, 13}
                continue
            handle = pdfium.FPDFText_GetTextObject(self._page, index)
            address = ctypes.addressof(handle.contents) if handle else 0
            font = self._fonts.get(address) or self._font(index, address, handle)
            text = _character(code, font)
            if not text or not font.upright:
                if text and font.quarter:
                    turned.add(text, *self._middle(index), font.size, font.bold, font.quarter, spaced)
                    spaced = False
                continue
            x0, x1, base = self._position(index)
            if current is not None and _continues(current, x0, base, font, spaced, address == owner):
                gap = x0 - current.x1
                if (spaced and gap > 0.08 * font.size) or gap > 0.2 * font.size:
                    current.text += " "
                current.text += text
                current.x1 = max(x1, current.x1)
            else:
                current = Fragment(text, x0, x1, base, font.size, font.bold)
                found.append(current)
            owner, spaced = address, False
        return [*found, *turned.fragments()]

    def _middle(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box)
        box = self._box
        return self._frame.point((box.left + box.right) / 2, (box.bottom + box.top) / 2)

    def _position(self, index: int) -> tuple[float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box)
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        box = self._box
        if not self._frame.rotation:
            left, top = self._frame.left, self._frame.top
            return box.left - left, box.right - left, top - self._y.value
        first, second = self._frame.point(box.left, box.bottom), self._frame.point(box.right, box.top)
        _, base = self._frame.point(self._x.value, self._y.value)
        return min(first[0], second[0]), max(first[0], second[0]), base

    def _font(self, index: int, address: int, handle: Any) -> _Font:
        matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._page, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - self._frame.rotation
        bold, symbol = self._weight(index, handle)
        turn = (angle + 180) % 360 - 180
        quarter = 0 if abs(abs(turn) - 90) > 10 else (1 if turn > 0 else -1)
        font = _Font(max(size, 1.0), bold, symbol, abs(turn) < 10, quarter)
        self._fonts[address] = font
        return font

    def _weight(self, index: int, handle: Any) -> tuple[bool, bool]:
        if not handle:
            return False, False
        stroked = pdfium.FPDFTextObj_GetTextRenderMode(handle) == _STROKED
        font = pdfium.FPDFTextObj_GetFont(handle)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._names:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace")
            heavy = pdfium.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT
            self._names[key] = (heavy or bool(_BOLD_NAME.search(name)), bool(_SYMBOL_NAME.search(name)))
        bold, symbol = self._names[key]
        return bold or stroked, symbol


def drawn_bullets(fragments: Sequence[Fragment], dots: Sequence[tuple[float, float]]) -> list[Fragment]:
    """A bullet for each dot that stands just left of a run of text."""
    bullets: list[Fragment] = []
    for x, y in dots:
        beside = [
            each
            for each in fragments
            if each.top - 1 < y < each.base + 1 and 0 < each.x0 - x < 2.5 * each.size
        ]
        if beside:
            first = min(beside, key=lambda each: each.x0)
            bullets.append(Fragment("•", x - 1, x + 1, first.base, first.size, False))
    return bullets


def _character(code: int, font: _Font) -> str:
    if code in _HYPHENS:
        return "-"
    if code < 32 or 0xD800 <= code <= 0xDFFF:
        return ""
    text = _LIGATURES.get(code) or chr(code)
    if font.symbol and not 0x2010 <= code < 0xE000:
        return _SYMBOLS.get(text, "•")
    return text


def _continues(last: Fragment, x0: float, base: float, font: _Font, spaced: bool, same_object: bool) -> bool:
    """Whether a character at ``x0`` goes on with ``last``."""
    size = max(last.size, font.size)
    gap = x0 - last.x1
    if gap < -0.5 * size or font.symbol:
        return False
    raised = abs(base - last.base) > 0.2 * size
    smaller = font.size < 0.85 * last.size
    if raised and not (smaller and abs(base - last.base) < 0.6 * size and gap < 0.2 * size):
        return False
    if not smaller and (abs(font.size - last.size) > 0.15 * size or font.bold != last.bold):
        return False
    widest = (1.2 if spaced else 0.9) if same_object else 0.45
    return gap < widest * size
