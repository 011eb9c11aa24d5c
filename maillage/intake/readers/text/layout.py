"""What the layout of a text says: headings, bullets, tables, breaks."""

from __future__ import annotations

import re
from dataclasses import replace

from maillage.intake.readers.blocks import Block, BlockKind, Cell, Place
from maillage.intake.readers.text.bars import cells_of, drawn_rows
from maillage.intake.readers.text.markup import (
    MarkedTable,
    blocks_of_table,
    flowing,
    has_tags,
    plain,
    tables_in,
    without_blocks,
)
from maillage.intake.readers.text.pairs import reading_ranks

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(\S.*)$")
_BREAK = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_RULE_CELL = re.compile(r"^:?-{2,}:?$")
_BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<marker>[-•●○◦▪▫■□◆◇►▶➢➤➔✓✔✗❖§·–—*]|\+(?=\s+\D)|→|=>|\uf0b7|\uf0a7|\uf0fc|\uf0d8)(?P<gap>\s+)(?P<text>\S.*)$"
)
_NUMBERED = re.compile(r"^(?P<indent>\s*)(?P<marker>\d{1,2}[.)°-]|[a-z][.)])(?P<gap>\s+)(?P<text>\S.*)$")
_CELL_BREAK = re.compile(r"<br ?/?>|</p>\s*<p[^<>]*>|</?[uo]l[^<>]*>|</?li[^<>]*>", re.IGNORECASE)
_DEEP = frozenset("○◦▫□")
_TAB_WIDTH = 4
_SHALLOW = 2


def blocks_of(lines: list[str], pages: list[int] | None) -> list[Block]:
    """The blocks of a text, one per line that holds something.

    ``pages`` gives the page of each line, or is None for a text without pages.
    """
    layout = _Layout(pages)
    drawn = drawn_rows(lines)
    lines = [drawn.get(index, line) for index, line in enumerate(lines)] if drawn else lines
    start = 0
    for table in tables_in(lines):
        for index in range(start, table.first):
            layout.read(index, lines[index])
        layout.read(table.first, table.before)
        if not layout.take_table(table):
            for index in range(table.first, table.last + 1):
                layout.read(index, lines[index])
        layout.read(table.last, table.after)
        start = table.last + 1
    for index in range(start, len(lines)):
        layout.read(index, lines[index])
    if pages is None:
        return layout.blocks
    ranks = reading_ranks(lines, pages)
    return sorted(layout.blocks, key=lambda block: ranks[block.place.line - 1])


class _Layout:
    """Reads lines one after the other and remembers what their neighbours need."""

    def __init__(self, pages: list[int] | None) -> None:
        self.blocks: list[Block] = []
        self._pages = pages
        self._page: int | None = None
        self._tables = 0
        self._in_table = False
        self._width = 0
        self._indents: list[int] = []

    def read(self, index: int, line: str) -> None:
        """Add the blocks of one line, ``index`` counting from 0, whatever tags are left in it."""
        if not has_tags(line):
            self._take(index, line)
        elif split_row(line) is not None:
            self._take(index, plain(line))
        else:
            for part in flowing(line):
                self._take(index, part)

    def take_table(self, table: MarkedTable) -> bool:
        """Add the blocks of a table in HTML; False where it cannot be read."""
        blocks = blocks_of_table(table, self._tables)
        for block in blocks or ():
            page = self._pages[block.place.line - 1] if self._pages else None
            self._turn_to(page, block.place)
            self.blocks.append(replace(block, place=replace(block.place, page=page)))
        self._tables = max([self._tables, *(block.table or 0 for block in blocks or ())])
        self._in_table = False
        return blocks is not None

    def _turn_to(self, page: int | None, place: Place) -> None:
        if page is not None and self._page is not None and page != self._page:
            self.blocks.append(Block(BlockKind.BREAK, "", replace(place, page=page)))
        self._page = page

    def _take(self, index: int, line: str) -> None:
        page = self._pages[index] if self._pages else None
        place = Place(line=index + 1, page=page)
        self._turn_to(page, place)
        if not line.strip():
            self._in_table = self._in_table and "\t" in line
            return
        if not self._row(line, place):
            self._in_table = False
            self.blocks.append(self._flowing(line, place))

    def _row(self, line: str, place: Place) -> bool:
        cells = split_row(line)
        if cells is None:
            return False
        if not self._in_table:
            self._tables += 1
            self._in_table = True
            self._width = len(cells)
        elif len(cells) == self._width + 1 and not cells[0].text:
            cells = cells[1:]
        if all(_RULE_CELL.match(cell.text) or not cell.text for cell in cells):
            return True
        text = " | ".join(cell.text for cell in cells if cell.text)
        self.blocks.append(Block(BlockKind.ROW, text, place, cells=cells, table=self._tables))
        return True

    def _flowing(self, line: str, place: Place) -> Block:
        if _BREAK.match(line):
            return Block(BlockKind.BREAK, "", place)
        heading = _HEADING.match(line)
        if heading:
            return Block(
                BlockKind.HEADING, heading[2].rstrip().rstrip("#").rstrip(), place, level=len(heading[1])
            )
        bullet = _BULLET.match(line)
        if bullet:
            level = self._depth(bullet["indent"], bullet["marker"])
            return Block(BlockKind.ITEM, bullet["text"].rstrip(), place, level=level, marker=bullet["marker"])
        numbered = _NUMBERED.match(line) if line[:1].isspace() or self._indents else None
        if numbered:
            level = self._depth(numbered["indent"], "")
            return Block(BlockKind.ITEM, numbered["text"].rstrip(), place, level, numbered["marker"])
        if not line[:1].isspace():
            self._indents = []
        return Block(BlockKind.PARAGRAPH, line.strip(), place, bold=_whole_bold(line))

    def _depth(self, indent: str, marker: str) -> int:
        width = len(indent.expandtabs(_TAB_WIDTH))
        while self._indents and self._indents[-1] > width:
            self._indents.pop()
        if not self._indents or self._indents[-1] < width:
            self._indents.append(width)
        depth = len(self._indents) - 1
        return max(depth, 1) if marker in _DEEP and marker else depth


def split_row(line: str) -> tuple[Cell, ...] | None:
    """The cells of a line of a table (bars or tabulations), None for any other line."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        closed = stripped.endswith("|")
        parts = cells_of(stripped[1:-1] if closed else stripped[not line[0].isspace() :])
    elif "\t" in line.rstrip() and not _BULLET.match(line):
        parts = line.rstrip("\n").split("\t")
    elif " | " in stripped and not stripped.startswith(("-", "•")):
        parts = stripped.split(" | ")
    else:
        return None
    return tuple(_cell(part) for part in parts)


def split_bullet(line: str) -> tuple[int, str, str] | None:
    """The depth (0 or 1), the marker and the text of a line set as an item, else None."""
    match = _BULLET.match(line) or _NUMBERED.match(line)
    if match is None:
        return None
    deep = match["marker"] in _DEEP or len(match["indent"].expandtabs(_TAB_WIDTH)) >= _SHALLOW
    return (1 if deep else 0, match["marker"], match["text"].rstrip())


def _cell(raw: str) -> Cell:
    parts = [without_blocks(part) for part in _CELL_BREAK.split(raw)] if "<" in raw else [raw]
    pieces = [re.sub(r"\s+", " ", part).strip() for part in parts]
    return Cell(lines=tuple(piece for piece in pieces if piece), bold=_whole_bold(raw))


def _whole_bold(text: str) -> bool:
    stripped = text.strip()
    return (
        len(stripped) > 4
        and stripped.startswith("**")
        and stripped.endswith("**")
        and "**" not in stripped[2:-2]
    )
