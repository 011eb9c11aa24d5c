"""The acts of a review in words, for its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.intake.proposal.decisions import (
    ACCEPTED,
    CORRECTED,
    IGNORED,
    DoubtChoice,
    FicheChoice,
    FieldChoice,
    NodeChoice,
)
from maillage.intake.proposal.parts import FIELDS

if TYPE_CHECKING:
    from maillage.intake.proposal.decisions import Choice
    from maillage.intake.proposal.parts import Branch, Fiche, Proposal

_ANSWERED = {ACCEPTED: "gardé tel quel", CORRECTED: "corrigé", IGNORED: "retiré du plan"}
_LONGEST_NAME = 60


def named(one: Fiche | Branch | None) -> str:
    """« 1.A.3 Soutenir… », shortened."""
    if one is None:
        return "une fiche"
    name = one.name if len(one.name) <= _LONGEST_NAME else f"{one.name[: _LONGEST_NAME - 1]}…"
    return f"«\u00a0{name}\u00a0»"


def told(proposal: Proposal, target: str, choice: Choice | None) -> str:
    """What one decision does, before it is followed."""
    kind, _, key = target.partition(":")
    if kind == "doubt":
        answer = _ANSWERED.get(choice.state, "") if isinstance(choice, DoubtChoice) else "rouvert"
        return f"Doute {key} {answer}"
    if kind == "field":
        fiche, _, field = key.partition(":")
        name = f"{FIELDS[field]} de {named(proposal.fiches.get(fiche))}"
        return f"{name}, texte corrigé" if isinstance(choice, FieldChoice) else f"{name}, texte d’origine"
    one: Fiche | Branch | None = proposal.nodes.get(key) if kind == "node" else proposal.fiches.get(key)
    return f"{named(one)} {_change(one, choice)}"


def _change(one: Fiche | Branch | None, choice: Choice | None) -> str:
    if one is None or not isinstance(choice, NodeChoice | FicheChoice):
        return "comme dans le document"
    if choice.excluded != one.excluded:
        return "hors du plan" if choice.excluded else "de nouveau dans le plan"
    if choice.parent is not None and choice.parent != one.parent:
        return "change de place"
    return "change de nom"
