"""The sections of a fiche: read, checked and written as one plain JSON value.

A section is what a person edits at once, what the journal keeps before and after,
and what undo puts back. ``SECTIONS`` has the eleven of them in the order of the
fiche; ``RUBRICS`` are the nine that count in « 7 rubriques sur 9 ».
"""

from __future__ import annotations

from maillage.conventions.sections.base import Json, Section
from maillage.conventions.sections.calendar import CalendarSection
from maillage.conventions.sections.identity import IdentitySection, StateSection
from maillage.conventions.sections.indicators import IndicatorsSection
from maillage.conventions.sections.lines import LinesSection, ResidentsSection
from maillage.conventions.sections.people import PeopleSection
from maillage.conventions.sections.steps import StepsSection

_ALL: tuple[Section, ...] = (
    IdentitySection("identity", "Titre", "Référence, titre, thématiques."),
    StateSection("state", "Avancement", "Où en est l’action, en une phrase."),
    LinesSection("context", "Contexte", "Un constat par ligne. Pas de nom de famille ni d’enfant."),
    LinesSection("objectives", "Objectifs", "Un objectif ou un résultat attendu par ligne."),
    StepsSection("steps", "Étapes", "Une étape par ligne, sous son volet s’il y en a."),
    PeopleSection("people", "Pilotes et partenaires", "Une personne, un service ou un organisme par ligne."),
    LinesSection("success_conditions", "Conditions de réussite", "Une condition ou une vigilance par ligne."),
    LinesSection("resources", "Moyens", "Moyens humains, financiers, matériels : un par ligne."),
    ResidentsSection("residents", "Place des habitants", "Comment les personnes concernées participent."),
    IndicatorsSection("indicators", "Indicateurs", "Trois indicateurs suivis valent mieux que dix oubliés."),
    CalendarSection("calendar", "Calendrier", "Les mots du document, puis le début et la fin connus."),
)  # fmt: skip

SECTIONS: dict[str, Section] = {section.key: section for section in _ALL}
RUBRICS: tuple[str, ...] = tuple(key for key in SECTIONS if key not in {"identity", "state"})

__all__ = ["RUBRICS", "SECTIONS", "Json", "Section"]
