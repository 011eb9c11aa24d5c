"""A table of dates under a part of the document: « Date | Étape », the milestones of the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.blocks import Block, BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.parts import names_part_of_document
from maillage.intake.recognition.words.text import fold, plain

_DATES = re.compile(r"^(?:dates?|quand|periodes?|echeances?|mois|calendrier)$")
_WHAT = re.compile(r"^(?:etapes?|jalons?|phases?|quoi|evenements?|objet|reunions?|rencontres?)\b")
_OF_PLAN = re.compile(
    r"^(?:\w+ ){0,2}(?:calendrier|planning|retroplanning|etapes|jalons|phases)\b"
    r".*\b(?:ctg|convention|travail|demarche|plan|projet)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
_COLUMNS = 2


def dated_lines(rows: Sequence[Block], above: Unit) -> list[Unit]:
    """« Juin 2024 : bilan », a line for each row; none for any other table."""
    if not (names_part_of_document(above.text) or _OF_PLAN.match(fold(above.text))):
        return []
    head = [fold(plain(cell.text)) for cell in rows[0].cells if cell.text]
    if len(head) != _COLUMNS or not _DATES.match(head[0]) or not _WHAT.match(head[1]):
        return []
    pairs = [(row, [plain(cell.text) for cell in row.cells if cell.text]) for row in rows[1:]]
    if not pairs or any(len(texts) != _COLUMNS or not _YEAR.search(texts[0]) for _, texts in pairs):
        return []
    return [
        Unit(BlockKind.ITEM, f"{texts[0]} : {texts[1]}", row.place, marker="-", gap=False)
        for row, texts in pairs
    ]
