"""Titles made whole and put in order before the outline is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry, bare_entry, named_entry
from maillage.intake.recognition.words.parts import names_part_of_document
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Section
from maillage.intake.recognition.words.text import fold, likeness

_LEVEL_NAMES = {1: ("Axe",), 2: ("Axe", "Objectif"), 3: ("Axe", "Orientation", "Objectif")}
_LONGEST_TITLE = 45
_FEWEST_ACTIONS = 2
_NEAR = 3
_SAME_WORDING = 0.7
_REFERENCE = re.compile(
    r"^(?:n\s*°\s*)?(?:FA|fiche|action)?\s*([IVX\d][\w.\-]{0,9}|[A-Z]\.?\d[\w.]{0,6})$", re.IGNORECASE
)
_LONE_LEVELS = frozenset({"objectif", "enjeu"})


def prepared(units: list[Unit]) -> list[Unit]:
    """The units with the titles of entries completed, styled headings read, levels put above titles."""
    units = _numbered_titles(_completed(units))
    _read_objectives(units)
    _read_styles(units)
    return _levels_first(units)


def _completed(units: list[Unit]) -> list[Unit]:
    """« Fiche action n° 1 » on a line and its title on the next, or beside « Intitulé de l'action »."""
    kept: list[Unit] = []
    end = 0
    known = {(u.entry.rank, u.entry.ref): u.entry.title for u in units if u.entry and u.entry.title}
    for index, unit in enumerate(units):
        if index < end:
            continue
        kept.append(unit)
        entry = unit.entry
        if entry is None or entry.title or entry.ref is None or unit.grid is not None:
            continue
        title, end = _title_below(units, index)
        if title and not entry.is_action and not _agrees(title, known.get((entry.rank, entry.ref), title)):
            end = index + 1  # « AXE 1 » in the corner of a page: what follows is the page's own title
        elif title:
            unit.entry = replace(entry, title=title)
            unit.text = f"{unit.text} {title}"
    return kept


def _agrees(title: str, known: str) -> bool:
    """The same words as the level's title elsewhere, or the beginning of them."""
    return fold(known).startswith(fold(title)) or likeness(title, known) >= _SAME_WORDING


def _title_below(units: list[Unit], index: int) -> tuple[str, int]:
    """The title that stands under an entry, and where it ends."""
    following = index + 1
    entry = units[index].entry
    if following >= len(units) or entry is None:
        return "", following
    if entry.is_action and _names(units[following], Section.TITLE):
        return _labelled(units, following)
    if _may_be_title(units[following]) and not _said_again(units, index):
        return units[following].text, following + 1
    return "", following


def _said_again(units: list[Unit], index: int) -> bool:
    """The same entry stands a little below with its title: a sheet's name above the sheet's own heading."""
    entry = units[index].entry
    for unit in units[index + 1 : index + 1 + _NEAR]:
        other = unit.entry
        if entry and other and other.title and (other.rank, other.ref) == (entry.rank, entry.ref):
            return True
    return False


def _numbered_titles(units: list[Unit]) -> list[Unit]:
    """« N° | 3 » and « Intitulé | Ouvrir… » side by side: the entry of an action."""
    kept: list[Unit] = []
    index = 0
    while index < len(units):
        first, after = _labelled(units, index)
        second, end = _labelled(units, after) if first else ("", after)
        reference = _REFERENCE.match(first)
        if (
            reference
            and second
            and _names(units[index], Section.REFERENCE)
            and _names(units[after], Section.TITLE)
        ):
            title = replace(units[after], label=None, content="", text=second)
            title.entry = Entry("Action", ACTION_RANK, reference[1], second)
            kept.append(title)
            index = end
        else:
            kept.append(units[index])
            index += 1
    return kept


def _labelled(units: list[Unit], index: int) -> tuple[str, int]:
    """The value of the heading at ``index``, on its line or the next, and where it ends."""
    if index >= len(units) or units[index].label is None:
        return "", index
    if units[index].content:
        return units[index].content, index + 1
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or following.label is not None or following.is_break or following.grid is not None:
        return "", index + 1
    return following.text, index + 2


def _names(unit: Unit, section: Section) -> bool:
    return unit.label is not None and unit.label.section is section


def _may_be_title(unit: Unit) -> bool:
    if (
        unit.is_break
        or unit.is_item
        or unit.grid is not None
        or unit.entry is not None
        or unit.label is not None
    ):
        return False
    words = unit.text.split()
    return 2 <= len(words) <= _LONGEST_TITLE and any(c.isalpha() for c in unit.text)


def _read_objectives(units: list[Unit]) -> None:
    """« Objectif opérationnel : … » without number is a level where fiches share or place it so."""
    by_head: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        if _is_lone_objective(unit):
            by_head.setdefault(fold(unit.text[: -len(unit.content)]), []).append(index)
    for indexes in by_head.values():
        values = Counter(fold(units[index].content) for index in indexes)
        shared = any(count >= 2 for count in values.values())
        placed = sum(_between_levels(units, index) for index in indexes) * 2 > len(indexes)
        if not shared and not placed:
            continue
        for index in indexes:
            entry = named_entry(units[index].text)
            if entry is not None and entry.title:
                units[index].entry, units[index].label, units[index].content = entry, None, ""


def _is_lone_objective(unit: Unit) -> bool:
    if unit.label is None or not unit.content or unit.is_item:
        return False
    return fold(unit.text).split()[0] in _LONE_LEVELS


def _between_levels(units: list[Unit], index: int) -> bool:
    around = units[max(0, index - 1) : index + 2]
    if len(around) < 3:
        return False
    before, after = around[0].entry, around[2].entry
    if before is None or after is None or before.is_action:
        return False
    return after.is_action or after.rank > before.rank


def _read_styles(units: list[Unit]) -> None:
    """Headings by style alone: the level that fiches hang under holds the actions."""
    if sum(1 for u in units if u.entry and u.entry.is_action and not u.is_item) >= _FEWEST_ACTIONS:
        return
    if any(u.grid for u in units) or any(u.label and u.label.section is Section.TITLE for u in units):
        return
    leaf = _leaf_level(units)
    if leaf is None:
        return
    uppers = _upper_levels(units, leaf)
    names = _LEVEL_NAMES.get(len(uppers), ())
    ranks = {level: (names[i], 30 + 10 * i) for i, level in enumerate(uppers)} if names else {}
    for unit in units:
        if unit.kind is not BlockKind.HEADING or unit.entry is not None or unit.label is not None:
            continue
        if unit.level == leaf and not names_part_of_document(unit.text):
            unit.entry = _styled_action(unit.text)
        elif unit.level in ranks:
            name, rank = ranks[unit.level]
            unit.entry = Entry(name, rank, None, unit.text)


def _styled_action(text: str) -> Entry:
    """A fiche told by the style of its title, with the number that it may carry."""
    numbered = bare_entry(text)
    if numbered is None or not numbered.is_action or not numbered.title:
        return Entry("Action", ACTION_RANK, None, text, styled=True)
    return Entry("Action", ACTION_RANK, numbered.ref, numbered.title, styled=True)


def _leaf_level(units: list[Unit]) -> int | None:
    """The heading level that most often stands just above a section of a fiche."""
    above: Counter[int] = Counter()
    heading: Unit | None = None
    for unit in units:
        if unit.kind is BlockKind.HEADING and unit.label is None:
            heading = unit
        elif unit.label is not None and unit.label.section in FICHE_SECTIONS and heading is not None:
            above[heading.level] += 1
            heading = None
    if not above or above.most_common(1)[0][1] < _FEWEST_ACTIONS:
        return None
    return above.most_common(1)[0][0]


def _upper_levels(units: list[Unit], leaf: int) -> list[int]:
    """The levels above the leaves; a level met once is the document's title."""
    counts = Counter(
        u.level for u in units if u.kind is BlockKind.HEADING and u.label is None and u.level < leaf
    )
    levels = sorted(counts)
    if levels and levels[0] == 1 and counts[1] == 1:
        levels = levels[1:]
    return levels[-3:]


def _levels_first(units: list[Unit]) -> list[Unit]:
    """A fiche that prints its title, then its axis: the axis goes above, as everywhere else."""
    ordered: list[Unit] = []
    index = 0
    while index < len(units):
        end = index + 1
        if _is_title(units[index]):
            while end < len(units) and _is_level(units[end]):
                end += 1
        if end > index + 1 and end < len(units) and _is_section(units[end]):
            ordered.extend(units[index + 1 : end])
            ordered.append(units[index])
        else:
            end = index + 1
            ordered.append(units[index])
        index = end
    return ordered


def _is_title(unit: Unit) -> bool:
    return unit.entry is not None and unit.entry.is_action and not unit.is_item


def _is_level(unit: Unit) -> bool:
    return unit.entry is not None and not unit.entry.is_action and not unit.is_item


def _is_section(unit: Unit) -> bool:
    return unit.label is not None and (
        unit.label.section in FICHE_SECTIONS or unit.label.section is Section.ASIDE or not unit.weak
    )
