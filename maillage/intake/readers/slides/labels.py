"""Label boxes left of the boxes that hold what they name: the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.intake.readers.slides.shapes import Shape, TableShape, TextShape, around, cell_of

_WIDEST_SHARE = 0.42
_NARROWER = 0.8
_LONGEST_LABEL = 70
_MOST_LINES = 3
_FEWEST = 2
_SHARED = 0.5
_LEVEL = 6.0


def labelled_rows(left: Sequence[Shape] | None, right: Sequence[Shape] | None) -> TableShape | None:
    """The table of two columns of boxes that are labels and their contents, else None.

    Every box on the right must stand beside one label, and every label beside one box at least.
    """
    labels = [shape for shape in left or () if isinstance(shape, TextShape)]
    contents = [shape for shape in right or () if isinstance(shape, TextShape)]
    if len(labels) < max(_FEWEST, len(left or ())) or len(contents) < max(_FEWEST, len(right or ())):
        return None
    whole = around(shape.box for shape in (*labels, *contents))
    widest = max(shape.box.width for shape in labels)
    room = min(_WIDEST_SHARE * whole.width, _NARROWER * max(shape.box.width for shape in contents))
    if widest > room or not all(_is_label(shape) for shape in labels):
        return None
    labels.sort(key=lambda shape: shape.box.top)
    named: list[list[TextShape]] = [[] for _ in labels]
    for content in sorted(contents, key=lambda shape: shape.box.top):
        beside = [index for index, label in enumerate(labels) if _start_level(label, content)]
        if not beside:
            beside = [index for index, label in enumerate(labels) if _stand_level(label, content)]
        if len(beside) != 1:
            return None
        named[beside[0]].append(content)
    if not all(named):
        return None
    rows = [
        [cell_of(label.paragraphs), cell_of(each for shape in held for each in shape.paragraphs)]
        for label, held in zip(labels, named, strict=True)
    ]
    return TableShape(whole, rows)


def _is_label(shape: TextShape) -> bool:
    lines = [line for paragraph in shape.paragraphs for line in paragraph.shown]
    listed = any(paragraph.marker for paragraph in shape.paragraphs)
    return not listed and len(lines) <= _MOST_LINES and len(shape.text) <= _LONGEST_LABEL


def _start_level(label: TextShape, content: TextShape) -> bool:
    """Whether two boxes begin at the same height: one that grew with its text reaches below its row."""
    return abs(label.box.top - content.box.top) <= _LEVEL


def _stand_level(label: TextShape, content: TextShape) -> bool:
    shared = label.box.shared_height(content.box)
    return shared > _SHARED * min(label.box.height, content.box.height)
