"""Words searched through a whole convention: its actions with every text, and the levels of its plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.models import Action, Node
from maillage.conventions.sections.shown import shown_rubrics
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.kernel.text import fold, lines_of

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a fiche: ``section`` is its key."""

    section: str
    text: str


@dataclass(slots=True)
class FoundAction:
    """An action where every word stands somewhere; ``passages`` are the lines that hold one, best first."""

    action: Action
    named: bool
    passages: list[Passage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """``words`` as searched: folded, each once."""

    words: list[str]
    actions: list[FoundAction]
    nodes: list[Node]


def search_convention(convention: Convention, user: Viewer, text: str) -> Found:
    """Everything of ``convention`` that holds every word of ``text``, accents apart; constant queries.

    Actions named by a word come first, then those whose text holds them, each in the order of the plan.
    """
    words = list(dict.fromkeys(fold(text).split()))
    if not words:
        return Found([], [], [])
    nodes = {node.pk: node for node in Node.objects.visible_to(user).filter(convention=convention)}
    actions = (
        Action.objects.visible_to(user)
        .filter(convention=convention)
        .select_related("node")
        .prefetch_related("pilots", "partners", "steps", "indicators")
    )
    found = [one for one in (_match(action, words, convention) for action in actions) if one]
    found.sort(key=lambda one: (not one.named, place_in_plan(nodes, one.action.node_id)))
    named = [node for node in nodes.values() if _holds(fold(str(node)), words)]
    named.sort(key=lambda node: place_in_plan(nodes, node.pk))
    return Found(words, found, named)


def _holds(folded: str, words: list[str]) -> bool:
    return all(word in folded for word in words)


def _match(action: Action, words: list[str], convention: Convention) -> FoundAction | None:
    name = fold(f"{action.ref} {action.title} {action.fiche_title}")
    passages = [(fold(one.text), one) for one in _passages(action, convention)]
    everything = " ".join([name, *(folded for folded, _ in passages)])
    if not _holds(everything, words):
        return None
    scored = [(sum(word in folded for word in words), one) for folded, one in passages]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return FoundAction(action, _holds(name, words), [one for _, one in best])


def _passages(action: Action, convention: Convention) -> list[Passage]:
    """Every line of the fiche, in its order; rubriques that the convention hides are not searched."""
    pilots = [pilot.label for pilot in action.pilots.all()]
    rows = {
        "steps": [step.text for step in action.steps.all()],
        "people": [*pilots, *(partner.label for partner in action.partners.all())],
        "indicators": [row.label for row in action.indicators.all()],
    }
    found = [Passage("state", action.news)] if action.news else []
    for key in shown_rubrics(convention):
        if key != "links":
            lines = rows[key] if key in rows else lines_of(getattr(action, key))
            found += [Passage(key, line) for line in lines]
    return found
