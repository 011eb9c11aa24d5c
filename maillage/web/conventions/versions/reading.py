"""Frozen plans and differences, put for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.versioning.content import name_of
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from maillage.conventions.versioning.comparing import ActionChange, Difference
    from maillage.conventions.versioning.content import Content

KINDS = {
    "new": "nouvelle",
    "changed": "modifiée",
    "abandoned": "abandonnée",
    "carried": "reportée",
    "removed": "retirée",
}


@dataclass(slots=True)
class Level:
    """A level of a frozen plan with its actions; ``depth`` starts at 0."""

    name: str
    kind: str
    depth: int
    actions: list[dict[str, Any]] = field(default_factory=list)


def levels_of(content: Content) -> list[Level]:
    """The plan from top to bottom; actions of no level come last, under « Hors des axes »."""
    names = content["level_names"]
    levels: dict[int | None, Level] = {}
    for node in content["nodes"]:
        kind = names[node["depth"]] if node["depth"] < len(names) else ""
        levels[node["id"]] = Level(name_of(node), kind, node["depth"])
    for row in content["actions"]:
        place = row["node"] if row["node"] in levels else None
        level = levels.setdefault(place, Level("Hors des axes", "", 0))
        level.actions.append({"id": row["id"], "name": name_of(row), "status": row["status"]})
    return list(levels.values())


def rubrics_of(content: Content, action_id: int) -> tuple[str, list[tuple[str, list[str]]]] | None:
    """The name of a fiche and its rubriques as they were worded; None when the plan had no such fiche."""
    found = next((row for row in content["actions"] if row["id"] == action_id), None)
    if found is None:
        return None
    told = [
        (content["labels"][key], lines)
        for key in content["order"]
        if key != "identity" and (lines := found["words"].get(key))
    ]
    return name_of(found), told


@dataclass(frozen=True, slots=True)
class Told:
    """A changed action with the word that says how."""

    change: ActionChange
    word: str


def told_changes(difference: Difference) -> list[Told]:
    """Every changed action, with its word."""
    return [Told(change, KINDS[change.kind]) for change in difference.actions]


def summary(difference: Difference) -> str:
    """« 2 actions nouvelles, 5 modifiées »; what did not happen is not counted."""
    said = []
    for kind, word in KINDS.items():
        if found := difference.of(kind):
            said.append(plural(len(found), f"action {word}", f"actions {word}s"))
    if difference.nodes:
        said.append(plural(len(difference.nodes), "niveau du plan touché", "niveaux du plan touchés"))
    return ", ".join(said)
