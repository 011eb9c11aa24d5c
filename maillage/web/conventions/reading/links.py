"""What an action is tied to, both ways: findings, other actions with their state, schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import LinkKind
from maillage.diagnosis.enums import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Action
    from maillage.diagnosis.models import Finding

_OWN = {LinkKind.SEE: "Voir aussi", LinkKind.AFTER: "Suppose d’abord"}
_THEIRS = {LinkKind.SEE: "Citée par", LinkKind.AFTER: "Attendue par"}


@dataclass(frozen=True, slots=True)
class LinkedAction:
    """Another action and what ties it: « Voir aussi », « Attendue par »…"""

    kind: str
    action: Action


@dataclass(frozen=True, slots=True)
class LinkedFinding:
    """A finding that the action answers."""

    finding: Finding
    kind: str


@dataclass(frozen=True, slots=True)
class Links:
    """What is shown; deleted actions and findings are left out."""

    findings: list[LinkedFinding]
    actions: list[LinkedAction]
    schemes: list[str]

    def __bool__(self) -> bool:
        return bool(self.findings or self.actions or self.schemes)


def _living(words: dict[LinkKind, str], pairs: Iterable[tuple[str, Action]]) -> list[LinkedAction]:
    return [
        LinkedAction(words[LinkKind(kind)], action) for kind, action in pairs if action.deleted_at is None
    ]


def show_links(_value: Any, action: Action) -> Links:
    """What ``action_for`` fetched of its links, those that others have to it included.

    Two actions that name each other are shown so once.
    """
    own = _living(_OWN, ((link.kind, link.target) for link in action.links.all()))
    said = {(link.target_id, link.kind) for link in action.links.all() if link.kind == LinkKind.SEE}
    others = (link for link in action.linked_from.all() if (link.source_id, link.kind) not in said)
    theirs = _living(_THEIRS, ((link.kind, link.source) for link in others))
    findings = [answer.finding for answer in action.answered_findings.all()]
    return Links(
        findings=[
            LinkedFinding(finding, str(FindingKind(finding.kind).label))
            for finding in findings
            if finding.deleted_at is None
        ],
        actions=[*own, *theirs],
        schemes=[scheme.name for scheme in action.schemes.all()],
    )
