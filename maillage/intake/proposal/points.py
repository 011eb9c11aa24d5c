"""A field as text to correct, one point a line, and back.

A line that starts with « # » names the volet of the steps below it; one that starts
with « - » is a substep. A line left as it was keeps its place in the source, its kind
and its target; a new indicator has its target read from its words.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from maillage.intake.proposal.parts import Point
from maillage.intake.recognition.quantities import target_of
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SMALL = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PointRef:
    """A point as a page names it: its fiche, its field, its position and a mark of its words."""

    fiche: str
    field: str
    index: int
    mark: str

    @classmethod
    def parse(cls, name: str) -> PointRef | None:
        """The point that ``name`` says, « a0:steps:3:1f2e3d4c », or None when it says none."""
        fiche, _, rest = name.partition(":")
        parts = rest.split(":")
        if len(parts) != 3 or not _SMALL.fullmatch(parts[1]):
            return None
        return cls(fiche, parts[0], int(parts[1]), parts[2])

    def find(self, points: Sequence[Point]) -> int | None:
        """Its position among ``points`` now, by its words where it moved."""
        if self.index < len(points) and mark_of(points[self.index].text) == self.mark:
            return self.index
        return next((at for at, point in enumerate(points) if mark_of(point.text) == self.mark), None)


def mark_of(words: str) -> str:
    """A short mark of the words of a point."""
    return f"{zlib.crc32(words.encode('utf-8', 'replace')):08x}"


def name_of(fiche: str, field: str, index: int, point: Point) -> str:
    """The point as :meth:`PointRef.parse` takes it."""
    return f"{fiche}:{field}:{index}:{mark_of(point.text)}"


def as_text(field: str, points: Sequence[Point]) -> str:
    """The points as lines."""
    if field != "steps":
        return "\n".join(point.text for point in points)
    lines: list[str] = []
    group = ""
    for point in points:
        if point.group != group:
            group = point.group
            lines.append(f"# {group}")
        lines.append(point.text)
        lines.extend(f"- {substep}" for substep in point.substeps)
    return "\n".join(lines)


def as_points(field: str, text: str, former: Iterable[Point], elsewhere: Iterable[Point] = ()) -> list[Point]:
    """The lines as points, each with the place of the former point of the same words.

    ``elsewhere`` are the points of other fields: words that come from there keep their place
    too, and mean what they mean in ``field``.
    """
    known: dict[str, Point] = {}
    for point in former:
        known.setdefault(point.text, point)
    for point in elsewhere:
        if point.text not in known:
            blank = Point("", point.line, point.page)
            known[point.text] = with_words(field, blank, point.text)
    if field == "steps":
        return _steps(lines_of(text), known)
    return [known.get(line) or with_words(field, Point(""), line) for line in lines_of(text)]


def with_words(field: str, point: Point, words: str) -> Point:
    """``point`` saying ``words`` instead, at the same place; an indicator's target follows its words."""
    if words == point.text:
        return point
    target = target_of(words) if field == "indicators" else None
    return replace(point, text=words, target=asdict(target) if target else None)


def _steps(lines: Sequence[str], known: dict[str, Point]) -> list[Point]:
    points: list[Point] = []
    group = ""
    for line in lines:
        if line.startswith("#"):
            group = line.lstrip("# ").strip()
        elif line.startswith("-") and points:
            substep = line.lstrip("- ").strip()
            points[-1] = replace(points[-1], substeps=(*points[-1].substeps, substep))
        else:
            words = line.lstrip("- ").strip()
            points.append(replace(known.get(words) or Point(words), group=group, substeps=()))
    return points
