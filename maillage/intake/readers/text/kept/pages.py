"""The pages of a text that keeps their layout, laid out as those of a PDF are."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from maillage.intake.readers.blocks import Block, BlockKind, Place, Source, SourceFormat
from maillage.intake.readers.pdf.fragments import Fragment
from maillage.intake.readers.pdf.pages import PageUnit, lay_out
from maillage.intake.readers.pdf.writing import PdfWriter
from maillage.intake.readers.text.kept.runs import CHARACTER, LEADING, SIZE, Run, parted, runs_of
from maillage.intake.readers.text.kept.tables import rules_of

_TAB_WIDTH = 8
_FOOT = 3
_FOOT_LINES = 3
_LONGEST_ORNAMENT = 14
_OFTEN = 3
_LONGEST_SHEET = 120

#: The number of a line on its page, and its runs.
_Row = tuple[int, list[Run]]


def read_kept(lines: Sequence[str], pages: Sequence[int], name: str) -> Source:
    """Read a text that keeps its layout; ``pages`` says, from 1, on which one each line stands."""
    sheets = laid_out(lines, pages)
    writer = PdfWriter(
        name, [sheet.units for sheet in sheets], line_at=lambda sheet, base: sheets[sheet - 1].line_at(base)
    )
    count = pages[-1] if pages[-1] > 1 else None
    blocks = _on_pages(writer.source().blocks, pages, bool(count))
    return Source(name, SourceFormat.TEXT, tuple(lines), tuple(blocks), pages=count)


def _on_pages(blocks: Iterable[Block], pages: Sequence[int], counted: bool) -> Iterator[Block]:
    """``blocks`` with the page of their line; what ends a sheet and no page is left out."""
    page = 1
    for block in blocks:
        if block.kind is BlockKind.BREAK:
            continue
        place = block.place
        while page < pages[place.line - 1]:
            yield Block(BlockKind.BREAK, "", Place(place.line, page=page))
            page += 1
        yield replace(block, place=replace(place, page=page if counted else None))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page, and the line of the text that each of its baselines is."""

    units: list[PageUnit]
    lines: dict[int, int]

    def line_at(self, base: float) -> int:
        """The line of the text, from 1, whose letters stand on ``base``."""
        return self.lines[round(base)]


def laid_out(lines: Sequence[str], pages: Sequence[int]) -> list[LaidOut]:
    """Every page of a text, a long one as several sheets."""
    read = [
        [(number, runs_of(line.expandtabs(_TAB_WIDTH))) for number, line in page]
        for page in _sheets(lines, pages)
    ]
    ornaments = _ornaments(read)
    height = max(len(page) for page in read)
    return [_laid_out(page, ornaments, height) for page in read]


def _sheets(lines: Sequence[str], pages: Sequence[int]) -> Iterator[list[tuple[int, str]]]:
    """The pages, those that are too long for paper cut where most lines are empty."""
    numbered = zip(pages, enumerate(lines, start=1), strict=True)
    for _, page in itertools.groupby(numbered, key=lambda each: each[0]):
        left = [line for _, line in page]
        while len(left) > _LONGEST_SHEET:
            cut = _best_cut(left)
            yield left[:cut]
            left = left[cut:]
        yield left


def _best_cut(page: Sequence[tuple[int, str]]) -> int:
    """After the longest run of empty lines of the second half of a sheet."""
    best, longest, empty = _LONGEST_SHEET, 0, 0
    for index in range(_LONGEST_SHEET // 2, _LONGEST_SHEET):
        empty = 0 if page[index][1].strip() else empty + 1
        if empty and empty >= longest:
            best, longest = index + 1, empty
    return best


def _laid_out(page: Sequence[tuple[int, list[Run]]], ornaments: set[str], height: int) -> LaidOut:
    runs = [
        [run for run in row if run.text not in ornaments or len(row) > 1]
        for row in parted([row for _, row in page])
    ]
    bases = _bases(runs, height)
    fragments = [
        Fragment(run.text, CHARACTER * run.start, CHARACTER * run.end, base, SIZE, bold=False)
        for base, row in zip(bases, runs, strict=True)
        for run in row
    ]
    places = {round(base): number for base, (number, _) in zip(bases, page, strict=True)}
    return LaidOut(lay_out(fragments, rules_of(runs, bases)), places)


def _bases(runs: Sequence[list[Run]], height: int) -> list[float]:
    """The baseline of each line; a foot stands at one height on every page, however short it is."""
    filled = [index for index, row in enumerate(runs) if row]
    foot = next(
        (
            below
            for above, below in itertools.pairwise(filled)
            if below - above > _FOOT and filled[-1] - below < _FOOT_LINES
        ),
        len(runs),
    )
    down = max(height - 1 - (filled[-1] if filled else 0), 0)
    return [LEADING * (index + 1 + (down if index >= foot else 0)) for index in range(len(runs))]


def _ornaments(pages: Sequence[Sequence[tuple[int, list[Run]]]]) -> set[str]:
    """Words set on their side along the pages: alone on their line, left of all that is around."""
    found: Counter[str] = Counter()
    for page in pages:
        rows = [(index, row) for index, (_, row) in enumerate(page) if row]
        for above, middle, below in zip(rows, rows[1:], rows[2:], strict=False):
            if _is_ornament(above, middle, below):
                found[middle[1][0].text] += 1
    return {word for word, times in found.items() if times >= _OFTEN}


def _is_ornament(above: _Row, row: _Row, below: _Row) -> bool:
    word = row[1][0].text
    if len(row[1]) > 1 or len(word) > _LONGEST_ORNAMENT or not word.isupper() or " " in word:
        return False
    left = row[1][0].start + 1
    apart = below[0] - row[0] > _FOOT
    return row[0] - above[0] <= _FOOT and above[1][0].start > left and (apart or below[1][0].start > left)
