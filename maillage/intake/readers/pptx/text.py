"""The text of a shape or a cell: paragraphs with their bullets, numbers, weights and sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from maillage.intake.readers.ordinals import letters, roman
from maillage.intake.readers.pptx.inheritance import (
    Bullet,
    LevelStyle,
    TextStyle,
    own_bold,
    own_bullet,
    own_indent,
)
from maillage.intake.readers.prose import Depths, TextLine
from maillage.intake.readers.slides.shapes import SlideParagraph
from maillage.intake.readers.writing import split_bullet
from maillage.intake.readers.xml import attribute, child, children, local, number

_POINTS_SLACK = 3.0
#: What a field prints by itself on every slide.
_PRINTED_FIELDS = ("slidenum", "datetime", "footer", "header")
_LINE_BREAK = re.compile(r"[\v\n\r]|_x000[BbDdAa]_")


def read_text(body: Element | None, style: TextStyle) -> list[SlideParagraph]:
    """The paragraphs of a text body; those without text are kept as blank lines."""
    reader = _BodyReader(style, _scale(body))
    return [reader.read(each) for each in children(body, "p")]


def _scale(body: Element | None) -> float:
    fitted = number(child(body, "bodyPr", "normAutofit"), "fontScale")
    return 1.0 if fitted is None else fitted / 100_000


@dataclass(slots=True)
class _BodyReader:
    style: TextStyle
    scale: float
    _depths: Depths = field(default_factory=lambda: Depths(_POINTS_SLACK))
    _counts: dict[int, tuple[str, int]] = field(default_factory=dict)

    def read(self, paragraph: Element) -> SlideParagraph:
        properties = child(paragraph, "pPr")
        level = number(properties, "lvl") or 0
        inherited = self.style.level(level)
        lines, size = _lines(paragraph, inherited)
        size = round(2 * size * self.scale) / 2
        if not any(line.text for line in lines):
            return SlideParagraph(lines)
        own = own_bullet(properties)
        marker = self._marker(own if own is not None else inherited.bullet, level)
        typed = any(split_bullet(line.text)[0] for line in lines)
        if not marker and not typed:
            self._depths.reset()
            return SlideParagraph(lines, size=size)
        margin = own_indent(properties)
        depth = self._depths.of(inherited.indent if margin is None else margin)
        return SlideParagraph(lines, marker=marker, level=depth, size=size)

    def _marker(self, bullet: Bullet, level: int) -> str:
        for deeper in [key for key in self._counts if key > level]:
            del self._counts[deeper]
        if bullet.form in {"none", "char"}:
            self._counts.pop(level, None)
            return "" if bullet.form == "none" else "•"
        form, count = self._counts.get(level, (bullet.form, bullet.start - 1))
        count = count + 1 if form == bullet.form else bullet.start
        self._counts[level] = (bullet.form, count)
        return printed_number(count, bullet.form)


def printed_number(value: int, scheme: str) -> str:
    """« (b) » for 2 in the scheme « alphaLcParenBoth »."""
    if scheme.startswith("alpha"):
        text = letters(value)
    elif scheme.startswith("roman"):
        text = roman(value)
    else:
        text = str(value)
    if "Uc" in scheme:
        text = text.upper()
    if scheme.endswith("ParenBoth"):
        return f"({text})"
    return text + (")" if scheme.endswith("ParenR") else "." if scheme.endswith("Period") else "")


def _lines(paragraph: Element, inherited: LevelStyle) -> tuple[list[TextLine], float]:
    """The lines of a paragraph, and the size of its first letters in points."""
    lines = [TextLine()]
    size = 0.0
    for text, properties in _runs(paragraph):
        if text is None:
            lines.append(TextLine())
            continue
        own = own_bold(properties)
        bold = inherited.bold if own is None else own
        first, *others = _LINE_BREAK.split(text)
        lines[-1].parts.append((first, bold))
        lines.extend(TextLine([(other, bold)]) for other in others)
        if not size and text.strip():
            points = number(properties, "sz")
            size = inherited.size if points is None else points / 100
    return lines, size or inherited.size


def _runs(paragraph: Element) -> Iterator[tuple[str | None, Element | None]]:
    """The runs of a paragraph, (None, None) where a line ends."""
    for each in paragraph:
        name = local(each)
        if name == "br":
            yield None, None
        elif name == "r" or (name == "fld" and not _is_printed(each)):
            text = "".join(part.text or "" for part in children(each, "t"))
            yield text, child(each, "rPr")


def _is_printed(element: Element) -> bool:
    return (attribute(element, "type") or "").lower().startswith(_PRINTED_FIELDS)
