"""What reviewers made of the tree, of its fiches and of their fields, one decision after the other.

A decision about something that is no longer there (a fiche that joined another, a branch whose
making was taken back) is followed where it went, or not at all.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from maillage.intake.proposal.decisions import (
    FicheChoice,
    FieldChoice,
    MergeChoice,
    NewFiche,
    NewNode,
    NodeChoice,
    SplitChoice,
)
from maillage.intake.proposal.folding import folded
from maillage.intake.proposal.parts import FIELDS, Branch, Fiche, Field
from maillage.intake.proposal.points import as_points

if TYPE_CHECKING:
    from maillage.intake.proposal.decisions import Choice, Decisions
    from maillage.intake.proposal.parts import Point, Proposal


def shape(proposal: Proposal, decisions: Decisions) -> None:
    """Follow every decision that shapes ``proposal``, then line the fiches up under their branches."""
    for key, choice in decisions.shaping():
        follow(choice, key, proposal)
    for branch in proposal.nodes.values():
        branch.seen = decisions.version(f"node:{branch.key}")
    for fiche in proposal.fiches.values():
        fiche.seen = decisions.version(f"fiche:{fiche.key}")
        for field in fiche.fields.values():
            field.seen = decisions.version(f"field:{fiche.key}:{field.key}")
        branch_of = proposal.nodes.get(fiche.parent)
        (branch_of.fiches if branch_of else proposal.loose).append(fiche)


@singledispatch
def follow(choice: Choice, key: str, proposal: Proposal) -> None:
    """Do what ``choice`` says of ``key``."""
    raise TypeError(f"{type(choice).__name__} shapes nothing ({key}, {len(proposal.fiches)} fiches).")


@follow.register(NewNode)
def _(choice: NewNode, key: str, proposal: Proposal) -> None:
    parent = proposal.nodes.get(choice.parent)
    depth = len(proposal.above(choice.parent))
    level = proposal.levels[depth] if depth < len(proposal.levels) - 1 else ""
    branch = Branch(key, level, choice.ref, choice.title, parent=parent.key if parent else "")
    proposal.nodes[key] = branch
    (parent.children if parent else proposal.branches).append(branch)


@follow.register(NodeChoice)
def _(choice: NodeChoice, key: str, proposal: Proposal) -> None:
    branch = proposal.nodes.get(key)
    if branch is None:
        return
    branch.ref, branch.title, branch.excluded = choice.ref, choice.title, choice.excluded
    if choice.parent is not None and choice.parent != branch.parent:
        _hang(proposal, branch, choice.parent)


def _hang(proposal: Proposal, branch: Branch, parent: str) -> None:
    """Hang ``branch`` from another, unless that one hangs from it."""
    above = proposal.above(parent)
    if branch in above or (parent and not above):
        return
    former, new = proposal.nodes.get(branch.parent), proposal.nodes.get(parent)
    (former.children if former else proposal.branches).remove(branch)
    (new.children if new else proposal.branches).append(branch)
    branch.parent = parent


@follow.register(NewFiche)
def _(choice: NewFiche, key: str, proposal: Proposal) -> None:
    proposal.fiches[key] = _blank(key, choice.ref, choice.title, choice.parent)


@follow.register(FicheChoice)
def _(choice: FicheChoice, key: str, proposal: Proposal) -> None:
    fiche = proposal.fiches.get(key)
    if fiche is None:
        return
    fiche.renamed = fiche.renamed or choice.title != fiche.title
    fiche.ref, fiche.title, fiche.excluded = choice.ref, choice.title, choice.excluded
    if choice.parent == "" or choice.parent in proposal.nodes:
        fiche.parent = choice.parent


@follow.register(FieldChoice)
def _(choice: FieldChoice, key: str, proposal: Proposal) -> None:
    fiche_key, _, name = key.partition(":")
    fiche = proposal.fiches.get(fiche_key)
    field = fiche.fields.get(name) if fiche else None
    if fiche is None or field is None:
        return
    fiche.known += [point for other in fiche.fields.values() for point in other.points]
    field.points = as_points(name, choice.text, field.points, fiche.known)
    field.corrected = field.corrected or not choice.arranged


@follow.register(MergeChoice)
def _(choice: MergeChoice, key: str, proposal: Proposal) -> None:
    guest, host = proposal.fiches.get(key), proposal.standing(choice.into)
    if guest is None or host is None or guest is host:
        return
    for field in host.fields.values():
        join(field, guest.fields[field.key].points)
    host.known += guest.known
    host.schedule = host.schedule if any(host.schedule.values()) else guest.schedule
    host.line = host.line or guest.line
    proposal.merged[key] = host.key
    del proposal.fiches[key]


def join(field: Field, points: list[Point]) -> None:
    """Add ``points`` to ``field``, those that it does not say yet."""
    said = {(point.group, folded(point.text)) for point in field.points}
    alone = {folded(point.text) for point in field.points if not point.group}
    field.points += [
        point
        for point in points
        if (point.group, folded(point.text)) not in said and folded(point.text) not in alone
    ]


@follow.register(SplitChoice)
def _(choice: SplitChoice, key: str, proposal: Proposal) -> None:
    new = _blank(key, choice.ref, choice.title, choice.parent)
    source = proposal.standing(choice.fiche)
    for name, text in choice.texts.items():
        if name not in FIELDS:
            continue
        former = source.fields[name].points if source else []
        new.fields[name].points = as_points(name, text, former)
        if source is not None:
            source.fields[name].points = without(former, new.fields[name].points)
    lines = [field.line for field in new.fields.values() if field.line]
    new.line = min(lines, default=None)
    proposal.fiches[key] = new


def without(points: list[Point], taken: list[Point]) -> list[Point]:
    """``points`` less those of ``taken``, each counted once."""
    left = [folded(point.text) for point in taken]
    kept = []
    for point in points:
        if folded(point.text) in left:
            left.remove(folded(point.text))
        else:
            kept.append(point)
    return kept


def _blank(key: str, ref: str, title: str, parent: str) -> Fiche:
    return Fiche(
        key=key,
        ref=ref,
        title=title,
        parent=parent,
        renamed=True,
        fields={name: Field(name) for name in FIELDS},
    )
