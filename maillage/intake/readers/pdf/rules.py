"""The straight lines drawn on a page, and the grids that they make."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from maillage.intake.readers.pdf.fragments import Frame

_MAX_OBJECTS = 6000
_MAX_RULES = 2500
_THIN = 3.0
_SHORTEST = 6.0
_BACKGROUND_SHARE = 0.7
_TOUCH = 3.0

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Rule:
    """A line along x (``across``) or y: its position on the other axis, start and end."""

    across: bool
    at: float
    start: float
    end: float


Point = tuple[float, float]


def page_rules(page: Any, frame: Frame) -> tuple[list[Rule], list[Point]]:
    """The rules of a page and the middles of its dots, which may be drawn bullets.

    Nothing is given back when a drawing holds too many rules to be a table.
    """
    rules: list[Rule] = []
    dots: list[Point] = []
    for path, matrix in _paths(page):
        for points, curved in _outlines(path, matrix, frame):
            dot = _dot(points)
            if dot is not None:
                dots.append(dot)
            else:
                rules.extend(_rules_of(points, curved, frame))
        if len(rules) > _MAX_RULES:
            return [], []
    return joined(rules), dots


def _dot(points: list[Point]) -> Point | None:
    """The middle of an outline as wide as high, and of the size of a bullet."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if len(points) < 4 or not _THIN < 2 * width < 3 * _THIN or abs(width - height) > 1:
        return None
    return (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2


def _paths(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    pending: list[tuple[Any, _Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS))
    ]
    seen = 0
    while pending and seen < 2 * _MAX_OBJECTS:
        handle, matrix, depth = pending.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield handle, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
            inner = _combine(_matrix(handle), matrix)
            pending.extend(
                (pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1)
                for index in range(min(pdfium.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS))
            )


def _matrix(handle: Any) -> _Matrix:
    found = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _combine(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def _outlines(path: Any, outer: _Matrix, frame: Frame) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each stroke or filled outline of ``path`` as points, and whether it has curves."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or not 2 <= count <= 400:
        return
    a, b, c, d, e, f = _combine(_matrix(path), outer)
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, curved


def _rules_of(points: list[tuple[float, float]], curved: bool, frame: Frame) -> Iterator[Rule]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    width, height = right - left, bottom - top
    if width * height > _BACKGROUND_SHARE * frame.width * frame.height:
        return
    if height <= _THIN < width:
        yield Rule(True, (top + bottom) / 2, left, right)
    elif width <= _THIN < height:
        yield Rule(False, (left + right) / 2, top, bottom)
    elif curved:
        if width > 40 and height > 12 and len(points) < 40:
            yield from _box(left, top, right, bottom)
    else:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(y1 - y0) < 1 and abs(x1 - x0) > _SHORTEST:
                yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif abs(x1 - x0) < 1 and abs(y1 - y0) > _SHORTEST:
                yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _box(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    yield Rule(True, top, left, right)
    yield Rule(True, bottom, left, right)
    yield Rule(False, left, top, bottom)
    yield Rule(False, right, top, bottom)


def joined(rules: list[Rule]) -> list[Rule]:
    """Rules that prolong or double each other made one."""
    result: list[Rule] = []
    for across in (True, False):
        rows: list[list[Rule]] = []
        for rule in sorted((each for each in rules if each.across is across), key=lambda each: each.at):
            if rows and rule.at - rows[-1][-1].at <= 2.0 and rule.at - rows[-1][0].at <= 4.0:
                rows[-1].append(rule)
            else:
                rows.append([rule])
        for row in rows:
            at = sum(each.at for each in row) / len(row)
            last: Rule | None = None
            for rule in sorted(row, key=lambda each: each.start):
                if last is not None and rule.start <= last.end + _TOUCH:
                    last.end = max(last.end, rule.end)
                else:
                    last = Rule(across, at, rule.start, rule.end)
                    result.append(last)
    return [rule for rule in result if rule.end - rule.start > _SHORTEST]
