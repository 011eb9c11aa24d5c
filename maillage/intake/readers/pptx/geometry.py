"""Where shapes stand: offsets, groups inside groups, quarter turns."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.pptx.inheritance import EMU_PER_POINT
from maillage.intake.readers.slides.shapes import Box
from maillage.intake.readers.xml import child, number

_DEGREE = 60_000
_EIGHTH = 45


@dataclass(frozen=True, slots=True)
class Transform:
    """From the coordinates of a group to points of the slide: ``x * scale_x + move_x``."""

    scale_x: float = 1 / EMU_PER_POINT
    move_x: float = 0.0
    scale_y: float = 1 / EMU_PER_POINT
    move_y: float = 0.0

    def box(self, frame: Element) -> Box | None:
        """The place of an ``xfrm``, None where it says none."""
        offset, extent = child(frame, "off"), child(frame, "ext")
        x, y = number(offset, "x"), number(offset, "y")
        width, height = number(extent, "cx"), number(extent, "cy")
        if x is None or y is None or width is None or height is None:
            return None
        left, top = x * self.scale_x + self.move_x, y * self.scale_y + self.move_y
        box = Box(left, top, left + width * self.scale_x, top + height * self.scale_y)
        return _turned(box) if _stands(number(frame, "rot") or 0) else box

    def inside(self, group: Element | None) -> Transform:
        """The transform of what a group holds, ``group`` being its ``xfrm``."""
        offset, extent = child(group, "off"), child(group, "ext")
        inner, room = child(group, "chOff"), child(group, "chExt")
        x, y = number(offset, "x"), number(offset, "y")
        inner_x, inner_y = number(inner, "x"), number(inner, "y")
        if x is None or y is None or inner_x is None or inner_y is None:
            return self
        across = _ratio(number(extent, "cx"), number(room, "cx"))
        down = _ratio(number(extent, "cy"), number(room, "cy"))
        return Transform(
            self.scale_x * across,
            (x - inner_x * across) * self.scale_x + self.move_x,
            self.scale_y * down,
            (y - inner_y * down) * self.scale_y + self.move_y,
        )

    def moved(self, box: Box) -> Transform:
        """The transform of coordinates that count from the corner of ``box``."""
        return Transform(self.scale_x, box.x0, self.scale_y, box.top)


def _ratio(size: int | None, room: int | None) -> float:
    return size / room if size and room else 1.0


def _stands(rotation: int) -> bool:
    """Whether a rotation is nearer to upright than to level."""
    degrees = rotation / _DEGREE % 180
    return _EIGHTH < degrees < 180 - _EIGHTH


def _turned(box: Box) -> Box:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return Box(x - box.height / 2, y - box.width / 2, x + box.height / 2, y + box.width / 2)
