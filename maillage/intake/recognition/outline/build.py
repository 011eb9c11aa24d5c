"""The outline read from entries in the text and from tables of actions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import BlockKind, Place
from maillage.intake.recognition.outline.numbering import parts_of
from maillage.intake.recognition.outline.rows import RowAction, read_grid
from maillage.intake.recognition.outline.tree import Branch, Tree
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold

_LEAD = re.compile(r"^(?:[IVX]{1,4}|[A-H]|\d{1,2}(?:\.\d{1,2})*)\s*[-–—.):]\s*|^\d{1,2}\s+(?=[^\W\d])")
_LISTED = re.compile(r"^(\d{1,2})\s*[-–.)]\s*([^\W\d].*)$")
_INTERMEDIATE_RANK = 40
_LONGEST_INTERMEDIATE = 22


@dataclass(slots=True)
class Outline:
    """The tree announced, and what tables of actions say of each action.

    ``promoted`` names the level that stands for the actions where none is called so.
    """

    tree: Tree = field(default_factory=Tree)
    rows: list[RowAction] = field(default_factory=list)
    promoted: str | None = None


def build_outline(units: list[Unit]) -> Outline:
    """Read the outline; gives an entry to the headings between an axis and its actions."""
    _mark_intermediate(units)
    outline = Outline()
    leaf = leaf_rank(units)
    numbered = {unit.entry.rank for unit in units if unit.entry and unit.entry.ref}
    listing = False
    for unit in units:
        if unit.is_break:
            continue
        listing = (listing and _retitle(outline.tree, unit)) or _is_level_line(outline.tree, unit)
        if unit.grid is not None:
            outline.rows.extend(read_grid(unit.grid, outline.tree, leaf))
        elif unit.entry is not None:
            _take(outline.tree, unit.entry, unit.place, numbered)
        elif (known := known_branch(outline.tree, unit)) is not None and not known.is_action:
            outline.tree.stand(known)
    _drop_empty(outline.tree.root)
    _name_alike(outline.tree)
    outline.promoted = _promoted_column(units, leaf) if outline.rows else None
    return outline


def _promoted_column(units: list[Unit], leaf: int) -> str | None:
    """The level that stands for the actions in tables that have no column for them."""
    for unit in units:
        columns = list(unit.grid.columns.values()) if unit.grid else []
        if any(column.label and column.label.section is Section.TITLE for column in columns):
            continue
        for column in columns:
            if column.level and column.rank == leaf:
                return column.level
    return None


def promote_leaves(outline: Outline, titles: list[str | None]) -> None:
    """Where no level is called an action, the narrowest one is what the fiches are about.

    ``titles`` are those of the fiches, None for a fiche without title.
    """
    levels = outline.tree.levels()
    fiches = len(titles)
    if outline.tree.actions() or not levels or not fiches or sum(1 for title in titles if title) * 2 > fiches:
        return
    deepest = max(branch.rank for branch in levels)
    leaves = [branch for branch in levels if branch.rank == deepest]
    if any(branch.children for branch in leaves) or abs(len(leaves) - fiches) * 5 > 2 * max(
        len(leaves), fiches
    ):
        return
    outline.promoted = leaves[0].name
    for branch in leaves:
        branch.rank = ACTION_RANK


def leaf_rank(units: list[Unit]) -> int:
    """The rank of the narrowest level that tables hold in columns: it stands for the actions."""
    ranks = [
        column.rank for unit in units if unit.grid for column in unit.grid.columns.values() if column.level
    ]
    return max(ranks, default=ACTION_RANK)


def _is_level_line(tree: Tree, unit: Unit) -> bool:
    if unit.entry is not None:
        return not unit.entry.is_action
    known = known_branch(tree, unit)
    return known is not None and not known.is_action


def _retitle(tree: Tree, unit: Unit) -> bool:
    """« 2 – Autre titre » in a list under its level: another wording of the second action there."""
    match = _LISTED.match(f"{unit.marker} {unit.text}".strip())
    if match is None or unit.entry is not None:
        return False
    here = tree.here if not tree.here.is_action else tree.here.parent
    for branch in here.children if here is not None else []:
        if (
            branch.is_action
            and branch.ref
            and len(parts_of(branch.ref)) > 1
            and parts_of(branch.ref)[-1] == match[1]
        ):
            if fold(match[2]) != fold(branch.title):
                branch.others.append((match[2], unit.place))
            return True
    return False


def known_branch(tree: Tree, unit: Unit) -> Branch | None:
    """The branch whose title a line repeats, its number aside."""
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM) or unit.cell:
        return None
    return tree.by_title(unit.text) or tree.by_title(_LEAD.sub("", unit.text))


def _take(tree: Tree, entry: Entry, place: Place, numbered: set[int]) -> None:
    """An unnumbered entry counts where its level is never numbered (« Axe : … » on a slide does not)."""
    if entry.ref is None and ((entry.is_action and not entry.styled) or entry.rank in numbered):
        return
    tree.add(entry, place)


def _mark_intermediate(units: list[Unit]) -> None:
    """Headings without number that stand between an axis and its actions, where they recur."""
    solid = [unit for unit in units if not unit.is_break]
    texts = Counter(fold(unit.text) for unit in solid)
    found: list[Unit] = []
    for before, unit, after in zip(solid, solid[1:], solid[2:], strict=False):
        if not _may_be_intermediate(unit) or texts[fold(unit.text)] > 1:
            continue
        follows = before.is_item or (before.entry is not None and not before.entry.is_action)
        if (
            follows
            and after.entry is not None
            and after.entry.is_action
            and after.entry.ref
            and not after.entry.ref.startswith("T")
            and not after.is_item
        ):
            found.append(unit)
    if len(found) < 2:
        return
    for unit in found:
        unit.entry = Entry("Orientation", _INTERMEDIATE_RANK, None, unit.text)


def _may_be_intermediate(unit: Unit) -> bool:
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or unit.cell:
        return False
    if unit.entry is not None or unit.label is not None:
        return False
    words = unit.text.split()
    return 2 <= len(words) <= _LONGEST_INTERMEDIATE and not unit.text.rstrip().endswith((".", ";", ","))


def _name_alike(tree: Tree) -> None:
    """A level that the contents only number takes the name of those that stand as deep."""
    named = {len(branch.ancestors()): branch for branch in reversed(tree.levels()) if branch.name}
    for branch in tree.levels():
        model = named.get(len(branch.ancestors()))
        if not branch.name and model is not None:
            branch.name, branch.rank = model.name, model.rank


def _drop_empty(branch: Branch) -> None:
    """Levels without any title announce nothing."""
    for child in list(branch.children):
        _drop_empty(child)
        if not child.is_action and not child.title and not child.children:
            branch.children.remove(child)
