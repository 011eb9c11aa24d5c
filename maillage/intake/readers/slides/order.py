"""The order in which a person reads the shapes of a slide, whatever their order in the file.

The slide is cut into bands and columns wherever no shape stands across. Columns are read one
after the other, but for boxes that number themselves along rows. Labels that stand left of
what they name make a table with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.slides.labels import labelled_rows
from maillage.intake.readers.slides.shapes import Box, Shape, TextShape

_MAX_DEPTH = 24
#: Nobody draws so many boxes on a slide: beyond, they are read downwards.
_MOST_SHAPES = 600
_INSIDE = 3.0
_OVERLAP = 12.0
_OVERLAP_SHARE = 0.25
_ROW = 8.0
_LINE_HEIGHT = 1.25
_LETTER_WIDTH = 0.5
_MARGINS = 8.0
_FEWEST_NUMBERED = 3
_FOOT = 0.9
_LONGEST_FOOT = 120
_NUMBER = re.compile(r"^\D{0,18}?(\d{1,3}(?:\.\d{1,2})*)")


@dataclass(slots=True)
class _Node:
    """A shape and those that lie in it; ``foot`` says that it is a line at the foot of the slide."""

    shape: Shape
    box: Box
    inner: list[_Node] = field(default_factory=list)
    foot: bool = False


def reading_order(shapes: Sequence[Shape], height: float = 0.0) -> list[Shape]:
    """``shapes`` in reading order: the title comes before all that does not stand above it.

    ``height`` is that of the slide where it is known: a line at its foot is read after columns.
    """
    titles = [shape for shape in shapes if _is_title(shape)]
    others = [shape for shape in shapes if not _is_title(shape)]
    top = min((shape.box.top for shape in titles), default=0.0)
    above = [shape for shape in others if titles and shape.box.bottom <= top + _INSIDE]
    below = [shape for shape in others if not titles or shape.box.bottom > top + _INSIDE]
    titles.sort(key=lambda shape: shape.box.top)
    return [*_ordered(above, height), *titles, *_ordered(below, height)]


def _ordered(shapes: Sequence[Shape], height: float) -> list[Shape]:
    nodes = [_Node(shape, shape.box, foot=bool(height) and _is_foot(shape, height)) for shape in shapes]
    return _downwards(nodes, 0) if len(nodes) > _MOST_SHAPES else _flow(_nested(nodes), 0)


def _is_title(shape: Shape) -> bool:
    return isinstance(shape, TextShape) and shape.title


def _is_foot(shape: Shape, height: float) -> bool:
    return (
        isinstance(shape, TextShape)
        and shape.box.top >= _FOOT * height
        and shape.box.height <= (1 - _FOOT) * height
        and len(shape.text) <= _LONGEST_FOOT
    )


def _nested(nodes: Sequence[_Node]) -> list[_Node]:
    """The shapes that lie in no other, each with those that lie in it."""
    roots: list[_Node] = []
    for node in sorted(nodes, key=lambda each: -each.box.width * each.box.height):
        siblings = roots
        for _ in range(_MAX_DEPTH // 2):
            parent = next((each for each in siblings if _frames(each, node)), None)
            if parent is None:
                break
            siblings = parent.inner
        siblings.append(node)
    return roots


def _frames(outer: _Node, node: _Node) -> bool:
    """Whether ``node`` lies in a box that frames it, and not over one that grew with its text."""
    if not isinstance(outer.shape, TextShape) or not outer.box.holds(node.box, _INSIDE):
        return False
    return outer.box.width > node.box.width + _INSIDE or _text_box(outer).bottom <= node.box.top + _INSIDE


def _flow(nodes: Sequence[_Node], depth: int, *, tight: bool = False) -> list[Shape]:
    if len(nodes) < 2 or depth > _MAX_DEPTH:
        return _downwards(nodes, depth)
    regions = _regions(nodes)
    if len(regions) == 1 and len(_columns(nodes)) == 1 and len(_strips(nodes)) == 1:
        return _downwards(nodes, depth) if tight else _flow(_tightened(nodes), depth, tight=True)
    found: list[Shape] = []
    for region in regions:
        found.extend(_read_region(region, depth))
    return found


def _read_region(region: Sequence[_Node], depth: int) -> list[Shape]:
    columns = _columns(region)
    if len(columns) == 1:
        strips = _strips(region)
        return [shape for strip in strips for shape in _flow(strip, depth + 1)]
    if _counts_across(region, columns):
        return [
            shape for strip in _strips(region) for node in _by_left(strip) for shape in _open(node, depth)
        ]
    found: list[Shape] = []
    waiting = list(columns)
    while waiting:
        column = waiting.pop(0)
        table = labelled_rows(_leaves(column), _leaves(waiting[0])) if waiting else None
        if table is not None:
            waiting.pop(0)
            found.append(table)
        else:
            found.extend(_flow(column, depth + 1))
    return found


def _leaves(nodes: Iterable[_Node]) -> list[Shape] | None:
    """The shapes of ``nodes``, None when one of them frames others."""
    listed = list(nodes)
    return None if any(node.inner for node in listed) else [node.shape for node in listed]


def _open(node: _Node, depth: int) -> list[Shape]:
    return [node.shape, *_flow(node.inner, depth + 1)]


def _downwards(nodes: Sequence[_Node], depth: int) -> list[Shape]:
    ordered = sorted(nodes, key=lambda node: (round(node.box.top / _ROW), node.box.x0, node.box.top))
    return [shape for node in ordered for shape in _open(node, depth)]


def _by_left(nodes: Sequence[_Node]) -> list[_Node]:
    return sorted(nodes, key=lambda node: node.box.x0)


def _strips(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """Bands parted by a line that no shape crosses, but for a little."""
    strips: list[list[_Node]] = []
    for node in sorted(nodes, key=lambda each: each.box.top):
        if not strips or _is_below(node, strips[-1]):
            strips.append([])
        strips[-1].append(node)
    return strips


def _is_below(node: _Node, strip: Sequence[_Node]) -> bool:
    low = max(strip, key=lambda each: each.box.bottom).box
    return node.box.top >= low.bottom - _slack(low.height, node.box.height)


def _columns(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """Columns parted by a line that no shape crosses, but for a little."""
    columns: list[list[_Node]] = []
    for node in _by_left(nodes):
        right = max(columns[-1], key=lambda each: each.box.x1).box if columns else None
        if right is None or node.box.x0 >= right.x1 - _slack(right.width, node.box.width):
            columns.append([])
        columns[-1].append(node)
    return columns


def _slack(one: float, other: float) -> float:
    return min(_OVERLAP, _OVERLAP_SHARE * min(one, other))


def _regions(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """Bands put together as long as the same columns run through them."""
    regions: list[list[_Node]] = []
    for strip in _strips(nodes):
        if regions and _run_on(regions[-1], strip):
            regions[-1].extend(strip)
        else:
            regions.append(list(strip))
    return regions


def _run_on(region: Sequence[_Node], strip: Sequence[_Node]) -> bool:
    if _is_footer(strip) and len(_columns(region)) > 1:
        return False
    most = max(len(_columns(region)), len(_columns(strip)))
    return len(_columns([*region, *strip])) == most


def _is_footer(strip: Sequence[_Node]) -> bool:
    """One line at the foot of the slide, the slide's typed number beside it or not."""
    words = [node for node in strip if not (isinstance(node.shape, TextShape) and node.shape.text.isdigit())]
    return len(words) <= 1 and all(node.foot for node in strip)


def _counts_across(region: Sequence[_Node], columns: Sequence[Sequence[_Node]]) -> bool:
    """Whether boxes that bear numbers count along the rows: « 1 2 3 » over « 4 5 6 »."""
    strips = _strips(region)
    if len(strips) < 2 or len(region) < _FEWEST_NUMBERED:
        return False
    along = [_number(node) for strip in strips for node in _by_left(strip)]
    down = [_number(node) for column in columns for node in sorted(column, key=lambda each: each.box.top)]
    numbered = [number for number in along if number is not None]
    return len(numbered) == len(along) and numbered == sorted(numbered) and along != down


def _number(node: _Node) -> tuple[int, ...] | None:
    found = _NUMBER.match(node.shape.text) if isinstance(node.shape, TextShape) else None
    return tuple(int(part) for part in found.group(1).split(".")) if found else None


def _tightened(nodes: Sequence[_Node]) -> list[_Node]:
    """Boxes that reach below their text cut there: they overlap what is drawn in their white."""
    return [_Node(node.shape, _text_box(node), node.inner, node.foot) for node in nodes]


def _text_box(node: _Node) -> Box:
    shape, box = node.shape, node.box
    if not isinstance(shape, TextShape) or not shape.from_top or node.inner:
        return box
    height = _MARGINS
    for paragraph in shape.paragraphs:
        size = paragraph.size or 12.0
        across = max(1.0, box.width - 2 * _MARGINS)
        for line in paragraph.lines:
            rows = 1 + int(len(line.text) * size * _LETTER_WIDTH / across)
            height += rows * size * _LINE_HEIGHT
    return Box(box.x0, box.top, box.x1, min(box.bottom, box.top + height))
