"""The tree under construction: nodes found again by number or by wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import Place
from maillage.intake.recognition.outline.numbering import parts_of
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry
from maillage.intake.recognition.words.text import fold, likeness

_SAME_WORDING = 0.75
_SAME_UNNUMBERED = 0.84


@dataclass(slots=True, eq=False)
class Branch:
    """A node of the tree; ``others`` are other wordings of its title met on the way."""

    name: str
    rank: int
    ref: str | None
    title: str
    place: Place
    parent: Branch | None = None
    children: list[Branch] = field(default_factory=list)
    others: list[tuple[str, Place]] = field(default_factory=list)

    @property
    def is_action(self) -> bool:
        """A leaf of the plan."""
        return self.rank >= ACTION_RANK

    def ancestors(self) -> list[Branch]:
        """The branches above, top down, the root left out."""
        found: list[Branch] = []
        above = self.parent
        while above is not None and above.rank >= 0:
            found.insert(0, above)
            above = above.parent
        return found

    def walk(self) -> Iterator[Branch]:
        """All branches below, in order."""
        for child in self.children:
            yield child
            yield from child.walk()


class Tree:
    """The branches met so far and the place in the tree where the reading stands."""

    def __init__(self) -> None:
        self.root = Branch("", -1, None, "", Place(line=1))
        self._here: Branch = self.root
        self._by_ref: dict[tuple[bool, str], list[Branch]] = {}
        self._by_title: dict[str, Branch] = {}

    def actions(self) -> list[Branch]:
        """The actions in the tree's order."""
        return [branch for branch in self.root.walk() if branch.is_action]

    def levels(self) -> list[Branch]:
        """The branches above the actions."""
        return [branch for branch in self.root.walk() if not branch.is_action]

    def add(self, entry: Entry, place: Place) -> Branch:
        """The branch of an entry, found again or created, which becomes the current one."""
        parent = self._parent(entry)
        found = self._find(entry, parent)
        if found is None:
            found = self._grow(entry, place, parent)
        else:
            self._settle(found, entry, place, parent)
        self._here = found
        return found

    def _settle(self, found: Branch, entry: Entry, place: Place, parent: Branch) -> None:
        """Keep another wording; give a parent to an action that the contents list alone."""
        if entry.name and not found.name and not found.is_action:
            found.name, found.rank = entry.name, entry.rank
        if entry.title and not found.title:
            found.title = entry.title
            self._by_title.setdefault(fold(entry.title), found)
        if entry.title and fold(entry.title) != fold(found.title):
            found.others.append((entry.title, place))
        orphan = found.parent is self.root and found.is_action
        if orphan and parent is not self.root and parent is not found:
            self.root.children.remove(found)
            parent.children.append(found)
            found.parent = parent

    def by_title(self, title: str) -> Branch | None:
        """The branch that bears a title, by its words."""
        return self._by_title.get(fold(title))

    def stand(self, branch: Branch) -> None:
        """Take a branch as the current one."""
        self._here = branch

    @property
    def here(self) -> Branch:
        """The current branch."""
        return self._here

    def _parent(self, entry: Entry) -> Branch:
        if entry.ref is not None and entry.ref.startswith("T"):
            return self._across(entry)
        by_number = self._parent_by_number(entry)
        if by_number is not None:
            return by_number
        above = self._here
        while above.parent is not None and above.rank >= entry.rank:
            above = above.parent
        return above

    def _across(self, entry: Entry) -> Branch:
        """What is transversal hangs under a transversal axis, else under nothing."""
        for branch in [self._here, *reversed(self._here.ancestors())]:
            if entry.is_action and not branch.is_action and (branch.ref or "").startswith("T"):
                return branch
        return self.root

    def _parent_by_number(self, entry: Entry) -> Branch | None:
        """« I.A.1 » belongs under A of I, « 2.3 » under 2, wherever it is met."""
        if entry.ref is None:
            return None
        parts = parts_of(entry.ref)
        if len(parts) < 2:
            return None
        branch: Branch | None = None
        for count in range(1, len(parts)):
            children = (branch or self.root).walk()
            wanted = {".".join(parts[:count]), parts[count - 1]}
            level = [c for c in children if not c.is_action and c.rank < entry.rank and c.ref]
            level = [c for c in level if c.ref in wanted or parts_of(c.ref or "") == parts[:count]]
            if branch is None:
                level = [c for c in level if c.parent is self.root]
            if not level:
                break
            branch = level[0]
        if branch is None:
            return None
        standing = [
            b for b in [self._here, *self._here.ancestors()] if not b.is_action and b.rank < entry.rank
        ]
        inside = [b for b in standing if branch in b.ancestors()]
        return max(inside, key=lambda b: b.rank) if inside else branch

    def _find(self, entry: Entry, parent: Branch) -> Branch | None:
        if entry.ref is None:
            return self._find_by_title(entry, parent)
        same = [b for b in self._by_ref.get((entry.is_action, entry.ref), []) if _may_be(b, entry)]
        if not same:
            return None
        if not entry.title:
            here = [b for b in same if b.parent is parent]
            return (here or same)[0]
        best = max(same, key=lambda b: likeness(b.title, entry.title))
        if likeness(best.title, entry.title) >= _SAME_WORDING or not best.title:
            return best
        here = [b for b in same if b.parent is parent]
        return here[0] if here else None

    def _find_by_title(self, entry: Entry, parent: Branch) -> Branch | None:
        exact = self._by_title.get(fold(entry.title))
        if exact is not None and exact.is_action == entry.is_action:
            return exact
        for child in parent.children:
            if child.is_action == entry.is_action and likeness(child.title, entry.title) >= _SAME_UNNUMBERED:
                return child
        return None

    def _grow(self, entry: Entry, place: Place, parent: Branch) -> Branch:
        branch = Branch(entry.name, entry.rank, entry.ref, entry.title, place, parent)
        parent.children.append(branch)
        if entry.ref is not None:
            self._by_ref.setdefault((entry.is_action, entry.ref), []).append(branch)
        if entry.title:
            self._by_title.setdefault(fold(entry.title), branch)
        return branch


def _may_be(branch: Branch, entry: Entry) -> bool:
    """Of the same level; a full number such as « I.A » tells it too, where one of them names none."""
    if branch.rank == entry.rank:
        return True
    unnamed = not branch.name or not entry.name
    return unnamed and not entry.is_action and len(parts_of(entry.ref or "")) > 1
