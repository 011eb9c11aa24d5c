"""A field as text to correct, one point a line, and back.

A line that starts with « # » names the volet of the steps below it; one that starts
with « - » is a substep. A line left as it was keeps its place in the source, its kind
and its target; a new indicator has its target read from its words.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from maillage.intake.proposal.parts import Point
from maillage.intake.recognition.quantities import target_of
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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
