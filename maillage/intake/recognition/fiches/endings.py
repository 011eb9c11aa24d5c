"""Lines that end a fiche: parts of the document, heads of dividers, repeated titles, jobs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.fiches.around import Surroundings
from maillage.intake.recognition.fiches.fiche import Fiche, Part
from maillage.intake.recognition.outline.build import known_branch
from maillage.intake.recognition.outline.tree import Tree
from maillage.intake.recognition.surroundings.governance import names_instance
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.parts import names_part_of_document
from maillage.intake.recognition.words.roles import names_missions, names_role
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold, likeness

_REPEATED_TITLE = 0.9
_ROLE_REACH = 25
_OF_A_BODY = re.compile(
    r"^(?:composition|frequence|periodicite|rythme|missions?|roles?|membres|participants)\b"
    r"|^(?:qui|quand|pour quoi faire)$"
)
_BODY_REACH = 12
_FEWEST_TRAITS = 2
_FEWEST_RECALLED = 3
_MISSION_SECTIONS = (Section.CONTEXT, Section.OBJECTIVES, Section.STEPS)


def names_part(unit: Unit) -> bool:
    """The title of a part of the document: « Annexes », « Échéancier »…"""
    return names_part_of_document(unit.text)


def starts_part(around: Surroundings, units: list[Unit], index: int) -> bool:
    """« 5. Le pilotage » as in the contents, « Échéancier des actions » over a table: not a section."""
    unit = units[index]
    if unit.gap and (around.announces(unit) or describes_body(units, index)):
        return True
    if unit.label is None or unit.cell or unit.content or not names_part(unit):
        return False
    following = [other for other in units[index + 1 : index + 5] if not other.is_break]
    return any(other.grid is not None for other in following[:2])


def describes_body(units: list[Unit], index: int) -> bool:
    """« Le comité de pilotage (COPIL) », and below who sits and how often: the governance of the plan."""
    unit = units[index]
    if unit.is_item or unit.cell or not names_instance(unit):
        return False
    below = [other.text for other in units[index + 1 : index + 1 + _BODY_REACH]]
    return sum(bool(_OF_A_BODY.match(fold(text))) for text in below) >= _FEWEST_TRAITS


def repeats_title(fiche: Fiche | None, unit: Unit) -> bool:
    """The slide's title printed again over the next part of the same fiche."""
    if fiche is None or not fiche.title or not unit.gap:
        return False
    return likeness(unit.text, fiche.title) >= _REPEATED_TITLE


def begins_role(part: Part | None, units: list[Unit], index: int) -> bool:
    """A fiche mission set inside a fiche: what it says is not about the action."""
    unit = units[index]
    if part is None or part.section not in _MISSION_SECTIONS or not unit.gap or not names_role(unit.text):
        return False
    return any(names_missions(other.text) for other in units[index : index + _ROLE_REACH])


def heralds(tree: Tree, around: Surroundings, units: list[Unit], index: int) -> bool:
    """A repeated line, printed just before an entry of the outline: the head of a divider."""
    unit = units[index]
    if fold(unit.text) not in around.repeated or not unit.gap:
        return False
    for following in units[index + 1 : index + 3]:
        if following.is_break:
            continue
        known = known_branch(tree, following)
        level = following.entry is not None and not following.is_item
        return level or (known is not None and not known.is_action)
    return False


def recalls_fiches(announced: Sequence[Fiche], known: Sequence[Fiche]) -> bool:
    """« A1 Ouvrir… », « A2 Créer… » in a row, all read above: a follow-up table, not one more fiche."""
    if len({fiche.ref for fiche in announced}) < _FEWEST_RECALLED:
        return False
    return all(any(_recalls(fiche, other) for other in known) for fiche in announced)


def _recalls(one: Fiche, other: Fiche) -> bool:
    """The same reference and title: actions numbered anew under each axis are others."""
    return (
        bool(one.ref)
        and one.ref == other.ref
        and likeness(one.title or "", other.title or "") >= _REPEATED_TITLE
    )


def same_title(one: Fiche, other: Fiche) -> bool:
    """Two announcements of the same fiche."""
    return one.ref == other.ref or likeness(one.title or "", other.title or "") >= _REPEATED_TITLE
