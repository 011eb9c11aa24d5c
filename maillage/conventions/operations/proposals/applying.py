"""What accepting a proposal writes in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.enums import LinkKind, ProposalKind, Status, Term
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Node
from maillage.conventions.operations.batches import FicheEdit
from maillage.conventions.sections import SECTIONS, Json
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Proposal

_LISTS = ("context", "objectives", "steps", "indicators")


def edits_of(proposal: Proposal, *, fresh: bool = False) -> list[FicheEdit]:
    """The edits that the proposal stands for; none when it changes nothing.

    ``fresh`` refuses with InvalidValueError a section that changed since it was proposed. Each edit has the
    version that it was computed from: what changes meanwhile is not overwritten.
    """
    if proposal.kind == ProposalKind.NEW:
        return [_new(proposal)]
    action = proposal.action
    if action is None or action.deleted_at is not None:
        raise InvalidValueError("L’action dont il s’agit n’est plus dans le plan.")
    if proposal.kind == ProposalKind.ABANDON:
        return [FicheEdit(action, action.version, sections={"state": _abandoned(action, proposal.reason)})]
    if proposal.kind == ProposalKind.CARRY:
        calendar = {**SECTIONS["calendar"].read(action), "term": Term.NEXT.value}
        return [FicheEdit(action, action.version, sections={"calendar": calendar})]
    sections = _proposed(proposal, action, fresh)
    if proposal.kind == ProposalKind.MERGE:
        return _merge(proposal, action, sections)
    return [FicheEdit(action, action.version, sections=sections)] if sections else []


def _new(proposal: Proposal) -> FicheEdit:
    node = Node.objects.filter(pk=proposal.content.get("node"), convention=proposal.convention).first()
    if node is None and proposal.content.get("node") is not None:
        raise InvalidValueError("L’endroit du plan où irait cette action n’existe plus.")
    sections = {key: pair["after"] for key, pair in proposal.content["sections"].items()}
    return FicheEdit(sections=sections, node=node)


def _proposed(proposal: Proposal, action: Action, fresh: bool) -> dict[str, Json]:
    asked = proposal.content.get("sections", {})
    for key, pair in asked.items():
        part = SECTIONS[key]
        if fresh and part.said(part.read(action)) != part.said(pair["before"]):
            label = proposal.convention.section_labels.get(key) or part.label
            raise InvalidValueError(
                f"« {label} » a changé depuis la proposition. Reprenez cette rubrique, puis décidez."
            )
    return {key: pair["after"] for key, pair in asked.items()}


def _abandoned(action: Action, news: str) -> Json:
    state = SECTIONS["state"].read(action)
    return {**state, "status": Status.ABANDONED.value, "news": " ".join(news.split())[:2000] or state["news"]}


def _merge(proposal: Proposal, target: Action, sections: dict[str, Json]) -> list[FicheEdit]:
    """The lines of the merged actions go to ``target``, once each; they are abandoned and point to it."""
    pks = proposal.content.get("merged", [])
    merged = list(
        Action.objects.filter(pk__in=pks, convention=proposal.convention).order_by("position", "pk")
    )
    if not merged:
        raise InvalidValueError("Les actions à fusionner ne sont plus dans le plan.")
    for key in _LISTS:
        if key not in sections:
            part = SECTIONS[key]
            sections[key] = _joined([part.read(one) for one in (target, *merged)])
    if "people" not in sections:
        sections["people"] = _people([SECTIONS["people"].read(one) for one in (target, *merged)])
    edits = [FicheEdit(target, target.version, sections=sections)]
    for one in merged:
        written = {"state": _abandoned(one, f"Fusionnée avec « {target} »."), **_pointing(one, target)}
        edits.append(FicheEdit(one, one.version, sections=written))
    return edits


def _joined(values: Sequence[list[Json]]) -> list[Json]:
    """The rows of several lists, each said once; those that come from elsewhere get a new identity."""
    kept: list[Json] = list(values[0])
    said = {_said(row) for row in kept}
    for row in (row for value in values[1:] for row in value):
        if _said(row) not in said:
            said.add(_said(row))
            kept.append(_anonymous(row))
    return kept


def _said(row: Json) -> str:
    if isinstance(row, str):
        return fold(row)
    return fold(str(row.get("label") or row.get("text") or row))


def _anonymous(row: Json) -> Json:
    if not isinstance(row, dict):
        return row
    bare = {name: value for name, value in row.items() if name != "key"}
    if "substeps" in bare:
        bare["substeps"] = [_anonymous(sub) for sub in bare["substeps"]]
    return bare


def _people(values: Sequence[Json]) -> Json:
    joined = {kind: _joined([value[kind] for value in values]) for kind in ("pilots", "partners")}
    return {
        **values[0],
        **joined,
        "communes": sorted({code for value in values for code in value["communes"]}),
    }


def _pointing(action: Action, target: Action) -> dict[str, Json]:
    """The link from a merged action to the one that holds it now, where fiches have links."""
    part = SECTIONS.get("links")
    if part is None:
        return {}
    links = part.read(action)
    kept = [link for link in links["actions"] if link["action"] != target.pk]
    return {"links": {**links, "actions": [*kept, {"action": target.pk, "kind": LinkKind.SEE.value}]}}
