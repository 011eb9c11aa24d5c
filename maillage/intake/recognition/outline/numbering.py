"""Bare numbers as outline entries: accepted where the document agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.outline.counted import mark_counted_actions
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry, bare_entry
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Section
from maillage.intake.recognition.words.text import likeness

_LONGEST_TITLE = 260
_NEAR = 4
_DEEP = (2, 3)
_LETTER_AND_NUMBER = re.compile(r"^([A-SU-Za-su-z])(\d)(?=\d?(?:\.|$))")
_SHORTEST_RUN = 3
_SAME_WORDING = 0.6
_COUNTED = re.compile(r"^(\d{1,2})\s*[-–.)/:]*\s+([^\W\d].*)$")
_LONGEST_THEME = 40
_FINDINGS = (Section.STRENGTHS, Section.WEAKNESSES, Section.OPPORTUNITIES, Section.THREATS)


def mark_bare_entries(units: list[Unit]) -> None:
    """Give an entry to the units that show their place in the outline by a number alone."""
    candidates = {i: entry for i, unit in enumerate(units) if (entry := _candidate(unit)) is not None}
    romans = {e.ref for e in candidates.values() if e.depth == 0 and e.ref}
    named = {u.entry.ref for u in units if u.entry and not u.entry.is_action and u.entry.ref}
    wide = (len(romans) >= 2 and "I" in romans) or bool(named)
    letters = {parts_of(e.ref)[-1] for e in candidates.values() if e.depth == 1 and e.ref}
    listed = _in_sequence(candidates)
    for i, entry in candidates.items():
        depth = entry.depth or 0
        if depth == 0:
            accepted = len(romans) >= 2 and "I" in romans
        elif depth == 1:
            accepted = wide and max(len(romans), len(named)) >= 2 and "A" in letters
        else:
            accepted = (
                i in listed or _opens_fiche(units, i) or (_root(entry.ref) in named and not units[i].is_item)
            )
        if accepted and not _is_theme(units, i):
            units[i].entry = entry
    _leave_themes(units)
    _rank_by_depth(units)
    _mark_listed(units)
    mark_counted_actions(units)


def _mark_listed(units: list[Unit]) -> None:
    """« 3. Ouvrir un café … 12 » in the contents: the third action, where its fiche says so."""
    titles = {unit.entry.ref: unit.entry.title for unit in units if unit.entry and unit.entry.is_action}
    for unit in units:
        match = _COUNTED.match(unit.text) if unit.listed and unit.entry is None else None
        if match is not None and likeness(titles.get(match[1], ""), match[2]) >= _SAME_WORDING:
            unit.entry, unit.label = Entry("Action", ACTION_RANK, match[1], match[2]), None


def _candidate(unit: Unit) -> Entry | None:
    if unit.entry is not None or unit.label is not None or unit.grid is not None or unit.cell:
        return None
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(unit.text) > _LONGEST_TITLE:
        return None
    entry = bare_entry(unit.text)
    return entry if entry is not None and entry.title else None


def _in_sequence(candidates: dict[int, Entry]) -> set[int]:
    """The lines that number themselves in order, « I.A.1 … », « A1 … », « A2 … »: a list of the actions.

    Their last number is the page's where it only grows from line to line.
    """
    found: set[int] = set()
    for depth in _DEEP:
        deep = {i: e.ref for i, e in candidates.items() if e.ref and _lettered(e.ref, depth)}
        runs = sum(_follows(one, other) for one, other in pairwise(deep.values()))
        letters = {ref[0].upper() for ref in deep.values()}
        parted = depth == max(_DEEP) or (len(letters) > 1 and "A" in letters)
        found |= set(deep) if runs >= _SHORTEST_RUN and parted else set()
    return found


def _lettered(ref: str, depth: int) -> bool:
    parts = parts_of(ref)
    return len(parts) == depth and any(part.isalpha() for part in parts)


def _follows(one: str, other: str) -> bool:
    """« I.A.2 » after « I.A.1 », « I.B.1 » after « I.A.4 »."""
    a, b = parts_of(one), parts_of(other)
    if a[:-1] == b[:-1]:
        return a[-1].isdigit() and b[-1].isdigit() and int(b[-1]) == int(a[-1]) + 1
    return b[-1] == "1"


def _opens_fiche(units: list[Unit], index: int) -> bool:
    """A heading of a fiche follows closely."""
    seen = 0
    for unit in units[index + 1 : index + 1 + 2 * _NEAR]:
        if unit.label is not None and unit.label.section in FICHE_SECTIONS and not unit.weak:
            return True
        seen += 0 if unit.is_break else 1
        if seen >= _NEAR:
            return False
    return False


def _is_theme(units: list[Unit], index: int) -> bool:
    """« 2.1 Petite enfance » over strengths and weaknesses, and over no section that only a fiche has."""
    told = False
    for unit in units[index + 1 : index + 1 + _LONGEST_THEME]:
        if unit.label is not None and unit.label.section in _FINDINGS:
            told = True
        elif unit.label is not None and unit.label.section in FICHE_SECTIONS and not unit.weak:
            return False
        elif unit.entry is not None or (unit.kind is not BlockKind.ITEM and bare_entry(unit.text)):
            break
    return told


def _leave_themes(units: list[Unit]) -> None:
    """« Thématique : Petite enfance » over strengths and weaknesses is no level of the plan."""
    for index, unit in enumerate(units):
        entry = unit.entry
        if entry is not None and entry.ref is None and not entry.is_action and _is_theme(units, index):
            unit.entry = None


def _root(ref: str | None) -> str:
    return (ref or "").replace("-", ".").split(".")[0]


def parts_of(ref: str) -> list[str]:
    """« I.A.1 » → I, A, 1; « 2.3 » → 2, 3; « A1 » → A, 1; « A1.2 » → A, 1, 2."""
    text = _LETTER_AND_NUMBER.sub(r"\1.\2", ref.replace("-", "."))
    return [part for part in text.split(".") if part]


def _rank_by_depth(units: Iterable[Unit]) -> None:
    """Where bare numbers have several depths, only the deepest are actions."""
    marked = [
        u for u in units if u.entry and u.entry.depth is not None and u.entry.depth >= 2 and u.entry.ref
    ]
    if not marked:
        return
    depths = {len(parts_of(u.entry.ref)) for u in marked if u.entry and u.entry.ref}
    if len(depths) < 2:
        return
    deepest = max(depths)
    for unit in marked:
        entry = unit.entry
        if entry is not None and entry.ref and len(parts_of(entry.ref)) < deepest:
            unit.entry = Entry(
                entry.name, ACTION_RANK - 10 * (deepest - 1), entry.ref, entry.title, entry.depth
            )
