"""Paragraphs as office formats hold them: lines of runs, a list mark, a depth.

What Word, OpenDocument and slides have in common, and how it is written as blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.writing import SourceWriter, clean, split_bullet


@dataclass(slots=True)
class TextLine:
    """One line of a paragraph, between two line breaks."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    _known: tuple[int, str] = (0, "")

    @property
    def text(self) -> str:
        """The line, with a colon where only a tab parts a bold label from what follows."""
        parts, text = self._known
        if parts != len(self.parts):
            text = self._joined()
            self._known = len(self.parts), text
        return text

    def _joined(self) -> str:
        label = ""
        for position, (part, bold) in enumerate(self.parts):
            if not bold:
                rest = "".join(text for text, _ in self.parts[position:])
                return clean(_join_label(label, rest))
            label += part
        return clean(label)

    @property
    def bold(self) -> bool:
        """Whether all that shows is bold."""
        shown = [bold for part, bold in self.parts if part.strip()]
        return bool(shown) and all(shown)


def _join_label(label: str, rest: str) -> str:
    parted = label.endswith("\t") or rest.startswith("\t")
    if (
        label.strip()
        and parted
        and rest.strip()
        and not label.rstrip().endswith(":")
        and rest.strip()[0] != ":"
    ):
        return f"{label.strip()}\u00a0: {rest.strip()}"
    return label + rest


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what its style and its list make of it.

    ``heading``: the level of a heading, else None. ``marker``: the bullet or number of a list,
    else empty. ``level``: how deep it is set in, from 0.
    """

    lines: Sequence[TextLine]
    heading: int | None = None
    marker: str = ""
    level: int = 0

    @property
    def shown(self) -> list[TextLine]:
        """The lines that have text."""
        return [line for line in self.lines if line.text]


@dataclass(slots=True)
class Depths:
    """How deep items stand among those just above them, by where they are set in.

    ``slack``: the difference that is no difference, in the unit of the indents.
    """

    slack: float
    _indents: list[float] = field(default_factory=list)

    def reset(self) -> None:
        """A paragraph that is no item ends the list."""
        self._indents = []

    def of(self, indent: float) -> int:
        """The depth of an item set in by ``indent``, from 0."""
        while self._indents and indent < self._indents[-1] - self.slack:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + self.slack:
            self._indents.append(indent)
        return len(self._indents) - 1


def write_paragraph(writer: SourceWriter, paragraph: Paragraph) -> None:
    """Write ``paragraph`` as a heading, an item with those typed inside it, or lines."""
    if not paragraph.shown:
        writer.blank()
    elif paragraph.heading is not None:
        text = " ".join(line.text for line in paragraph.shown)
        marker = "" if paragraph.marker == "•" else paragraph.marker
        writer.heading(f"{marker} {text}".strip(), paragraph.heading, marker=paragraph.marker)
    elif paragraph.marker:
        _write_item(writer, paragraph)
    else:
        _write_lines(writer, paragraph)


def _write_item(writer: SourceWriter, paragraph: Paragraph) -> None:
    first, *rest = paragraph.shown
    joined = [first.text]
    nested: list[tuple[str, str]] = []
    for line in rest:
        typed, text = split_bullet(line.text)
        if typed:
            nested.append((typed, text))
        elif nested:
            nested[-1] = (nested[-1][0], f"{nested[-1][1]} {text}")
        else:
            joined.append(text)
    bold = all(line.bold for line in paragraph.shown)
    _, text = split_bullet(" ".join(joined))
    writer.item(text, paragraph.level, paragraph.marker, bold=bold)
    for typed, text in nested:
        writer.item(text, paragraph.level + 1, typed)


def _write_lines(writer: SourceWriter, paragraph: Paragraph) -> None:
    for line in paragraph.shown:
        typed, text = split_bullet(line.text)
        if typed:
            writer.item(text, paragraph.level, typed, bold=line.bold)
        else:
            writer.paragraph(line.text, bold=line.bold)


def printed(paragraph: Paragraph) -> list[str]:
    """The lines of a paragraph of a cell, bullets and numbers as the page shows them."""
    lines = [line.text for line in paragraph.shown]
    if lines and paragraph.marker:
        lines[0] = f"{'  ' * paragraph.level}{paragraph.marker} {lines[0]}"
    elif lines and paragraph.level and split_bullet(lines[0])[0]:
        lines[0] = f"{'  ' * paragraph.level}{lines[0]}"
    return lines
