"""The vocabulary of a document's parts, and of the lines that only point at a place of the plan."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.text import fold

_PARTS = re.compile(
    r"^(?:\d+ )?(?:les |la |le )?(?:echeancier|recapitulatif|tableau recapitulatif|annexes?|"
    r"glossaire|lexique|sommaire|"
    r"gouvernance|organigramme|fiches? missions?|duree de la (?:ctg|convention)|pilotage de|"
    r"instances de|merci de votre|"
    r"synthese des|tableau de bord|liste des sigles|signataires|conclusion)\b|synthese des enjeux|"
    r"en synthese$"
)
_LONGEST = 14
_PLACE = r"(?:axe|orientation|objectif|enjeu|pilier|ambition|d[ée]fi|chantier|th[ée]matique|priorit[ée])"
_POINTER = re.compile(
    rf"^{_PLACE}(?:\s+\w+)?\s+[\w.]{{1,6}}(?:\s*[>|/›→»·–-]+\s*{_PLACE}(?:\s+\w+)?\s+[\w.]{{1,6}})+$",
    re.IGNORECASE,
)


def names_part_of_document(text: str) -> bool:
    """« Annexes », « Échéancier », « Gouvernance de la convention »…"""
    return len(text.split()) <= _LONGEST and bool(_PARTS.search(fold(text)))


def points_at_place(text: str) -> bool:
    """« Axe A > Orientation A1 »: where the fiche stands, said in a corner of its page."""
    return bool(_POINTER.match(text))
