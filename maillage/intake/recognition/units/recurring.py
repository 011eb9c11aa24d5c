"""Headings that no vocabulary knows, found by their coming back: the same words, once in each fiche.

A document names its sections as it likes. What is printed as a heading, at the same place of
most fiches, is one, whatever its words; what stands under it over all fiches tells what it
announces (see ``words.guessing``). Such a heading ends the section above in any case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.grid import Column, Grid, column_of
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.guessing import Heading, guess_sections, names_somebody
from maillage.intake.recognition.words.levels import bare_entry
from maillage.intake.recognition.words.sections import (
    FICHE_SECTIONS,
    Label,
    Section,
    is_heading_word,
    label_of,
)
from maillage.intake.recognition.words.text import fold, is_shouted, plain

_FEWEST = 3
_MOST_WORDS = 9
_LONGEST = 70
_SHORTEST = 3
_MOST_HEAD_WORDS = 6
_HARDLY_TWICE = 1.3
_EVERYWHERE = 0.9
_FEWEST_KNOWN = 4
_FEWEST_DASHED = 6
_PARTS = 2
_DASH = re.compile(r"\s+[–—-]\s+")
_EDGES = " :;.*–—-|?"

#: How a heading is printed: bold, as a heading, in a cell, in capitals, ended by a mark, run in.
Shape = tuple[bool, bool, bool, bool, str, bool]


@dataclass(slots=True)
class _Candidate:
    """Words that come back; ``at`` are the indices of their units, ``rests`` what follows on the line."""

    key: str
    shape: Shape
    at: list[int] = field(default_factory=list)
    rests: list[str] = field(default_factory=list)


def label_recurring(units: list[Unit]) -> None:
    """Give the headings that come back in most fiches a label, guessed from what they hold."""
    fiches = _fiches(units)
    if max(fiches, default=0) < _FEWEST:
        return
    candidates = _chosen(units, fiches)
    if not candidates:
        return
    headings = {candidate.key: _heading(candidate, units, candidates) for candidate in candidates}
    _rank(headings, units, fiches, candidates)
    guessed = guess_sections(list(headings.values()), _known_sections(units, fiches))
    for candidate in candidates:
        for index, rest in zip(candidate.at, candidate.rests, strict=True):
            unit = units[index]
            unit.label, unit.content, unit.guessed = Label(guessed[candidate.key]), rest, True


def label_dashed(units: Sequence[Unit]) -> None:
    """« Pilote – Service jeunesse », where a document writes its headings so: a dash for a colon."""
    found = [(unit, *dashed) for unit in units if (dashed := _dashed(unit)) is not None]
    sections = {label.section for _, label, _ in found}
    if len(sections) >= _FEWEST and len(found) >= _FEWEST_DASHED:
        for unit, label, rest in found:
            unit.label, unit.content = label, rest


def _dashed(unit: Unit) -> tuple[Label, str] | None:
    if unit.is_break or unit.is_item or unit.grid or unit.entry or unit.label or unit.answer:
        return None
    parts = _DASH.split(unit.text, maxsplit=1)
    if len(parts) < _PARTS or len(parts[0].split()) > _MOST_HEAD_WORDS:
        return None
    label = label_of(parts[0].strip())
    return (label, parts[1].strip()) if label is not None and label.section in FICHE_SECTIONS else None


def _fiches(units: Sequence[Unit]) -> list[int]:
    """The number of the fiche that each unit stands in; 0 before the first one."""
    numbers, number = [], 0
    for unit in units:
        titled = unit.entry is not None and unit.entry.is_action and not unit.listed
        named = unit.label is not None and unit.label.section is Section.TITLE
        number += titled or named
        numbers.append(number)
    return numbers


def _chosen(units: Sequence[Unit], fiches: Sequence[int]) -> list[_Candidate]:
    """The headings that come back once in most fiches, printed as those that are known."""
    found: dict[tuple[str, Shape], _Candidate] = {}
    for index, unit in enumerate(units):
        head = _head(unit) if fiches[index] else None
        if head is not None:
            key, rest, shape = head
            candidate = found.setdefault((key, shape), _Candidate(key, shape))
            candidate.at.append(index)
            candidate.rests.append(rest)
    expected = max((len({fiches[at] for at in each.at}) for each in found.values()), default=0)
    expected = max(expected, *Counter(_sections_by_fiche(units, fiches)).values(), _FEWEST)
    usual = _usual_shapes(units, fiches, expected)
    kept: dict[str, _Candidate] = {}
    taken: set[int] = set()
    for candidate in sorted(found.values(), key=lambda each: each.at[0]):
        within = len({fiches[at] for at in candidate.at})
        enough = within >= max(_FEWEST, 0.5 * expected) and len(candidate.at) <= _HARDLY_TWICE * within
        fits = not usual or candidate.shape in usual
        everywhere = within >= _EVERYWHERE * expected
        answers = _is_answer(candidate, units, taken, everywhere=everywhere)
        if enough and fits and candidate.key not in kept and not answers:
            kept[candidate.key] = candidate
            taken.update(candidate.at)
    return list(kept.values())


def _usual_shapes(units: Sequence[Unit], fiches: Sequence[int], expected: int) -> set[Shape]:
    """How the known headings are printed in most fiches; none where few are known."""
    pairs = {
        (shape, fiche)
        for unit, fiche in zip(units, fiches, strict=True)
        if fiche and (shape := _shape_of_known(unit)) is not None
    }
    times = Counter(shape for shape, _ in pairs)
    return {shape for shape, count in times.items() if count >= max(_FEWEST_KNOWN, 0.5 * expected)}


def _sections_by_fiche(units: Sequence[Unit], fiches: Sequence[int]) -> Iterator[Section]:
    pairs = {(unit.label.section, fiche) for unit, fiche in zip(units, fiches, strict=True) if unit.label}
    yield from (section for section, fiche in pairs if fiche)


def _known_sections(units: Sequence[Unit], fiches: Sequence[int]) -> dict[Section, float]:
    """The share of fiches that each section is already named in."""
    times = Counter(section for section in _sections_by_fiche(units, fiches) if section in FICHE_SECTIONS)
    most = max(times.values(), default=0)
    return {section: count / most for section, count in times.items()} if most >= _FEWEST else {}


def _head(unit: Unit) -> tuple[str, str, Shape] | None:
    """The words that may head a section, what follows them, and how they are printed."""
    if unit.is_break or unit.is_item or unit.grid or unit.entry or unit.listed or unit.answer:
        return None
    if unit.label is not None and not _is_unknown_cell(unit):
        return None
    text = unit.text.strip()
    if _may_head(text, _MOST_WORDS):
        return fold(text), "", _shape(unit, text, run_in=False)
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and _may_head(head, _MOST_HEAD_WORDS) and label_of(head.strip()) is None:
        return fold(head), rest.strip(), _shape(unit, head, run_in=True)
    return None


def _is_unknown_cell(unit: Unit) -> bool:
    """A left cell that was set aside because its neighbours are headings, its own words telling nothing."""
    aside = unit.cell and unit.label is not None and unit.label.section is Section.ASIDE
    return aside and not unit.content and label_of(unit.text.strip(_EDGES)) is None


def _may_head(text: str, most_words: int) -> bool:
    words = text.split()
    if not words or len(words) > most_words or len(text) > _LONGEST:
        return False
    if any(character.isdigit() for character in text) or text.rstrip().endswith((".", ",", ";", "…", "!")):
        return False
    if not text[:1].isupper() or len(fold(text)) < _SHORTEST or bare_entry(text) is not None:
        return False
    # Words of headings that make none (« Quantitatifs ») head a part of a section, not a section.
    return not all(is_heading_word(word) for word in fold(text).split())


def _shape(unit: Unit, text: str, *, run_in: bool) -> Shape:
    last = text.rstrip()[-1:]
    # In a table, its place makes the heading: left cells are bold in one row and not in the next.
    bold = (unit.bold or bool(unit.lead)) and not unit.cell
    heading = unit.kind is BlockKind.HEADING
    shouted = is_shouted(text) or text.isupper()
    return bold, heading, unit.cell, shouted, last if last in ":?" else "", run_in


def _shape_of_known(unit: Unit) -> Shape | None:
    if unit.label is None or unit.is_item or unit.label.section not in FICHE_SECTIONS:
        return None
    head = unit.text[: len(unit.text) - len(unit.content)].rstrip() if unit.content else unit.text
    return _shape(unit, head.rstrip(" :") if unit.content else head, run_in=bool(unit.content))


def _is_answer(candidate: _Candidate, units: Sequence[Unit], taken: set[int], *, everywhere: bool) -> bool:
    """« Tout public », under a heading each time: what is said there, not a heading itself."""
    bold, heading, _, _, mark, run_in = candidate.shape
    under = [at for at in candidate.at if at and _is_bare_heading(units[at - 1])]
    if 2 * len(under) > len(candidate.at):
        return True
    if bold or heading or mark:
        return False
    beside = [at for at in candidate.at if at and at - 1 in taken]
    if 2 * len(beside) > len(candidate.at) or names_somebody(candidate.key):
        return True
    # A bare line that nothing sets apart must stand by itself, or come back in every fiche.
    alone = sum(1 for at in candidate.at if units[at].gap or units[at].cell or _before_item(units, at))
    return not run_in and not everywhere and 2 * alone <= len(candidate.at)


def _is_bare_heading(unit: Unit) -> bool:
    """A known heading with nothing on its line: what comes next is what it announces."""
    return unit.label is not None and not unit.content and not _is_unknown_cell(unit)


def _before_item(units: Sequence[Unit], at: int) -> bool:
    return at + 1 < len(units) and units[at + 1].is_item


def _heading(candidate: _Candidate, units: Sequence[Unit], candidates: Sequence[_Candidate]) -> Heading:
    """The heading with what stands under it, fiche by fiche."""
    heads = {at for each in candidates for at in each.at}
    contents = []
    for at, rest in zip(candidate.at, candidate.rests, strict=True):
        lines = [rest] if rest else []
        for index in range(at + 1, len(units)):
            unit = units[index]
            if index in heads or unit.label is not None or unit.entry is not None or unit.grid is not None:
                break
            if not unit.is_break:
                lines.append(unit.text)
        contents.append(lines)
    return Heading(candidate.key, contents)


def _rank(
    headings: dict[str, Heading],
    units: Sequence[Unit],
    fiches: Sequence[int],
    candidates: Sequence[_Candidate],
) -> None:
    """Where each heading stands among all those of its fiche: 0 the first, 1 the last."""
    own = {at: candidate.key for candidate in candidates for at in candidate.at}
    rows: dict[int, list[str]] = defaultdict(list)
    for index, unit in enumerate(units):
        if fiches[index] and (index in own or (unit.label and unit.label.section in FICHE_SECTIONS)):
            rows[fiches[index]].append(own.get(index, ""))
    places: dict[str, list[float]] = defaultdict(list)
    for row in rows.values():
        for position, key in enumerate(row):
            if key:
                places[key].append(position / max(1, len(row) - 1))
    for key, found in places.items():
        headings[key].place = sum(found) / len(found)


def label_columns(units: Sequence[Unit]) -> None:
    """The same for the columns of a table of actions whose heading says nothing to anybody."""
    for unit in units:
        if unit.grid is not None and unit.grid.headers and len(unit.grid.rows) >= _FEWEST:
            _label_columns_of(unit.grid)


def _label_columns_of(grid: Grid) -> None:
    headings = {}
    header = grid.headers[-1].cells
    for index, cell in enumerate(header):
        text = plain(cell.text).strip(_EDGES)
        if not _may_head(text, _MOST_WORDS) or column_of(text) is not None:
            continue
        contents = [row.cells[index].lines for row in grid.rows if index < len(row.cells)]
        if sum(bool(lines) for lines in contents) >= _FEWEST:
            headings[index] = Heading(text, contents, index / max(1, len(header) - 1))
    told = [column.label.section for i, column in grid.columns.items() if column.label and i not in headings]
    guessed = guess_sections(list(headings.values()), dict.fromkeys(told, 1.0))
    for index, heading in headings.items():
        # A band above several columns does not tell what each of them holds.
        grid.columns[index] = Column(label=Label(guessed[heading.key]))
        grid.guessed[heading.key] = guessed[heading.key]
