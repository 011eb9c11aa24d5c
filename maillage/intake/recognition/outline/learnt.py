"""Levels that no vocabulary knows, learnt from how a document numbers them.

« Cap 1.1 : … », « Sous-orientation 2.1 – … », « OS1 : … »: a word and a reference that count on
from line to line are a level, whatever the word. It is one above the actions where actions stand
between most of its lines, and the actions themselves where no other level is and sections of a
fiche stand under its lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.outline.numbering import parts_of
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry
from maillage.intake.recognition.words.parts import names_part_of_document
from maillage.intake.recognition.words.sections import FICHE_SECTIONS
from maillage.intake.recognition.words.text import fold

_WORDS = r"[A-ZÀ-Þ][\w'’]*(?:[ -](?:d['’]|de |du |à )?[\w'’]{3,}){0,2}"
_REF = r"(?:\d{1,2}|[IVX]{1,4}|[A-H])(?:[.\-]?(?:\d{1,2}|[A-Ha-h]))*"
_SPACED = re.compile(
    rf"^(?P<word>{_WORDS})\s+(?:n\s*[°º]\s*)?(?P<ref>{_REF})\s*[:–—|.)\-]+\s*(?P<title>(?!\d+$)[^\W_].*)$"
)
_ALONE = re.compile(rf"^(?P<word>{_WORDS})\s+(?:n\s*[°º]\s*)?(?P<ref>{_REF})$")
_GLUED = re.compile(
    r"^(?P<word>[A-Z]{1,3})(?P<ref>\d{1,2}(?:\.\d{1,2})*)\s*[:–—|.)\-]+\s*(?P<title>[^\W\d_].*)$"
)
_BARE = re.compile(r"^(?P<ref>\d{1,2}(?:\.\d{1,2})?)\.?\s*[-–—:)]?\s+(?P<title>[^\W\d_].*)$")
_PIECES = re.compile(r"\d+|[A-Za-z]+")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
#: Words that number something else than the levels of a plan.
_OTHERS = frozenset(
    """article annexe tableau figure chapitre partie titre etape phase seance atelier groupe reunion
    semaine annee question page diapositive diapo slide jour temps scenario graphique carte photo
    version note avenant lot site secteur niveau trimestre semestre""".split()
)
_LONGEST = 260
_FEWEST = 2
_FEWEST_ACTIONS = 3
_IN_ORDER = 0.6
_COVERS = 0.6
_SPEAKING = 0.5
_NEAR = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """``below``: its title stands on the next line, or in the next cell."""

    index: int
    ref: str
    title: str
    below: bool = False


@dataclass(slots=True)
class _Family:
    """The lines that one word numbers."""

    name: str
    lines: list[_Line] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where the first one stands."""
        return self.lines[0].index


def learn_levels(units: list[Unit]) -> bool:
    """Give an entry to the lines of levels unknown so far; whether any was found."""
    families = [family for family in _families(units) if _counts_on(family)]
    actions = [i for i, unit in enumerate(units) if unit.entry and unit.entry.is_action]
    found = False
    if len(actions) < _FEWEST:
        leaf = _leaf(units, families)
        if leaf is not None:
            _mark(units, leaf, ACTION_RANK)
            families.remove(leaf)
            actions = [line.index for line in leaf.lines]
            found = True
    actions = actions or _standing_for_actions(units)
    if len(actions) >= _FEWEST:
        above = [family for family in families if _stands_above(family, actions)]
        for family in sorted(above, key=lambda each: each.first):
            _mark(units, family, _rank_of(units, family))
            found = True
        found = _mark_roots(units, actions) or found
    units[:] = [unit for unit in units if unit.text or unit.is_break or unit.grid is not None]
    return found


def _families(units: Sequence[Unit]) -> list[_Family]:
    families: dict[str, _Family] = {}
    for index, unit in enumerate(units):
        line = _numbered(unit) or _titled_below(units, index)
        if line is None or fold(line[0]) in _OTHERS or fold(line[0]).split()[0] in _OTHERS:
            continue
        word, ref, title = line
        below = not unit.text.endswith(title)
        families.setdefault(fold(word), _Family(word)).lines.append(_Line(index, ref, title, below))
    return list(families.values())


def _numbered(unit: Unit) -> tuple[str, str, str] | None:
    if not _is_bare(unit):
        return None
    match = _SPACED.match(unit.text) or _GLUED.match(unit.text)
    return (match["word"], match["ref"], match["title"].strip()) if match else None


def _titled_below(units: Sequence[Unit], index: int) -> tuple[str, str, str] | None:
    """« Levier 1.1 » alone, its title in the line or the cell that follows."""
    unit = units[index]
    match = _ALONE.match(unit.text) if _is_bare(unit) else None
    following = next((other for other in units[index + 1 : index + 2] if _is_bare(other)), None)
    if match is None or following is None or _ALONE.match(following.text):
        return None
    return match["word"], match["ref"], following.text


def _is_bare(unit: Unit) -> bool:
    if unit.entry is not None or unit.grid is not None or unit.label is not None:
        return False
    return unit.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and 0 < len(unit.text) <= _LONGEST


def _counts_on(family: _Family) -> bool:
    """Most references follow the one before, go down a level or start again."""
    refs = [line.ref for line in family.lines]
    if len(set(refs)) < _FEWEST:
        return False
    steps = [_follows(one, other) for one, other in pairwise(refs)]
    return sum(steps) >= _IN_ORDER * len(steps)


def _follows(one: str, other: str) -> bool:
    before, after = _numbers(one), _numbers(other)
    if len(before) != len(after):
        return False
    return after[-1] == 1 or (before[:-1] == after[:-1] and after[-1] == before[-1] + 1)


def _numbers(ref: str) -> list[int]:
    """« 1.a.2 » → 1, 1, 2; « II.B » → 2, 2."""
    pieces = _PIECES.findall(ref)
    return [int(p) if p.isdigit() else _ROMAN.get(p) or ord(p[0].lower()) - ord("a") + 1 for p in pieces]


def _leaf(units: Sequence[Unit], families: Sequence[_Family]) -> _Family | None:
    """The family that sections of a fiche stand under, the most numerous where several have some."""
    speaking = [
        family
        for family in families
        if len({line.ref for line in family.lines}) >= _FEWEST_ACTIONS
        and sum(_opens_fiche(units, line.index) for line in family.lines) >= _SPEAKING * len(family.lines)
    ]
    return max(speaking, key=lambda family: len(family.lines), default=None)


def _standing_for_actions(units: Sequence[Unit]) -> list[int]:
    """The lines of the narrowest known level, where sections of a fiche stand under them."""
    narrowest = max((unit.entry.rank for unit in units if unit.entry and unit.entry.ref), default=0)
    lines = [i for i, unit in enumerate(units) if unit.entry and unit.entry.rank == narrowest]
    speaking = sum(_opens_fiche(units, i) for i in lines)
    return lines if speaking >= max(_FEWEST_ACTIONS, _SPEAKING * len(lines)) else []


def _opens_fiche(units: Sequence[Unit], index: int) -> bool:
    near = [unit for unit in units[index + 1 : index + 1 + 2 * _NEAR] if not unit.is_break][:_NEAR]
    return any(unit.label and unit.label.section in FICHE_SECTIONS and not unit.weak for unit in near)


def _stands_above(family: _Family, actions: Sequence[int]) -> bool:
    """Actions stand between most of its lines, and it begins before them."""
    if family.first > actions[0]:
        return False
    starts = [line.index for line in family.lines]
    ends = [*starts[1:], actions[-1] + 1]
    covered = sum(
        bisect_right(actions, end - 1) > bisect_right(actions, start)
        for start, end in zip(starts, ends, strict=True)
    )
    return covered >= _COVERS * len(starts)


def _rank_of(units: Sequence[Unit], family: _Family) -> int:
    """Between the narrowest level that stands above its first line and the widest below it."""
    ranks_above = [
        unit.entry.rank for unit in units[: family.first] if unit.entry and not unit.entry.is_action
    ]
    following = next((unit.entry.rank for unit in units[family.first + 1 :] if unit.entry), ACTION_RANK)
    above = max((rank for rank in ranks_above if rank < following), default=0)
    return (above + following) // 2


def _mark(units: list[Unit], family: _Family, rank: int) -> None:
    name = "Action" if rank == ACTION_RANK and fold(family.name) == "action" else _printed(family.name)
    for line in family.lines:
        unit = units[line.index]
        unit.entry = Entry(name, rank, line.ref, line.title)
        if line.below:
            # The title is the entry's now, and no line of its own.
            unit.text = f"{unit.text} : {line.title}"
            units[line.index + 1].text = ""


def _printed(word: str) -> str:
    return word if word.isupper() and len(word) <= _NEAR - 1 else word[:1].upper() + word[1:].lower()


def _mark_roots(units: list[Unit], actions: Sequence[int]) -> bool:
    """« 1. Bien grandir » and « 1.1. Accueillir » over the actions 1.1.1, 1.1.2…: their numbers say so."""
    refs = [parts_of(entry.ref) for i in actions if (entry := units[i].entry) and entry.ref]
    deep = [parts for parts in refs if len(parts) >= _FEWEST and all(part.isdigit() for part in parts)]
    if not deep or len(deep) < _FEWEST_ACTIONS:
        return False
    named = {u.entry.ref for u in units if u.entry and not u.entry.is_action and u.entry.depth is None}
    wanted = {".".join(parts[:length]) for parts in deep for length in range(1, len(parts))} - named
    if not wanted:
        return False
    roots = [(i, match) for i, unit in enumerate(units) if (match := _root(unit, wanted)) is not None]
    roots = [(i, match) for i, match in roots if _announces(units, actions, i, match["ref"])]
    if len({match["ref"].rstrip(".") for _, match in roots}) < _COVERS * len(wanted):
        return False
    depth = max(len(parts) for parts in deep)
    for i, match in roots:
        ref = match["ref"].rstrip(".")
        rank = ACTION_RANK * len(ref.split(".")) // (depth + 1)
        units[i].entry = Entry("", rank, ref, match["title"].strip(), depth=0)
    return bool(roots)


def _announces(units: Sequence[Unit], actions: Sequence[int], index: int, ref: str) -> bool:
    """The first action further on bears the number of this line."""
    following = next((units[i].entry for i in actions if i > index), None)
    parts = ref.rstrip(".").split(".")
    return following is not None and parts_of(following.ref or "")[: len(parts)] == parts


def _root(unit: Unit, wanted: set[str]) -> re.Match[str] | None:
    if unit.entry is not None and not (unit.entry.depth is not None and unit.entry.ref in wanted):
        return None
    if unit.label is not None or unit.grid is not None or unit.cell or len(unit.text) > _LONGEST:
        return None
    # A list that a converter saw in the numbers of the levels: the number is its marker.
    numbered = unit.is_item and not unit.depth and unit.marker[:1].isdigit()
    if unit.is_item and not numbered:
        return None
    match = _BARE.match(f"{unit.marker} {unit.text}" if numbered else unit.text)
    if match is None or match["ref"].rstrip(".") not in wanted or names_part_of_document(match["title"]):
        return None
    return match
