"""Two versions of a plan: what the new document adds, changes, moves and no longer has.

Three plans meet: the one of the convention (« here »), the new document (« new ») and, where there
is one, the document that the plan was imported from (« base »). What the document says as before is
no difference, whatever was done here since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.intake.matching.values import merged, said
from maillage.intake.matching.wording import Named, pairs

ADDED, CHANGED, MOVED, REMOVED, RENAMED = "added", "changed", "moved", "removed", "renamed"
KINDS = (CHANGED, ADDED, MOVED, RENAMED, REMOVED)


@dataclass(frozen=True, slots=True)
class Fiche:
    """A fiche of one version. ``branch``: the key of what it hangs from, empty for nothing.

    Of a fiche of the convention: ``edited`` names the sections written by hand since the import
    (``place`` when it was moved), ``imported`` whether a document brought it.
    """

    named: Named
    branch: str
    values: Mapping[str, Any]
    edited: frozenset[str] = frozenset()
    imported: bool = True

    @property
    def key(self) -> str:
        """Its name among the fiches of its version."""
        return self.named.key


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as one version has it."""

    fiches: Sequence[Fiche]
    branches: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to accept or not. ``here`` and ``new``: the keys of the fiche (or branch) in each version.

    ``before`` and ``after``: values of the ``section``; of a move, the keys of the branch here and of
    the branch of the document; of a branch, its names. ``flagged``: it was touched here since.
    ``ticked``: the sensible choice.
    """

    kind: str
    here: str = ""
    new: str = ""
    section: str = ""
    before: Any = None
    after: Any = None
    flagged: bool = False
    ticked: bool = True

    @property
    def key(self) -> str:
        """Its name: the same as long as it is the same difference."""
        return "-".join(part for part in (self.kind, self.here or self.new, self.section) if part)


@dataclass(slots=True)
class Comparison:
    """All of it. ``branches``: the branch here of each branch of the document, where there is one.

    ``matched``: how many fiches of the document the plan has; ``out``: how many it said before
    that are no longer here.
    """

    differences: list[Difference] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=dict)
    matched: int = 0
    out: int = 0


def compare(here: Version, new: Version, base: Version | None, links: Mapping[str, str]) -> Comparison:
    """What ``new`` would change in ``here``.

    ``links`` gives the fiche here that came from a fiche of ``base``, empty when that one was
    deleted; what it does not know is found by its names.
    """
    branches = {pair.one: pair.other for pair in pairs(new.branches, here.branches)}
    matching = _Matching(here, new, base, links)
    comparison = Comparison(branches=branches, matched=len(matching.to_here), out=len(matching.out))
    theirs = {fiche.key: fiche for fiche in base.fiches} if base else {}
    mine = {fiche.key: fiche for fiche in here.fiches}
    for fiche in new.fiches:
        former = theirs.get(matching.to_base.get(fiche.key, ""))
        if fiche.key in matching.to_here:
            own = mine[matching.to_here[fiche.key]]
            comparison.differences += _changes(own, fiche, former)
            comparison.differences += _move(own, fiche, former, branches, matching)
        elif fiche.key not in matching.out:
            comparison.differences.append(Difference(ADDED, new=fiche.key, after=fiche.values))
    comparison.differences += _renamed(here, new, base, branches)
    comparison.differences += _removed(here, base is not None, matching)
    return comparison


class _Matching:
    """Which fiche of the document is which fiche here, straight or by the former document.

    ``out``: those that the former document had already and that are no longer here.
    """

    def __init__(self, here: Version, new: Version, base: Version | None, links: Mapping[str, str]) -> None:
        living = [fiche.named for fiche in here.fiches]
        news = [fiche.named for fiche in new.fiches]
        bases = [fiche.named for fiche in base.fiches] if base else []
        self.to_base = {pair.one: pair.other for pair in pairs(news, bases)}
        self.base_branch = (
            {pair.one: pair.other for pair in pairs(new.branches, base.branches)} if base else {}
        )
        self.origin = self._origins(bases, living, links)
        self.to_here: dict[str, str] = {}
        keys = {named.key for named in living}
        for one, former in self.to_base.items():
            action = self.origin.get(former, "")
            if action in keys and action not in self.to_here.values():
                self.to_here[one] = action
        self.out = {one for one, former in self.to_base.items() if one not in self.to_here}
        taken = set(self.to_here.values())
        left = [named for named in news if named.key not in self.to_here]
        for pair in pairs(left, [named for named in living if named.key not in taken]):
            self.to_here[pair.one] = pair.other
        self.out -= set(self.to_here)

    @staticmethod
    def _origins(bases: list[Named], living: list[Named], links: Mapping[str, str]) -> dict[str, str]:
        """The fiche here of each fiche of the former document."""
        taken = set(links.values())
        unknown = [named for named in bases if named.key not in links]
        free = [named for named in living if named.key not in taken]
        return {pair.one: pair.other for pair in pairs(unknown, free)} | dict(links)


def _changes(own: Fiche, fiche: Fiche, former: Fiche | None) -> list[Difference]:
    found = []
    for section, value in fiche.values.items():
        before = own.values[section]
        after = merged(section, former.values[section] if former else None, before, value)
        if said(after) == said(before):
            continue
        flagged = section in own.edited
        # what empties a section is a removal
        sensible = not flagged and _filled(after)
        found.append(Difference(CHANGED, own.key, fiche.key, section, before, after, flagged, sensible))
    return found


def _filled(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(value.values())
    return bool(value)


def _move(
    own: Fiche, fiche: Fiche, former: Fiche | None, branches: Mapping[str, str], matching: _Matching
) -> list[Difference]:
    to = branches.get(fiche.branch, "")
    if (to == own.branch and bool(to) == bool(fiche.branch)) or not (fiche.branch or own.branch):
        return []
    if former is not None and matching.base_branch.get(fiche.branch, "") == former.branch:
        return []
    flagged = "place" in own.edited
    return [Difference(MOVED, own.key, fiche.key, "", own.branch, fiche.branch, flagged, not flagged)]


def _renamed(
    here: Version, new: Version, base: Version | None, branches: Mapping[str, str]
) -> list[Difference]:
    mine = {branch.key: branch for branch in here.branches}
    former = {branch.key: branch for branch in base.branches} if base else {}
    to_base = {pair.one: pair.other for pair in pairs(new.branches, base.branches)} if base else {}
    found = []
    for branch in new.branches:
        own = mine.get(branches.get(branch.key, ""))
        theirs = former.get(to_base.get(branch.key, ""))
        if own is None or (theirs is not None and (theirs.ref, theirs.title) == (branch.ref, branch.title)):
            continue
        before, after = {"ref": own.ref, "title": own.title}, {"ref": branch.ref, "title": branch.title}
        if before != after:
            found.append(Difference(RENAMED, own.key, branch.key, "", before, after))
    return found


def _removed(here: Version, has_base: bool, matching: _Matching) -> list[Difference]:
    """What the former document had and the new one has not; without former document, what was imported."""
    kept = set(matching.to_here.values())
    came = set(matching.origin.values())
    return [
        Difference(REMOVED, fiche.key, before=fiche.values, flagged=bool(fiche.edited), ticked=False)
        for fiche in here.fiches
        if fiche.key not in kept and (fiche.key in came if has_base else fiche.imported)
    ]
