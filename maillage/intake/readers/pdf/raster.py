"""Straight lines found in the picture of a page: the walls of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from maillage.intake.readers.pdf.rules import Rule, joined

_DARK = 190
_CELL = 8
#: A run of cells of which every pixel, or nearly, is dark.
_RUN_ACROSS = re.compile(rb"[\xf0-\xff]{6,}")
_RUN_DOWN = re.compile(rb"[\xf0-\xff]{8,}")
#: In pixels; what is thicker is a filled block, whose edges are walls.
_THICKEST = 14
_MOST_RULES = 2000


@dataclass(slots=True)
class _Band:
    """A run of dark cells followed from row to row; ``area`` counts them."""

    first: int
    last: int
    start: int
    end: int
    area: int

    @property
    def thickness(self) -> float:
        """In pixels: little for a rule that leans, however many rows it crosses."""
        return self.area / (self.end - self.start)


def drawn_rules(picture: Image.Image, scale: float) -> list[Rule]:
    """The rules of a picture in shades of grey, in points; ``scale`` is its pixels for one point."""
    dark = picture.point(lambda value: 255 if value < _DARK else 0)
    rules: list[Rule] = []
    turned = dark.transpose(Image.Transpose.TRANSPOSE)
    for image, across, run in ((dark, True, _RUN_ACROSS), (turned, False, _RUN_DOWN)):
        for band in _bands(image, run):
            start, end = _CELL * band.start / scale, _CELL * band.end / scale
            thin = band.thickness <= _THICKEST
            edges = [(band.first + band.last) / 2] if thin else [band.first, band.last]
            rules.extend(Rule(across, at / scale, start, end) for at in edges)
            if len(rules) > _MOST_RULES:
                return []
    return joined(rules)


def _bands(image: Image.Image, run: re.Pattern[bytes]) -> Iterator[_Band]:
    width, height = max(1, image.width // _CELL), image.height
    cells = image.resize((width, height), Image.Resampling.BOX, box=(0, 0, width * _CELL, height))
    data = cells.tobytes()
    open_bands: list[_Band] = []
    for row in range(height):
        line = data[row * width : (row + 1) * width]
        runs = [found.span() for found in run.finditer(line)] if max(line) >= 0xF0 else []
        kept: list[_Band] = []
        for start, end in runs:
            band = next((each for each in open_bands if _overlap(each, start, end)), None)
            if band is None:
                kept.append(_Band(row, row, start, end, end - start))
                continue
            open_bands.remove(band)
            band.last, band.start, band.end = row, min(band.start, start), max(band.end, end)
            band.area += end - start
            kept.append(band)
        yield from open_bands
        open_bands = kept
    yield from open_bands


def _overlap(band: _Band, start: int, end: int) -> bool:
    shared = min(band.end, end) - max(band.start, start)
    return 2 * shared >= min(band.end - band.start, end - start)
