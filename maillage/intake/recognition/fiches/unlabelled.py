"""Boxes of a fiche that no heading names: points under the title, a date at the end of the partners."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from maillage.intake.recognition.fiches.fiche import Fiche, Part
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold

_MOSTLY = 0.6
_FEWEST = 3
_RARE = 10
_MONTHS = (
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"printemps|ete|automne|hiver|rentree"
)
_TIME = re.compile(
    rf"^(?:20\d\d|{_MONTHS}|en continu|en cours|au fil de l eau|chaque (?:annee|mois|{_MONTHS})|"
    r"(?:toute|tout au long de) (?:l annee|la duree de la ctg|la convention)|"
    r"\d(?:er|e|eme) (?:trimestre|semestre)|(?:court|moyen|long) terme)\b"
)
_BETWEEN = re.compile(r"^(?:des|debut|fin|mi|courant|a partir de|depuis|d ici|de|en|a|au|et|puis|jusqu)\b")


def name_boxes(fiches: Sequence[Fiche]) -> None:
    """Give its section to what stands in every fiche at the same place without a heading."""
    full = [fiche for fiche in fiches if fiche.parts]
    if not full:
        return
    if _seldom(full, Section.STEPS) and _most(full, lambda fiche: bool(_points(fiche))):
        for fiche in full:
            points = _points(fiche)
            if points:
                fiche.parts.insert(0, Part(Section.STEPS, None, points[0], points))
                fiche.preface = [unit for unit in fiche.preface if unit not in points]
    if _seldom(full, Section.CALENDAR) and _most(full, lambda fiche: _dated(fiche) is not None):
        for fiche in full:
            _set_date_apart(fiche)


def _seldom(fiches: Sequence[Fiche], section: Section) -> bool:
    return _RARE * sum(1 for fiche in fiches if section in fiche.sections()) <= len(fiches)


def _most(fiches: Sequence[Fiche], holds: Callable[[Fiche], bool]) -> bool:
    having = sum(1 for fiche in fiches if holds(fiche))
    return having >= _FEWEST and having >= _MOSTLY * len(fiches)


def _points(fiche: Fiche) -> list[Unit]:
    return [unit for unit in fiche.preface if unit.is_item]


def _dated(fiche: Fiche) -> tuple[Part, Unit] | None:
    """The line of a section that says only when."""
    for part in fiche.parts:
        for unit in part.units:
            if not unit.is_item and not unit.cell and only_says_when(unit.text):
                return part, unit
    return None


def _set_date_apart(fiche: Fiche) -> None:
    found = _dated(fiche)
    if found is not None:
        part, unit = found
        part.units = [other for other in part.units if other is not unit]
        fiche.parts.append(Part(Section.CALENDAR, None, unit, [unit]))


def only_says_when(text: str) -> bool:
    """« 2025 → 2026 », « Dès janvier 2025 », « En continu »: words of time and nothing else."""
    rest = fold(text)
    told = False
    while rest:
        time = _TIME.match(rest)
        match = time or _BETWEEN.match(rest)
        if match is None:
            return False
        told = told or time is not None
        rest = rest[match.end() :].strip()
    return told
