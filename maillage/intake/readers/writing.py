"""Building a Source: lines for the eye and blocks side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Block, BlockKind, Cell, Place, Source, SourceFormat
from maillage.intake.readers.errors import OversizedFileError
from maillage.intake.readers.limits import MAX_TEXT_CHARACTERS

#: A typed bullet, or a private-use character that a symbol font draws as one.
_BULLET = re.compile(r"^\s*([-–—•◦▪▫■□●○·‣⁃➢➔→►▶✓✔❖*]|[\uf000-\uf0ff]|o(?=\s{2,}|\t))[\s\u00a0]*(?=\S)")
_DASH_NEEDS_SPACE = frozenset("-–—*·")
_SPACES = re.compile(r" {2,}")
_TABS = re.compile(r"[ \u00a0]*\t[ \u00a0]*")


def split_bullet(text: str) -> tuple[str, str]:
    """The bullet typed at the start of ``text`` and the rest; ("", text) when there is none."""
    found = _BULLET.match(text)
    if not found:
        return "", text
    marker = found.group(1)
    glued = found.end() == found.end(1)
    # « -text » is a bullet; « -18 ans » is a number below zero and « *note » a note.
    if glued and marker in _DASH_NEEDS_SPACE and (marker != "-" or text[found.end()].isdigit()):
        return "", text
    return ("•" if "\uf000" <= marker <= "\uf0ff" else marker), text[found.end() :]


def clean(text: str) -> str:
    """``text`` without soft hyphens, accents on their letters, runs of blanks made one, tabs kept."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _TABS.sub("\t", _SPACES.sub(" ", text.replace("\u00ad", ""))).strip()


@dataclass(slots=True)
class SourceWriter:
    """Collects what a reader finds, in reading order."""

    name: str
    format: SourceFormat
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[tuple[str, Place | None]] = field(default_factory=list)
    page: int | None = None
    sheet: str | None = None
    #: The line that is written, where the lines are those of the file itself.
    line: int | None = None
    _tables: int = 0
    _tabbed: int = 0
    _characters: int = 0

    def place(self, cell: str | None = None) -> Place:
        """Where the next line will stand."""
        return Place(line=self.line or len(self.lines) + 1, page=self.page, sheet=self.sheet, cell=cell)

    def _write(self, *lines: str) -> None:
        self._characters += sum(map(len, lines))
        if self._characters > MAX_TEXT_CHARACTERS:
            raise OversizedFileError(
                "Ce document contient trop de texte pour un plan d’action. N’en gardez que le plan."
            )
        self.lines.extend(lines)

    def blank(self) -> None:
        """An empty line, unless the last one is."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str, level: int, *, marker: str = "", bold: bool = False) -> None:
        """A heading, set apart by an empty line."""
        self.blank()
        place = self.place()
        self._write(text)
        self.blocks.append(
            Block(BlockKind.HEADING, text, place, level=min(level, 6), marker=marker, bold=bold)
        )

    def paragraph(
        self, text: str, *, bold: bool = False, printed: Sequence[str] = (), cell: str | None = None
    ) -> None:
        """A paragraph; ``printed`` are its lines as the page shows them.

        One that tabs part into columns is a row of a table.
        """
        if "\t" in text:
            cells = [Cell(lines=(part,) if part else ()) for part in text.split("\t")]
            last = self.blocks[-1] if self.blocks else None
            goes_on = last is not None and last.table is not None and last.table == self._tabbed
            self._tabbed = self._tabbed if goes_on and self._tabbed else self.new_table()
            self.row(cells, self._tabbed, cell=cell)
            return
        place = self.place(cell)
        self._write(*(printed or (text,)))
        self.blocks.append(Block(BlockKind.PARAGRAPH, text, place, bold=bold))

    def item(
        self, text: str, level: int, marker: str, *, bold: bool = False, printed: Sequence[str] = ()
    ) -> None:
        """An item of a list, ``level`` from 0."""
        place = self.place()
        self._write(*(printed or (f"{'  ' * level}{marker} {text}",)))
        self.blocks.append(Block(BlockKind.ITEM, text, place, level=level, marker=marker, bold=bold))

    def note(self, text: str, *, cell: str | None = None) -> None:
        """Words beside the document: shown, never part of the plan."""
        place = self.place(cell)
        self._write(text)
        self.blocks.append(Block(BlockKind.NOTE, text, place))

    def new_table(self) -> int:
        """The number of the table that starts here."""
        self._tables += 1
        return self._tables

    def row(self, cells: Sequence[Cell], table: int, *, cell: str | None = None) -> None:
        """A row of ``table``."""
        place = self.place(cell)
        line = " | ".join(" / ".join(part.strip() for part in each.lines if part.strip()) for each in cells)
        self._write(line)
        text = " | ".join(each.text for each in cells if each.lines)
        bold = all(each.bold for each in cells if each.lines) and any(each.lines for each in cells)
        self.blocks.append(Block(BlockKind.ROW, text, place, cells=tuple(cells), table=table, bold=bold))

    def page_break(self) -> None:
        """The end of a page, slide or sheet."""
        self.blank()
        self.blocks.append(Block(BlockKind.BREAK, "", self.place()))

    def warn(self, sentence: str, place: Place | None = None) -> None:
        """A French sentence about the container itself."""
        self.warnings.append((sentence, place))

    def source(self, pages: int | None = None) -> Source:
        """The finished source."""
        return Source(
            name=self.name,
            format=self.format,
            lines=tuple(self.lines),
            blocks=tuple(self.blocks),
            pages=pages,
            warnings=tuple(self.warnings),
        )
