"""Find the fiches in the stream: where one begins, goes on over a page, and ends."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from maillage.intake.recognition.fiches.around import Surroundings
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.fiches.unlabelled import name_boxes
from maillage.intake.recognition.fiches.walker import Walker
from maillage.intake.recognition.outline.tree import Tree
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Label, Section

_LONE_FICHE = 4
_OFTEN = 3
_FEWEST_ANNOUNCED = 2
_NEARLY_ALL = 0.9


def find_fiches(units: list[Unit], tree: Tree) -> list[Fiche]:
    """The fiches of a document, in order; each has two sections at least, or a title and points."""
    tree.stand(tree.root)
    _settle_facts(units)
    opener = opener_of(units)
    finder = Walker(tree, opener, Surroundings.of(units))
    for index, unit in enumerate(units):
        finder.take(index, unit, units)
    finder.close()
    fiches = _from_the_first([fiche for fiche in finder.fiches if _is_fiche(fiche)], tree, opener)
    name_boxes(fiches)
    full = [fiche for fiche in fiches if fiche.parts]
    if len(full) == 1 and _is_chance(full[0], tree):
        return [fiche for fiche in fiches if fiche is not full[0]]
    return full if len(full) >= 2 else fiches


def _settle_facts(units: list[Unit]) -> None:
    """« Constats » over the objectives of each fiche are its context, not the diagnosis of the document."""
    labels = [unit for unit in units if unit.label is not None and not unit.weak]
    facts = [
        (unit, following)
        for unit, following in pairwise(labels)
        if unit.label and unit.label.section is Section.FACTS and following.label
    ]
    opening = [unit for unit, other in facts if other.label and other.label.section in FICHE_SECTIONS]
    if len(opening) < _OFTEN or len(opening) * 2 < len(facts):
        return
    for unit in opening:
        unit.label = Label(Section.CONTEXT)


def _from_the_first(fiches: list[Fiche], tree: Tree, opener: Section | None) -> list[Fiche]:
    """Without the headings of a cover or a chart: nameless, before the first fiche like all the others."""
    named = [bool(fiche.title or fiche.ref) for fiche in fiches]
    usual = [opener in fiche.sections() for fiche in fiches]
    announced = max(_FEWEST_ANNOUNCED, len(tree.actions()))
    if sum(named) >= _NEARLY_ALL * announced:
        return fiches[named.index(True) :]
    if sum(usual) >= _NEARLY_ALL * max(len(fiches), announced):
        first = usual.index(True)
        return [fiche for i, fiche in enumerate(fiches) if i >= first or named[i]]
    return fiches


def _is_chance(fiche: Fiche, tree: Tree) -> bool:
    """Words that happen to be headings: a nameless fiche where others are announced, or a short one."""
    if fiche.title or fiche.ref:
        return False
    return len(tree.actions()) >= _FEWEST_ANNOUNCED or len(fiche.sections()) < _LONE_FICHE


def opener_of(units: list[Unit]) -> Section | None:
    """The section that fiches begin with: the one that most often follows a title."""
    firsts: Counter[Section] = Counter()
    after_title = True
    sections: list[Section] = []
    for unit in units:
        if (
            unit.grid is not None
            or (unit.entry is not None and not unit.is_item)
            or (unit.label is not None and unit.label.section in (Section.TITLE, Section.REFERENCE))
        ):
            after_title = True
        elif unit.label is not None and unit.label.section in FICHE_SECTIONS and not unit.weak:
            if after_title:
                firsts[unit.label.section] += 1
            after_title = False
            sections.append(unit.label.section)
    if not sections:
        return None
    best, count = firsts.most_common(1)[0] if firsts else (sections[0], 0)
    if count >= 2:
        return best
    counts = Counter(sections)
    most = max(counts.values())
    return best if most < 2 else next(section for section in sections if counts[section] == most)


def _is_fiche(fiche: Fiche) -> bool:
    sections = {part.section for part in fiche.parts if part.units or fiche.title} & FICHE_SECTIONS
    if len(sections) >= 2 or (sections and (fiche.title or fiche.ref)):
        return True
    return bool(fiche.title and fiche.ref and fiche.points())
