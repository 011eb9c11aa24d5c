"""HTML left inside a text: whole tables, and loose tags in its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate

from maillage.intake.readers.blocks import Block, SourceFormat
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.readers.html.flow import FlowReader
from maillage.intake.readers.html.page import parsed
from maillage.intake.readers.html.pieces import write_pieces
from maillage.intake.readers.html.styles import Styles
from maillage.intake.readers.writing import SourceWriter

_TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/a-z][^<>]*>|&#?\w{2,10};", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{2,10};")
_BOLD = re.compile(r"</?(?:b|strong)(?: [^<>]*)?>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|big|em|font|i|ins|mark|s|small|span|strike|sub|sup|tt|u)(?: [^<>]*)?/?>", re.IGNORECASE
)
_HEADING = re.compile(r"<h([1-6])(?: [^<>]*)?>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?: [^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|div|ul|ol|li|h[1-6]|table|thead|tbody|tfoot|tr|td|th|center|blockquote)(?: [^<>]*)?>"
    r"|<[bh]r ?/?>",
    re.IGNORECASE,
)
_EMPTY_BOLD = re.compile(r"\*\*( ?)\*\*")
#: Beyond them, or when they are heavier, tables are left as the lines that they are.
_MOST_TABLES = 3000


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """The markup of a table, its first and last lines, counted from 0, and what stands around it there."""

    first: int
    last: int
    markup: str
    before: str
    after: str


def tables_in(lines: Sequence[str]) -> list[MarkedTable]:
    """The outermost tables of a text that are closed, in their order."""
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    tables: list[MarkedTable] = []
    end = 0
    for start, stop in _spans(text)[:_MOST_TABLES]:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, stop - 1) - 1
        before = text[max(starts[first], end) : start]
        if tables and tables[-1].last == first:
            tables[-1] = replace(tables[-1], after="")
        end = stop
        tables.append(MarkedTable(first, last, text[start:stop], before, text[stop : starts[last + 1] - 1]))
    return tables


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the outermost tables start and stop; one that is never closed is none."""
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for tag in _TABLE.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            start = opened.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, tag.end()))
    return spans


def blocks_of_table(table: MarkedTable, above: int) -> list[Block] | None:
    """The blocks of a table, the first one numbered after ``above`` others; None if it cannot be read."""
    try:
        root = parsed(table.markup)
    except UnreadableFileError:
        return None
    reader = FlowReader(Styles())
    reader.read(root)
    writer = SourceWriter("", SourceFormat.TEXT, line=table.first + 1)
    write_pieces(writer, reader.pieces)
    return [
        replace(block, table=None if block.table is None else block.table + above) for block in writer.blocks
    ]


def has_tags(line: str) -> bool:
    """Whether a line may hold a tag or a character written by its name."""
    return ("<" in line or "&" in line) and bool(_TAG.search(line))


def plain(text: str) -> str:
    """``text`` without the tags inside its lines, bold as Markdown writes it, characters for their names."""
    marks = _BOLD.findall(text)
    closed = sum(mark.startswith("</") for mark in marks)
    bold = _BOLD.sub("**" if 2 * closed == len(marks) else "", text) if marks else text
    return _EMPTY_BOLD.sub(r"\1", _characters(_INLINE.sub("", bold)))


def flowing(line: str) -> Iterator[str]:
    """The lines that a line with tags shows, items and headings as Markdown writes them."""
    marked = _ITEM.sub(lambda _: "\n- ", _HEADING.sub(lambda found: f"\n{'#' * int(found[1])} ", line))
    for part in _BREAK.sub("\n", marked).split("\n"):
        text = plain(part)
        if text.strip(" -\u00a0"):
            yield text


def without_blocks(text: str) -> str:
    """``text``, that of a cell, without the tags of paragraphs and of what is around them."""
    return _BREAK.sub(" ", text)


def _characters(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text)
