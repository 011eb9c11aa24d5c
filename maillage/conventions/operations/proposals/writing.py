"""Writing a proposal: what it is about, why, and the sections that it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.enums import ProposalKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Node, Proposal
from maillage.conventions.operations.common import (
    convention_fact,
    living_node,
    locked_convention,
    require,
)
from maillage.conventions.permissions import can_edit_proposal, can_propose
from maillage.conventions.sections import SECTIONS, Json
from maillage.conventions.sections.base import choice, text
from maillage.journal.operations import record
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

LONGEST_REASON = 4000


@transaction.atomic
def propose(
    *,
    convention: Convention,
    kind: str,
    title: str = "",
    reason: str = "",
    action: Action | None = None,
    node: Node | None = None,
    merged: Sequence[Action] = (),
    sections: Mapping[str, Json] | None = None,
    by: User,
) -> Proposal:
    """A draft. A new action has its ``title``, the ``node`` that would hold it and its first ``sections``;
    the others are about ``action``; a merge names the actions that would go into it.

    Raises InvalidValueError when something that the kind needs is missing.
    """
    require(can_propose(by, convention))
    known = choice(kind, ProposalKind, "kind")
    if not known:
        raise InvalidValueError("Choisissez ce que vous proposez.", "kind")
    if known == ProposalKind.NEW:
        content = _new_action(convention, node, title, sections or {})
        about, named = None, title
    else:
        about = _about(convention, action)
        content = {"merged": _merged(convention, about, merged)} if known == ProposalKind.MERGE else {}
        named = str(about)
    proposal = Proposal.objects.create(
        convention=convention,
        kind=known,
        title=text(named, longest=500, field="title"),
        reason=_reason(reason),
        action=about,
        content=content,
        author=by,
        author_name=by.get_full_name()[:200],
    )
    tell(proposal, "proposal.created", by)
    return proposal


def _reason(reason: str) -> str:
    cleaned = reason.strip()
    if len(cleaned) > LONGEST_REASON:
        raise InvalidValueError(
            f"Le motif compte {len(cleaned)} caractères. Réduisez à {LONGEST_REASON}.", "reason"
        )
    return cleaned


def _about(convention: Convention, action: Action | None) -> Action:
    found = Action.objects.filter(pk=action.pk if action else 0, convention=convention).first()
    if found is None:
        raise InvalidValueError("Choisissez l’action dont il s’agit.", "action")
    return found


def _merged(convention: Convention, target: Action, merged: Sequence[Action]) -> list[int]:
    asked = {action.pk for action in merged} - {target.pk}
    found = Action.objects.filter(pk__in=asked, convention=convention).order_by("position", "pk")
    if not found:
        raise InvalidValueError("Choisissez au moins une action à fusionner avec elle.", "merged")
    return [action.pk for action in found]


def _new_action(
    convention: Convention, node: Node | None, title: str, sections: Mapping[str, Json]
) -> dict[str, Any]:
    place = living_node(convention, node)
    identity = SECTIONS["identity"].clean(convention, {**sections.get("identity", {}), "title": title})
    values = {"identity": identity}
    for key, value in sections.items():
        if key in SECTIONS and key != "identity":
            values[key] = SECTIONS[key].clean(convention, value)
    kept = {key: {"before": None, "after": value} for key, value in values.items()}
    return {"node": place.pk if place else None, "sections": kept}


@transaction.atomic
def rewrite_proposal(*, proposal: Proposal, reason: str, version: int | None, by: User) -> Proposal:
    """Change why. Raises StaleVersionError when somebody wrote on it meanwhile."""
    locked = locked_proposal(proposal)
    _may_edit(locked, version, by)
    before, locked.reason = locked.reason, _reason(reason)
    if before != locked.reason:
        save(locked)
        tell(locked, "proposal.updated", by, {"reason": [before, locked.reason]})
    return locked


@transaction.atomic
def propose_section(
    *, proposal: Proposal, section: str, value: Json, version: int | None, by: User
) -> Proposal:
    """Propose ``value`` for a section of the action; the same as in place takes the section out.

    The value in place is kept beside, to know at the decision whether it changed since.
    """
    locked = locked_proposal(proposal)
    _may_edit(locked, version, by)
    part = SECTIONS.get(section)
    if part is None or section == "state" or locked.kind not in {ProposalKind.MODIFY, ProposalKind.MERGE}:
        raise InvalidValueError("Cette rubrique ne se propose pas.")
    action = _about(locked.convention, locked.action)
    before = part.read(action)
    after = part.settle(before, part.clean(locked.convention, value))
    part.allow(locked.convention, before, after, by)
    sections = dict(locked.content.get("sections", {}))
    if part.said(before) == part.said(after):
        sections.pop(section, None)
    else:
        sections[section] = {"before": before, "after": after}
    locked.content = {**locked.content, "sections": sections}
    save(locked)
    return locked


@transaction.atomic
def drop_section(*, proposal: Proposal, section: str, by: User) -> Proposal:
    """Leave a section as it is."""
    locked = locked_proposal(proposal)
    _may_edit(locked, None, by)
    sections = dict(locked.content.get("sections", {}))
    if sections.pop(section, None) is not None:
        locked.content = {**locked.content, "sections": sections}
        save(locked)
    return locked


def locked_proposal(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked until the end of the transaction, after its convention."""
    locked_convention(proposal.convention_id)
    rows = Proposal.objects.select_related("convention").select_for_update(of=("self",))
    found = rows.get(pk=proposal.pk)
    if found.action_id is not None:
        found.action = Action.everything.get(pk=found.action_id)
    return found


def _may_edit(proposal: Proposal, version: int | None, by: User) -> None:
    require(can_edit_proposal(by, proposal))
    if version is not None and version != proposal.version:
        raise StaleVersionError(proposal.version)


def save(proposal: Proposal) -> None:
    """Save under a new version."""
    proposal.version += 1
    proposal.save()


def tell(
    proposal: Proposal,
    verb: str,
    by: User,
    changes: Mapping[str, list[Any]] | None = None,
    **details: Any,
) -> Any:
    """Write in the journal what happened to a proposal; returns the entry."""
    told = {"proposal": proposal.pk, "title": proposal.title, "kind": proposal.kind, **details}
    pairs = {name: (pair[0], pair[1]) for name, pair in (changes or {}).items()}
    return record(convention_fact(proposal.convention, verb, pairs, told), by=by)
