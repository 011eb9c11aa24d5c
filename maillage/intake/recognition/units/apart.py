"""Tables about the plan itself: under a title of their own, they end the fiche and the diagnosis above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.blocks import Block, BlockKind
from maillage.intake.recognition.units.grid import Grid
from maillage.intake.recognition.units.labels import heading_in
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.parts import names_part_of_document
from maillage.intake.recognition.words.text import fold, plain

_BODY = re.compile(r"^(?:nom de l )?(?:instances?|comites?|organes?)\b")
_TRAITS = (
    re.compile(r"^(?:composition|membres?|participants?|qui)\b"),
    re.compile(r"^(?:frequence|rythme|periodicite|reunions?|quand)\b"),
    re.compile(r"^(?:roles?|missions?|objectifs?|fonctions?|attributions?|objet|pour ?quoi)\b"),
)
_FEWEST_TRAITS = 2
_LONGEST_TITLE = 14
_OF_PLAN = re.compile(r"\b(?:ctg|convention|demarche|plan)\b")


def lists_bodies(rows: Sequence[Block]) -> bool:
    """« Instance | Composition | Rôle | Fréquence »: who steers the plan, not an action."""
    heads = [fold(plain(cell.text)) for cell in rows[0].cells if cell.text]
    if len(rows) < 2 or not heads or not _BODY.match(heads[0]):
        return False
    traits = [any(trait.match(head) for head in heads[1:]) for trait in _TRAITS]
    return len(heads) <= len(_TRAITS) + 1 and sum(traits) >= _FEWEST_TRAITS


def close_before_title(units: list[Unit], *, of_plan: bool = False) -> bool:
    """End what goes before the title that stands last in ``units``; False where no title does.

    With ``of_plan``, the title has to speak of the convention: « Calendrier de la convention ».
    """
    at = len(units) - 1
    while at >= 0 and units[at].is_break:
        at -= 1
    if at < 0 or not _is_title(units[at]) or (of_plan and not _OF_PLAN.search(fold(units[at].text))):
        return False
    units.insert(at, Unit(BlockKind.ROW, "", units[at].place, cell=True, grid=Grid(rows=[])))
    return True


def _is_title(unit: Unit) -> bool:
    """A short line that heads neither a section of a fiche nor an entry of the outline."""
    if unit.is_item or unit.cell or unit.grid is not None or named_entry(unit.text) is not None:
        return False
    if len(unit.text.split()) > _LONGEST_TITLE or unit.text.endswith((".", ";", ",", ":")):
        return False
    if names_part_of_document(unit.text):
        return True
    return unit.kind is BlockKind.HEADING and heading_in(unit.text) is None
