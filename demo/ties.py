"""What actions are tied to: findings of the diagnosis, one another, schemes; and what to watch out for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section, set_schemes, update_convention
from maillage.conventions.sections import RUBRICS
from maillage.conventions.sections.shown import OPTIONAL
from maillage.diagnosis.models import Finding

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

SCHEMES = (
    "PEDT intercommunal",
    "Schéma départemental des services aux familles",
    "Contrat local de mobilité",
)
#: By reference of the action: beginnings of findings, references of actions with their kind, schemes.
TIES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[int, ...]]] = {
    "1.A.1": (("Au nord, les parents",), (("1.A.3", "voir"),), ()),
    "1.A.2": (("Garder une offre", "Au nord, les parents"), (("1.A.1", "apres"),), (1,)),
    "1.A.3": (("Trois assistantes", "Au nord, les parents"), (("1.A.1", "voir"),), (1,)),
    "2.A.1": (("Des tarifs", "Rendre les loisirs"), (), (0,)),
    "2.A.2": (("Rendre les loisirs",), (("2.A.3", "apres"),), (0,)),
    "2.B.1": (("Peu de propositions",), (), ()),
    "2.B.4": (("Un habitant sur quatre",), (("2.B.1", "voir"),), (2,)),
    "3.A.1": (("Des actions mal connues",), (("3.A.2", "voir"),), ()),
    "4.A.1": (("Un habitant sur quatre", "Un habitant sur six"), (), ()),
    "4.A.3": (("Un habitant sur six",), (("4.A.1", "apres"),), ()),
}
VIGILANCE = {
    "1.A.3": [
        "Ne pas promettre un agrément : il relève de la PMI.",
        "Un loyer trop haut ferme une MAM en deux ans.",
    ],
    "2.A.1": ["Prévenir les familles un trimestre avant tout changement de tarif."],
    "4.A.1": ["Une permanence sans rendez-vous reste vide les premières semaines."],
}


def play(convention: Convention, by: User) -> None:
    """Tie the actions, and give the fiche the two rubriques that say so."""
    order = [key for key in RUBRICS if key not in OPTIONAL or key in {"vigilance", "links"}]
    update_convention(convention=convention, values={"section_order": order}, version=None, by=by)
    set_schemes(convention=convention, names=SCHEMES, by=by)
    actions = {action.ref: action for action in Action.objects.for_convention(convention)}
    for ref, lines in VIGILANCE.items():
        save_section(action=actions[ref], section="vigilance", value=lines, version=None, by=by)
    schemes = list(convention.schemes.values_list("pk", flat=True))
    findings = list(Finding.objects.filter(workspace_id=convention.pk))
    for ref, (begins, others, served) in TIES.items():
        value: dict[str, Any] = {
            "findings": [one.pk for one in findings if one.text.startswith(begins)],
            "actions": [{"action": actions[other].pk, "kind": kind} for other, kind in others],
            "schemes": [schemes[index] for index in served],
        }
        save_section(action=actions[ref], section="links", value=value, version=None, by=by)
