"""The first step of a campaign: which actions, with how many each choice keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.selectors import plan_tree
from maillage.conventions.selectors.campaigns import OPEN_STATES, SCOPES, actions_in_scope
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention
    from maillage.conventions.selectors import Branch

LABELS = {
    "en_cours": "Celles qui sont en cours, en pause ou bloquées",
    "ouvertes": "Celles-là, et celles à venir",
    "axes": "Celles de certains axes",
    "choix": "Celles que je choisis",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form or the address asks for."""

    scope: str
    axes: frozenset[int]
    chosen: frozenset[int]

    @classmethod
    def ticked(cls, data: QueryDict) -> Wanted:
        """The actions ticked in the list of the plan (« 12.3 »: the third version of 12); none: the usual."""
        picks = (one.partition(".")[0] for one in data.getlist("pick"))
        chosen = frozenset(filter(None, map(whole_number, picks)))
        return cls("choix" if chosen else "", frozenset(), chosen)

    @classmethod
    def of(cls, data: QueryDict) -> Wanted:
        """« ?actions=4,12 » stands for a choice already made elsewhere."""
        named = [one for text in data.getlist("actions") for one in text.split(",")]
        chosen = frozenset(filter(None, map(whole_number, named)))
        axes = frozenset(filter(None, map(whole_number, data.getlist("axes"))))
        scope = data.get("scope", "choix" if chosen else "")
        return cls(scope if scope in LABELS else "", axes, chosen)

    def actions(self, convention: Convention, user: User) -> list[Action]:
        """The actions of the plan that it means."""
        return actions_in_scope(convention, user, self.scope, axes=self.axes, chosen=self.chosen)


def _branch(branch: Branch, wanted: Wanted) -> dict[str, Any]:
    rows = branch.walk()
    node = branch.node
    return {
        "pk": node.pk if node else None,
        "name": str(node) if node else "Hors des axes",
        "count": sum(row.status in OPEN_STATES for row in rows),
        "picked": node is not None and node.pk in wanted.axes,
        "open": any(row.pk in wanted.chosen for row in rows),
        "rows": [{"row": row, "picked": row.pk in wanted.chosen} for row in rows],
    }


def choice_context(convention: Convention, user: User, wanted: Wanted) -> dict[str, Any]:
    """The choices, each with its number of actions; the first that keeps some is proposed."""
    tree = plan_tree(convention, user)
    counts = {key: sum(row.status in states for row in tree.rows) for key, states in SCOPES.items()}
    usual = next((key for key, count in counts.items() if count), "choix")
    proposed = wanted.scope or usual
    return {
        "scopes": [
            {"key": key, "label": label, "count": counts.get(key), "picked": key == proposed}
            for key, label in LABELS.items()
        ],
        "branches": [_branch(branch, wanted) for branch in tree.branches],
        "total": tree.total,
    }
