"""Page furniture: what a page prints around its content."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import bare_entry
from maillage.intake.recognition.words.parts import points_at_place
from maillage.intake.recognition.words.text import fold

_STAMP = re.compile(
    r"^(?:(?:envoye|recu|transmis|depose) en prefecture|accuse de reception|(?:publie|affiche|mis "
    r"en ligne)(?: le)?$|"
    r"publie le \d|affiche le \d|id [a-z0-9 ]{12,}$|slo$|berger levrault|s2low)"
)
_RIGHTS = re.compile(
    r"tous droits reserves|all rights reserved|^copyright|societe par actions simplifiee|"
    r"^les informations contenues dans ce document|^ne pas jeter sur la voie publique|"
    r"^credits? photos?\b|^conception graphique\b|^impression\b.{0,40}imprim"
)
_SITE = re.compile(
    r"^(?:https?://)?(?:www[.,])?[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|eu|net|gouv\.fr)/?$", re.IGNORECASE
)
_PAGE = re.compile(r"^(?:page|p|diapositive|slide)?\s*\d{1,3}(?:\s*(?:/|sur|-|–)\s*\d{1,3})?$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\d{1,3} (?=\D{8})|(?<=[\da-z]{2}) (?:page |p )?\d{1,3}(?: sur \d{1,3})?$")
_ENDING_NUMBER = re.compile(r"(?:^|[^\d.,/])(\d{1,3})(?:\s*(?:/|sur)\s*\d{1,3})?$")
_REPEATED = 3
_SHORTEST_FOOT = 8
_CLOSING = "»)]”"
_SHORTEST = 3


def without_furniture(units: list[Unit]) -> list[Unit]:
    """The units without stamps, rights, page numbers, nor the lines that every page repeats."""
    kept = [unit for unit in units if unit.grid is not None or not _is_furniture(unit)]
    repeated = (_repeated_at_edges(_with_page_ends(units)) | _numbered_by_page(kept)) - _titles(kept)
    return [unit for unit in kept if not (_may_repeat(unit) and _print(unit) in repeated)]


def _with_page_ends(units: list[Unit]) -> list[Unit]:
    """The units where a page's number alone on its line stands for the page's end."""
    paged: list[Unit] = []
    counted = _counted(units)
    for unit in units:
        if _is_number(unit) and (unit.gap or counted):
            paged.append(Unit(BlockKind.BREAK, "", unit.place))
        elif unit.grid is not None or not _is_furniture(unit):
            paged.append(unit)
    return paged


def _is_number(unit: Unit) -> bool:
    return unit.grid is None and not unit.cell and bool(_PAGE.match(unit.text.strip()))


def _counted(units: list[Unit]) -> bool:
    """The numbers alone on their line only grow: they are the pages'."""
    numbers = [int(match[0]) for u in units if _is_number(u) and (match := re.search(r"\d+", u.text))]
    return len(numbers) >= _REPEATED and all(one < other for one, other in pairwise(numbers))


def _titles(units: list[Unit]) -> set[str]:
    """The titles of the outline's entries: printed at the head of pages, they say where one stands."""
    entries = {fold(unit.entry.title) for unit in units if unit.entry is not None}
    cells = {fold(cell.text) for unit in units if unit.grid for row in unit.grid.rows for cell in row.cells}
    return entries | cells


def _is_furniture(unit: Unit) -> bool:
    if unit.is_break or unit.is_item:
        return False
    folded = fold(unit.text)
    if points_at_place(unit.text):
        return True
    if (
        _STAMP.match(folded)
        or unit.text.startswith("©")
        or (unit.cell and unit.text.startswith("»"))
        or _RIGHTS.search(folded)
    ):
        return True
    if unit.gap and not unit.cell and _SITE.match(unit.text):
        return True
    return not unit.cell and unit.label is None and bool(_PAGE.match(unit.text.strip()))


def _may_repeat(unit: Unit) -> bool:
    return (
        unit.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and not unit.cell
        and unit.label is None
        and unit.entry is None
        and bare_entry(unit.text) is None
        and (unit.gap or len(unit.text.split()) >= _SHORTEST)
    )


def _print(unit: Unit) -> str:
    """What is compared: the folded text, the page's number left out at either end."""
    return _PAGE_NUMBER.sub("", fold(unit.text))


def _numbered_by_page(units: list[Unit]) -> set[str]:
    """Lines that only differ by a number that grows, with something else between: the foot of pages."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for index, unit in enumerate(units):
        number = _ENDING_NUMBER.search(unit.text) if _may_repeat(unit) else None
        if number is not None:
            runs.setdefault(_print(unit), []).append((int(number[1]), index))
    return {text for text, run in runs.items() if _grows(run, units) and len(text) >= _SHORTEST_FOOT}


def _grows(run: list[tuple[int, int]], units: list[Unit]) -> bool:
    if len(run) < _REPEATED or any(one >= other for (one, _), (other, _) in pairwise(run)):
        return False
    apart = [units[before + 1 : after] for (_, before), (_, after) in pairwise(run)]
    told = sum(any(unit.label or unit.entry or unit.is_break for unit in between) for between in apart)
    return told * 5 >= len(apart) * 4


def _repeated_at_edges(units: list[Unit]) -> set[str]:
    """Folded texts that come back at the foot or the head of pages, never as an answer."""
    counts = Counter(_print(unit) for unit in units if _may_repeat(unit))
    often = {text for text, count in counts.items() if count >= _REPEATED}
    answers: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    passed = _passed(units, often)
    for index, unit in enumerate(units):
        folded = _print(unit)
        if not _may_repeat(unit) or folded not in often:
            continue
        if _is_answer(units, index):
            answers[folded] += 1
        if _at_edge(units, index, passed):
            edges[folded] += 1
    known = {
        text
        for text in often
        if _seldom(text, answers[text], counts[text]) and _enough(text, counts[text], edges[text])
    }
    return known | _broken_footers(units, often)


def _is_answer(units: list[Unit], index: int) -> bool:
    """Alone under a heading, and not the last line of a page."""
    if index == 0 or units[index - 1].label is None or units[index - 1].content:
        return False
    return index + 1 >= len(units) or not units[index + 1].is_break


def _seldom(text: str, answers: int, count: int) -> bool:
    """A long line may once follow an empty heading; a short one that answers is an answer."""
    return answers == 0 or (len(text.split()) > _SHORTEST and answers * 4 <= count)


def _enough(text: str, count: int, edges: int) -> bool:
    """A short line must always stand at an edge: it could be an answer given in several fiches."""
    if len(text.split()) < _SHORTEST:
        return edges == count and count > _REPEATED
    return edges * 5 >= count * 4


def _broken_footers(units: list[Unit], often: set[str]) -> set[str]:
    """Repeated lines that begin in the middle of a quotation: the tail of a footer, cut by the page."""
    found: set[str] = set()
    inside = False
    for unit in units:
        repeated = _may_repeat(unit) and _print(unit) in often
        inside = repeated and (unit.text[0] in _CLOSING or inside)
        if inside:
            found.add(_print(unit))
    return found


def _passed(units: list[Unit], often: set[str]) -> list[tuple[int, int]]:
    """For each unit, the next one on either side that is no repeated line; a file may hold nothing else."""
    repeated = [_may_repeat(unit) and _print(unit) in often for unit in units]
    before, after = [-1] * len(units), [len(units)] * len(units)
    for index in range(1, len(units)):
        before[index] = before[index - 1] if repeated[index - 1] else index - 1
    for index in reversed(range(len(units) - 1)):
        after[index] = after[index + 1] if repeated[index + 1] else index + 1
    return list(zip(before, after, strict=True))


def _at_edge(units: list[Unit], index: int, passed: list[tuple[int, int]]) -> bool:
    """Repeated lines around are passed over; then a page or a title must begin or end."""
    before, after = passed[index]
    if after >= len(units) or before < 0:
        return True
    following, preceding = units[after], units[before]
    return (
        following.is_break or preceding.is_break or following.entry is not None or following.grid is not None
    )
