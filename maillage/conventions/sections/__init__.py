"""The sections of a fiche: read, checked and written as one plain JSON value.

A section is what a person edits at once, what the journal keeps before and after,
and what undo puts back. ``SECTIONS`` has them all in the usual order of the fiche;
``RUBRICS`` are all but its title and its state. A convention shows some of them, in its
own order (see ``sections.shown``).
"""

from __future__ import annotations

from maillage.conventions.sections.base import Json, Section
from maillage.conventions.sections.calendar import CalendarSection
from maillage.conventions.sections.identity import IdentitySection, StateSection
from maillage.conventions.sections.indicators import IndicatorsSection
from maillage.conventions.sections.lines import LinesSection, ResidentsSection
from maillage.conventions.sections.links import LinksSection
from maillage.conventions.sections.people import PeopleSection
from maillage.conventions.sections.steps import StepsSection

_ALL: tuple[Section, ...] = (
    IdentitySection("identity", "Titre", "Référence, titre, thématiques."),
    StateSection("state", "Avancement", "Où en est l’action, en une phrase."),
    LinesSection("context", "Contexte", "Un constat par ligne. Pas de nom de famille ni d’enfant."),
    LinesSection("objectives", "Objectifs", "Un objectif ou un résultat attendu par ligne."),
    LinesSection("publics", "Publics", "À qui l’action s’adresse : un public par ligne."),
    StepsSection("steps", "Étapes", "Échéance en clair : avril 2026, T2 2026, rentrée 2026…"),
    PeopleSection("people", "Pilotes et partenaires", "Une personne, un service ou un organisme par ligne."),
    LinesSection("competence", "Compétence", "Qui détient la compétence : commune, intercommunalité…"),
    LinesSection("success_conditions", "Conditions de réussite", "Une condition ou une vigilance par ligne."),
    LinesSection("vigilance", "Points de vigilance", "Ce qui peut faire échouer l’action, un par ligne."),
    LinesSection("resources", "Moyens", "Moyens humains, financiers, matériels : un par ligne."),
    ResidentsSection("residents", "Place des habitants", "Comment les personnes concernées participent."),
    IndicatorsSection("indicators", "Indicateurs", "Trois indicateurs suivis valent mieux que dix oubliés."),
    CalendarSection("calendar", "Calendrier", "Les mots du document, puis le début et la fin connus."),
    LinksSection("links", "Constats et liens", "Constats auxquels l’action répond, actions liées, schémas."),
)  # fmt: skip

SECTIONS: dict[str, Section] = {section.key: section for section in _ALL}
RUBRICS: tuple[str, ...] = tuple(key for key in SECTIONS if key not in {"identity", "state"})
ROWS = (
    "pilots", "partners", "steps", "indicators", "themes", "communes",
    "links", "schemes", "answered_findings",
)  # fmt: skip
"""What to fetch with actions whose sections are all read."""

__all__ = ["ROWS", "RUBRICS", "SECTIONS", "Json", "Section"]
