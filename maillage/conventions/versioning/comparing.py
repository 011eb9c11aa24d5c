"""Two contents compared: what came, went, moved, and which lines of which section changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Status, Term
from maillage.conventions.sections import SECTIONS
from maillage.conventions.versioning.content import name_of
from maillage.kernel.lines import Line, changed_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.conventions.versioning.content import Content

FOLLOW_UP = frozenset({"state"})
"""Sections that tell how the plan goes, and not what it says."""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section whose words changed: before, after, and the lines that differ."""

    key: str
    label: str
    before: list[str]
    after: list[str]
    lines: list[Line]


@dataclass(slots=True)
class ActionChange:
    """What became of one action. ``kind``: « new », « changed », « abandoned », « carried » or « removed ».

    ``moved``: the names of the levels that it left and came to; both empty for the top.
    """

    id: int
    name: str
    kind: str
    under: str
    moved: tuple[str, str] | None = None
    sections: list[SectionChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NodeChange:
    """What became of a level. ``kind``: « new », « renamed » or « removed »."""

    kind: str
    level: str
    before: str
    after: str


@dataclass(slots=True)
class Difference:
    """Everything that differs; actions in the order of the later plan, those that left it last."""

    nodes: list[NodeChange]
    actions: list[ActionChange]

    def of(self, kind: str) -> list[ActionChange]:
        """The actions that had this happen to them."""
        return [change for change in self.actions if change.kind == kind]

    @property
    def nothing(self) -> bool:
        """Whether the two are the same."""
        return not (self.nodes or self.actions)


def compare_contents(before: Content, after: Content, *, with_follow_up: bool = True) -> Difference:
    """What turns ``before`` into ``after``. Without follow-up, states and news do not count, as in an
    amendment; an action that was abandoned or carried over since still does.
    """
    old = {row["id"]: row for row in before["actions"]}
    new = {row["id"]: row for row in after["actions"]}
    reader = _Reader(before, after, with_follow_up)
    changes = [reader.change(old.get(pk), row) for pk, row in new.items()]
    gone = [reader.removed(row) for pk, row in old.items() if pk not in new]
    return Difference(_nodes(before, after), [*(one for one in changes if one), *gone])


def _places(content: Content) -> dict[int | None, str]:
    return {None: "", **{node["id"]: name_of(node) for node in content["nodes"]}}


class _Reader:
    def __init__(self, before: Content, after: Content, with_follow_up: bool) -> None:
        self.old_places, self.new_places = _places(before), _places(after)
        self.labels = {**before["labels"], **after["labels"]}
        self.order = [*after["order"], *(key for key in before["order"] if key not in after["order"])]
        self.skipped = frozenset() if with_follow_up else FOLLOW_UP

    def change(self, old: dict[str, Any] | None, new: dict[str, Any]) -> ActionChange | None:
        under = self.new_places.get(new["node"], "")
        if old is None:
            fiche = {key: lines for key, lines in new["words"].items() if key not in {"identity", "state"}}
            return ActionChange(new["id"], name_of(new), "new", under, sections=self._sections({}, fiche))
        same = _saying_the_same(old["values"], new["values"])
        sections = self._sections(old["words"], new["words"], same)
        moved = None
        if old["node"] != new["node"]:
            moved = (self.old_places.get(old["node"], ""), under)
        kind = _turned(old, new) or "changed"
        if not sections and not moved and kind == "changed":
            return None
        return ActionChange(new["id"], name_of(new), kind, under, moved, sections)

    def removed(self, old: dict[str, Any]) -> ActionChange:
        return ActionChange(old["id"], name_of(old), "removed", self.old_places.get(old["node"], ""))

    def _sections(
        self, before: dict[str, list[str]], after: dict[str, list[str]], same: Collection[str] = ()
    ) -> list[SectionChange]:
        """The sections whose words differ, but for those of ``same`` that both tell."""
        found = []
        for key in self.order:
            old, new = before.get(key, []), after.get(key, [])
            reworded = bool(old and new) and key in same
            if old != new and key not in self.skipped and not reworded:
                found.append(SectionChange(key, self.labels.get(key, key), old, new, changed_lines(old, new)))
        return found


def _saying_the_same(old: dict[str, Any], new: dict[str, Any]) -> set[str]:
    """The sections with the same value, were it told in other words since: a fiche is what it holds."""
    return {
        key
        for key, part in SECTIONS.items()
        if key in old and key in new and part.said(old[key]) == part.said(new[key])
    }


def _turned(old: dict[str, Any], new: dict[str, Any]) -> str:
    """« abandoned » or « carried » when the action became so."""
    if new["status"] == Status.ABANDONED and old["status"] != Status.ABANDONED:
        return "abandoned"
    terms = [row["values"]["calendar"].get("term") for row in (old, new)]
    return "carried" if terms[1] == Term.NEXT and terms[0] != Term.NEXT else ""


def _nodes(before: Content, after: Content) -> list[NodeChange]:
    old = {node["id"]: node for node in before["nodes"]}
    new = {node["id"]: node for node in after["nodes"]}
    changes = []
    for pk, node in new.items():
        was = name_of(old[pk]) if pk in old else ""
        if was != name_of(node):
            changes.append(NodeChange("renamed" if was else "new", _level(after, node), was, name_of(node)))
    changes += [
        NodeChange("removed", _level(before, node), name_of(node), "")
        for pk, node in old.items()
        if pk not in new
    ]
    return changes


def _level(content: Content, node: dict[str, Any]) -> str:
    names = content["level_names"]
    return str(names[node["depth"]]) if node["depth"] < len(names) else ""
