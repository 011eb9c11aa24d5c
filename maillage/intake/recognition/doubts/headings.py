"""Doubts about the headings that no vocabulary knows: what each was taken for, said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.intake.recognition.document import Doubt
from maillage.intake.recognition.doubts.wording import NBSP, quoted
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold

_NAMES = {
    Section.CONTEXT: "contexte",
    Section.OBJECTIVES: "objectifs",
    Section.STEPS: "étapes",
    Section.PILOTS: "pilotes",
    Section.PARTNERS: "partenaires",
    Section.RESOURCES: "moyens",
    Section.RESIDENTS: "place des habitants",
    Section.SUCCESS: "conditions de réussite",
    Section.CALENDAR: "calendrier",
    Section.INDICATORS: "indicateurs",
}


def about_headings(units: Sequence[Unit]) -> Iterator[Doubt]:
    """« Terreau », sur 8 fiches : lu comme le contexte, d’après ce qu’il contient."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.guessed and unit.label is not None:
            found.setdefault(fold(_words(unit)), []).append(unit)
    yield from _about_columns(units)
    for unit, *others in found.values():
        section = unit.label.section if unit.label else Section.ASIDE
        words = f"L’intitulé {quoted(_words(unit))} revient sur {len(others) + 1} fiches"
        yield _told(words, section, unit)


def _about_columns(units: Sequence[Unit]) -> Iterator[Doubt]:
    for unit in units:
        for heading, section in unit.grid.guessed.items() if unit.grid is not None else ():
            yield _told(f"La colonne {quoted(heading)} n’est pas connue", section, unit)


def _told(words: str, section: Section, unit: Unit) -> Doubt:
    name = _NAMES.get(section)
    read = (
        f"lu comme la rubrique «{NBSP}{name}{NBSP}», d’après son contenu"
        if name
        else "aucune rubrique ne lui ressemble, son contenu n’est pas repris"
    )
    return Doubt(
        "",
        f"{words}{NBSP}: {read}.",
        unit.place.line,
        unit.place.page,
        field=section.value if name else None,
    )


def _words(unit: Unit) -> str:
    head = unit.text[: len(unit.text) - len(unit.content)] if unit.content else unit.text
    return head.strip(" :")
