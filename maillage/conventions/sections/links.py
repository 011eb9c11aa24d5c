"""What an action is tied to: other actions, schemes that it serves, findings that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import LinkKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, ActionFinding, ActionLink
from maillage.conventions.sections.base import (
    Json,
    Section,
    choice,
    identifier,
    identifiers,
    mapping,
    rows,
)
from maillage.conventions.sections.keys import write_many
from maillage.diagnosis.models import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from maillage.conventions.models import Convention

    Link = tuple[int, str]

_GONE = {
    "actions": "Cette action n’est plus dans le plan.",
    "schemes": "Ce schéma n’est plus dans la liste.",
    "findings": "Ce constat n’est plus dans le diagnostic.",
}


def _known(wanted: Iterable[int], those: QuerySet[Model], field: str) -> list[int]:
    wanted = set(wanted)
    known = set(those.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    if wanted - known:
        raise InvalidValueError(_GONE[field], field)
    return sorted(known)


def _schemes(wanted: set[int], convention: Convention) -> list[int]:
    known = {scheme.pk for scheme in convention.schemes.all()} if wanted else set()
    if wanted - known:
        raise InvalidValueError(_GONE["schemes"], "schemes")
    return sorted(wanted)


def _link(row: Json) -> Link | None:
    target = identifier(row.get("action"), "actions")
    return (target, choice(row.get("kind"), LinkKind, "actions") or LinkKind.SEE.value) if target else None


def refuse_itself(action: Action, value: Json) -> None:
    """Raise InvalidValueError when a value of the links of ``action`` names the action itself."""
    if any(row["action"] == action.pk for row in value["actions"]):
        raise InvalidValueError("Une action ne renvoie pas à elle-même.", "actions")


@dataclass(frozen=True)
class LinksSection(Section):
    """``{"actions": [{"action": id, "kind": "voir" | "apres"}], "schemes": [ids], "findings": [ids]}``.

    Actions, schemes and findings of the same convention only, each once. A deleted action or finding
    keeps its link, which is shown again when it comes back.
    """

    def read(self, action: Action) -> Json:
        links = sorted((link.target_id, link.kind) for link in action.links.all())
        return {
            "actions": [{"action": target, "kind": kind} for target, kind in links],
            "schemes": sorted(scheme.pk for scheme in action.schemes.all()),
            "findings": sorted(answer.finding_id for answer in action.answered_findings.all()),
        }

    def clean(self, convention: Convention, value: Json) -> Json:
        value = mapping(value)
        links = sorted({link for row in rows(value.get("actions") or []) if (link := _link(row))})
        _known((target for target, _ in links), Action.everything.for_convention(convention), "actions")
        schemes = identifiers(value.get("schemes"), "schemes")
        findings = identifiers(value.get("findings"), "findings")
        known = Finding.objects.filter(workspace_id=convention.pk)
        return {
            "actions": [{"action": target, "kind": kind} for target, kind in links],
            "schemes": _schemes(schemes, convention),
            "findings": _known(findings, known, "findings"),
        }

    def write(self, action: Action, value: Json) -> None:
        wanted = {(row["action"], row["kind"]) for row in value["actions"]}
        refuse_itself(action, value)
        place = {"convention_id": action.convention_id}
        present = {(link.target_id, link.kind): link.pk for link in action.links.all()}
        answered = {answer.finding_id: answer.pk for answer in action.answered_findings.all()}
        if gone := [pk for link, pk in present.items() if link not in wanted]:
            ActionLink.objects.filter(pk__in=gone).delete()
        ActionLink.objects.bulk_create(
            ActionLink(source=action, target_id=target, kind=kind, **place)
            for target, kind in sorted(wanted - present.keys())
        )
        write_many(action.schemes, value["schemes"])
        if left := [pk for finding, pk in answered.items() if finding not in value["findings"]]:
            ActionFinding.objects.filter(pk__in=left).delete()
        ActionFinding.objects.bulk_create(
            ActionFinding(action=action, finding_id=pk, **place)
            for pk in value["findings"]
            if pk not in answered
        )

    def is_filled(self, value: Json) -> bool:
        return any(value.values())
