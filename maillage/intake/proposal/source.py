"""The plan document as parts: its tree, and each fiche at its place in it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.folding import folded
from maillage.intake.proposal.parts import FIELDS, Branch, Fiche, Field, Point, Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Json = Mapping[str, Any]

_TRANSVERSAL = re.compile(r"T[.\s]?\d{0,3}", re.IGNORECASE)


def proposal_of(document: Json) -> Proposal:
    """The document as it was read, before any decision.

    Fiches have their ``parent``, and are not yet lined up under their branch.
    """
    period = document.get("period") or {}
    proposal = Proposal(
        levels=[str(level) for level in document.get("levels") or []],
        territory=document.get("territory") or "",
        title=document.get("title") or "",
        start_year=period.get("start"),
        end_year=period.get("end"),
    )
    fiches = [_fiche(f"a{index}", action) for index, action in enumerate(document.get("actions") or [])]
    builder = _Builder(proposal, fiches)
    builder.branches(document.get("tree") or [], None)
    builder.adopt(document.get("actions") or [])
    return proposal


class _Builder:
    """Walks the tree once; each leaf meets its fiche by reference and title, then by either."""

    def __init__(self, proposal: Proposal, fiches: Sequence[Fiche]) -> None:
        self._proposal = proposal
        self._fiches = fiches
        self._left = {fiche.key for fiche in fiches}
        self._by: dict[tuple[str, str], list[Fiche]] = defaultdict(list)
        for fiche in fiches:
            for key in _keys(fiche.ref, fiche.title):
                self._by[key].append(fiche)

    def branches(self, nodes: Sequence[Json], parent: Branch | None) -> None:
        """Put ``nodes`` below ``parent``; leaves that are actions become fiches."""
        for position, node in enumerate(nodes):
            key = f"{parent.key}-{position}" if parent else str(position)
            children = node.get("children") or []
            fiche = None if children else self._fiche_of(node, key)
            if fiche is not None:
                fiche.parent = parent.key if parent else ""
                self._proposal.fiches[fiche.key] = fiche
                continue
            branch = Branch(
                key=key,
                level=str(node.get("level") or ""),
                ref=node.get("ref") or "",
                title=node.get("title") or "",
                line=node.get("line"),
                page=node.get("page"),
                parent=parent.key if parent else "",
            )
            (parent.children if parent else self._proposal.branches).append(branch)
            self._proposal.nodes[key] = branch
            self.branches(children, branch)

    def _fiche_of(self, node: Json, key: str) -> Fiche | None:
        ref, title = node.get("ref") or "", node.get("title") or ""
        for wanted in _keys(ref, title):
            for fiche in self._by[wanted]:
                if fiche.key in self._left:
                    self._left.discard(fiche.key)
                    return fiche
        levels = self._proposal.levels
        if levels and folded(str(node.get("level") or "")) == folded(levels[-1]):
            return _fiche(f"f{key}", {**node, "fiche_title": None})
        return None

    def adopt(self, actions: Sequence[Json]) -> None:
        """Give the fiches that no leaf names the branch that their path names, or none."""
        by_title: dict[str, str] = {}
        for branch in self._proposal.nodes.values():
            by_title[folded(branch.title)] = branch.key
        for fiche, action in zip(self._fiches, actions, strict=True):
            if fiche.key in self._left:
                above = (by_title.get(folded(title)) for title in reversed(action.get("path") or []))
                fiche.parent = next((key for key in above if key), "")
                self._proposal.fiches[fiche.key] = fiche


def _keys(ref: str, title: str) -> list[tuple[str, str]]:
    """The names a fiche is found by, the surest first."""
    both, words, number = (folded(ref), folded(title)), ("", folded(title)), (folded(ref), "")
    return [key for key in (both, words, number) if any(key)]


def _fiche(key: str, action: Json) -> Fiche:
    ref = action.get("ref") or ""
    return Fiche(
        key=key,
        ref=ref,
        title=action.get("title") or "",
        fiche_title=action.get("fiche_title") or "",
        transversal=bool(_TRANSVERSAL.fullmatch(ref)),
        line=action.get("line"),
        page=action.get("page"),
        schedule=dict(action.get("schedule") or {}),
        fields={name: Field(name, [_point(item) for item in action.get(name) or []]) for name in FIELDS},
    )


def _point(item: Json) -> Point:
    return Point(
        text=item["text"],
        line=item.get("line"),
        page=item.get("page"),
        group=item.get("group") or "",
        substeps=tuple(substep["text"] for substep in item.get("substeps") or []),
        kind=item.get("kind") or "",
        target=item.get("target"),
        below=tuple(line for substep in item.get("substeps") or [] if (line := substep.get("line"))),
    )
