"""The columns of the sheet « Actions »: one row a fiche."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maillage.conventions.enums import Difficulty, ResidentsLevel, Status, Term
from maillage.conventions.sections import SECTIONS
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.columns import NARROW, WIDE, Builder, Column, given
from maillage.conventions.workbook.links import link_columns
from maillage.conventions.workbook.lists import Lists, labels
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maillage.conventions.sections import Json

IDENTIFIER = given(
    "id", "Identifiant", width=12, hint="Ne pas modifier. Laissez vide sur une ligne que vous ajoutez.",
    aliases=("id", "n° de fiche"),
)  # fmt: skip
VERSION = given("version", "Version", width=10, hint="Ne pas modifier.")
REMOVE = Column(
    "remove", "Supprimer", lambda _: "", lambda value, _text: value, width=12, choices="yes",
    hint="Écrivez oui pour supprimer la ligne. Une ligne effacée du classeur, elle, ne supprime rien.",
)  # fmt: skip
FICHE = given("fiche", "Fiche", width=WIDE, hint="Pour vous repérer.", aliases=("action", "fiche action"))

_MANY = "Un point par ligne, dans la cellule (Alt+Entrée)."
_TEXTS = (
    "context", "objectives", "publics", "competence", "success_conditions", "vigilance", "resources",
)  # fmt: skip
_ALIASES = {
    "title": ("titre de l’action", "intitulé", "action", "nom", "libellé"),
    "ref": ("réf.", "réf", "numéro", "n°", "code"),
    "status": ("statut", "état d’avancement", "avancement"),
    "progress": ("avancement", "% d’avancement", "pourcentage"),
    "pilots": ("pilote", "porteur", "référent", "responsable"),
    "partners": ("partenaire",),
    "objectives": ("objectif de l’action", "objectifs opérationnels"),
    "difficulty": ("frein", "freins", "difficultés", "difficultés rencontrées"),
    "help_needed": ("besoin d’appui", "aide demandée"),
    "next_step": ("prochaines étapes", "suite", "suites à donner"),
    "schemes": ("schéma", "schémas liés"),
    "calendar": ("échéancier", "planning", "calendrier prévisionnel"),
    "end": ("échéance", "date de fin"),
    "start": ("date de début",),
    "themes": ("thématique", "thème", "thèmes"),
    "communes": ("commune", "territoire"),
    "news": ("nouvelle", "actualité", "commentaire"),
}


def level_columns(lists: Lists) -> list[Column]:
    """The path of the fiche, a column for each level above it."""
    return [
        given(f"level{depth}", name, width=32, hint="Déplace la fiche : un choix de la feuille Listes.")
        for depth, name in enumerate(lists.level_names[:-1])
    ]


def _people(kind: str, blank: dict[str, Json]) -> tuple[Callable[[Json], str], Callable[[Json, str], Json]]:
    """Labels one a line; a row whose label stays keeps its account or its organisation."""

    def write(value: Json) -> str:
        return cells.fitted("\n".join(row["label"] for row in value[kind]))

    def read(value: Json, text: str) -> Json:
        left = list(value[kind])
        rows = []
        for label in cells.read_lines(text):
            row = next((one for one in left if fold(one["label"]) == fold(label)), None)
            if row is not None:
                left.remove(row)
            rows.append({**(row or blank), "label": label})
        return {**value, kind: rows}

    return write, read


def _identity(lists: Lists) -> list[Column]:
    of = Builder("identity")
    return [
        of.text("ref", "Référence", width=NARROW),
        of.text("title", "Titre", width=WIDE, hint="Obligatoire."),
        *level_columns(lists),
        of.text("fiche_title", "Titre de la fiche", width=WIDE, hint="S’il diffère du titre au plan."),
        of.flag("transversal", "Transversale"),
        of.names(
            "themes", "Thématiques", lists.themes, "pas dans la liste des thématiques",
            hint="Une par ligne, de la feuille Listes.",
        ),
    ]  # fmt: skip


def _state() -> list[Column]:
    of = Builder("state")
    return [
        of.choice("status", "État", labels(Status), "statuses"),
        of.percentage("progress", "Avancement (%)", hint="De 0 à 100."),
        of.text("news", "Dernière nouvelle", width=WIDE),
        of.choice("difficulty", "Difficulté", labels(Difficulty), "difficulties"),
        of.text("difficulty_note", "Précision sur la difficulté", width=WIDE),
        of.text("help_needed", "Aide attendue", width=WIDE),
        of.text("next_step", "Prochaine étape", width=WIDE),
    ]


def _texts(lists: Lists, keys: tuple[str, ...]) -> list[Column]:
    return [
        Builder(key).points(key, lists.section_labels.get(key) or SECTIONS[key].label, hint=_MANY)
        for key in keys
    ]


def _around(lists: Lists) -> list[Column]:
    of = Builder("people")
    pilots, partners = (
        _people("pilots", {"kind": "", "member": None}),
        _people("partners", {"organisation": None}),
    )
    return [
        Column("pilots", "Pilotes", *pilots, "people", "label", hint="Un par ligne, sans compte."),
        Column("partners", "Partenaires", *partners, "people", "label", hint="Un par ligne.", width=WIDE),
        of.names(
            "communes", "Communes", lists.communes, "pas dans le territoire de la convention",
            hint="Une par ligne. Vide : toute la convention.",
        ),
    ]  # fmt: skip


def _residents(lists: Lists) -> list[Column]:
    of, label = Builder("residents"), lists.section_labels.get("residents") or SECTIONS["residents"].label
    return [
        of.choice("level", "Niveau de participation", labels(ResidentsLevel), "residents"),
        of.lines("lines", label, hint=_MANY),
    ]


def _calendar() -> list[Column]:
    of = Builder("calendar")
    when = "2026, T2 2026, printemps 2026, avril 2026 ou 3 mars 2026."
    return [
        of.lines("phrases", "Calendrier", hint="Avec les mots du document, une phrase par ligne.", width=32),
        of.moment("start", "Début", hint=when),
        of.moment("end", "Fin", end=True, hint=when),
        of.choice("term", "Horizon", labels(Term), "terms"),
    ]


def action_columns(lists: Lists) -> tuple[Column, ...]:
    """Every column in the order of the convention, those of rubriques that it hides left out."""
    rubrics = [*_around(lists), *_texts(lists, _TEXTS), *_residents(lists), *_calendar()]
    rubrics += link_columns(lists)
    place = {key: rank for rank, key in enumerate(lists.order)}
    rubrics.sort(key=lambda column: place.get(column.section, len(place)))
    columns = [IDENTIFIER, VERSION, *_identity(lists), *_state(), *rubrics, REMOVE]
    return tuple(
        _named_once(_with_aliases(column) for column in columns if column.section not in lists.hidden)
    )


def _with_aliases(column: Column) -> Column:
    more = _ALIASES.get(column.key, ())
    return replace(column, aliases=(*column.aliases, *more))


def _named_once(columns: Iterable[Column]) -> list[Column]:
    """A level may be called as another column: the later one takes a number."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        count = seen[fold(column.header)] = seen.get(fold(column.header), 0) + 1
        header = column.header if count == 1 else f"{column.header} ({count})"
        found.append(replace(column, header=header))
    return found
