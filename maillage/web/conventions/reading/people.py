"""Pilots, partners and communes as facts to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import PilotKind

if TYPE_CHECKING:
    from maillage.conventions.models import Action


@dataclass(frozen=True, slots=True)
class Fact:
    """« Pilote technique » : « Responsable du RPE ». ``texts``: one item a line."""

    term: str
    texts: list[str]


def show_people(value: Any, action: Action) -> list[Fact]:
    """Pilots by kind in the order of the fiche, then partners, then communes; nothing empty."""
    pilots: dict[str, list[str]] = {}
    for pilot in value["pilots"]:
        pilots.setdefault(str(PilotKind(pilot["kind"]).label), []).append(pilot["label"])
    facts = [Fact(term, labels) for term, labels in pilots.items()]
    partners = [partner["label"] for partner in value["partners"]]
    communes = sorted(commune.name for commune in action.communes.all())
    facts += [Fact("Partenaires", partners), Fact("Communes", [", ".join(communes)] if communes else [])]
    return [fact for fact in facts if fact.texts]
