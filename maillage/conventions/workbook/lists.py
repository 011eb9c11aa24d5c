"""The words that cells choose from: enumerations, and the names of one convention."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.counting.standard import LIBRARY
from maillage.conventions.enums import (
    Difficulty,
    Direction,
    Frequency,
    IndicatorKind,
    MeasureType,
    ResidentsLevel,
    Status,
    TargetOp,
    TargetPeriod,
    Term,
)
from maillage.conventions.selectors.fiche import trail_in
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from django.db.models import TextChoices

    from maillage.conventions.models import Action, Node

ROLES = {
    "pilots": "Pilote",
    "pilots:elu": "Pilote élu·e",
    "pilots:technique": "Pilote technique",
    "partners": "Partenaire",
}
STANDARDS = {code: standard.label for code, standard in LIBRARY.items()}
STEP_LEVELS = {"step": "Étape", "substep": "Sous-étape"}


def labels(choices: type[TextChoices]) -> dict[str, str]:
    """The label of each value that says something, the first letter a capital."""
    return {value: label[0].upper() + label[1:] for value, label in choices.choices if value}


@dataclass(frozen=True)
class Lists:
    """The names of a convention by id, but communes by code; its nodes and its fiches themselves.

    ``order``: the rubriques as the convention orders them; empty for the usual order of the columns.
    """

    level_names: list[str]
    section_labels: dict[str, str]
    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    themes: dict[int, str] = field(default_factory=dict)
    communes: dict[str, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    organisations: dict[int, str] = field(default_factory=dict)
    nodes: dict[int, Node] = field(default_factory=dict)
    schemes: dict[int, str] = field(default_factory=dict)
    breakdowns: dict[int, str] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)

    def trail(self, node_id: int | None) -> list[Node]:
        """The nodes from the top to ``node_id``."""
        return trail_in(self.nodes, node_id)

    def child_named(self, parent_id: int | None, text: str) -> Node | None:
        """The one node under ``parent_id`` that is called so: reference and title, title, or reference."""
        wanted = fold(text)
        under = [node for node in self.nodes.values() if node.parent_id == parent_id]
        for said in (str, lambda node: node.title, lambda node: node.ref):
            found = [node for node in under if fold(said(node)) == wanted]
            if len(found) == 1:
                return found[0]
        return None

    def named(self) -> dict[str, tuple[str, list[str]]]:
        """Every list by the name that columns give it: its heading, and its words in order."""
        found = {
            "statuses": ("États", list(labels(Status).values())),
            "difficulties": ("Difficultés", list(labels(Difficulty).values())),
            "terms": ("Horizons", list(labels(Term).values())),
            "residents": ("Participation", list(labels(ResidentsLevel).values())),
            "kinds": ("Natures d’indicateur", list(labels(IndicatorKind).values())),
            "measures": ("Mesures", list(labels(MeasureType).values())),
            "directions": ("Sens", list(labels(Direction).values())),
            "standards": ("Indicateurs de référence", list(STANDARDS.values())),
            "breakdowns": ("Ventilations", list(self.breakdowns.values())),
            "frequencies": ("Fréquences", list(labels(Frequency).values())),
            "operators": ("Comparaisons", list(labels(TargetOp).values())),
            "periods": ("Périodes", list(labels(TargetPeriod).values())),
            "roles": ("Rôles", list(ROLES.values())),
            "steps": ("Niveaux d’étape", list(STEP_LEVELS.values())),
            "yes": ("Oui", ["oui"]),
            "themes": ("Thématiques", list(self.themes.values())),
            "schemes": ("Schémas", list(self.schemes.values())),
            "communes": ("Communes", list(self.communes.values())),
            "people": ("Comptes et organismes", [*self.members.values(), *self.organisations.values()]),
        }
        for depth, name in enumerate(self.level_names[:-1]):
            words = [str(node) for node in self.nodes.values() if node.depth == depth]
            found[f"level{depth}"] = (name, list(dict.fromkeys(words)))
        return found
