"""What a reviewer decided, kept between visits as one mapping.

``{target: {"version": n, "by": name, …}}`` where a target is ``doubt:3``, ``node:0-1``,
``fiche:a12`` or ``field:a12:steps``. Each target has its own version, so that two
people who review different things at once do not disturb each other.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Json = Mapping[str, Any]

ACCEPTED, IGNORED, CORRECTED = "accepted", "ignored", "corrected"
ANSWERS = (ACCEPTED, IGNORED, CORRECTED)


@dataclass(frozen=True, slots=True)
class DoubtChoice:
    """An answer to a doubt: the reading is right, the passage is left out, or its right text.

    ``fiche`` and ``field`` say where a text that stood nowhere goes.
    """

    state: str
    text: str = ""
    fiche: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class NodeChoice:
    """What a branch becomes."""

    ref: str
    title: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FicheChoice:
    """What a fiche becomes, and the branch that it hangs from (empty: none)."""

    ref: str
    title: str
    parent: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field rewritten, one point a line."""

    text: str


Choice = DoubtChoice | NodeChoice | FicheChoice | FieldChoice


class Decisions:
    """The mapping, read with types."""

    def __init__(self, kept: Mapping[str, Json]) -> None:
        self._kept = kept

    def version(self, target: str) -> int:
        """How many times this target was decided; 0 when never."""
        return int(self._kept.get(target, {}).get("version", 0))

    def raw(self, target: str) -> dict[str, Any]:
        """The decision as kept; empty when there is none."""
        return dict(self._kept.get(target, {}))

    def holds(self, target: str, choice: Choice | None) -> bool:
        """Whether what is kept on ``target`` says the same as ``choice``."""
        return self._values(target) == (None if choice is None else asdict(choice))

    def _values(self, target: str) -> dict[str, Any] | None:
        kept = self._kept.get(target)
        if kept is None or kept.get("withdrawn"):
            return None
        return {name: value for name, value in kept.items() if name not in {"version", "by", "withdrawn"}}

    def doubt(self, number: int) -> DoubtChoice | None:
        """The answer to one doubt."""
        values = self._values(f"doubt:{number}")
        return DoubtChoice(**values) if values is not None else None

    def node(self, key: str) -> NodeChoice | None:
        """What was decided of one branch."""
        values = self._values(f"node:{key}")
        return NodeChoice(**values) if values is not None else None

    def fiche(self, key: str) -> FicheChoice | None:
        """What was decided of one fiche."""
        values = self._values(f"fiche:{key}")
        return FicheChoice(**values) if values is not None else None

    def field(self, fiche: str, field: str) -> FieldChoice | None:
        """What was decided of one field."""
        values = self._values(f"field:{fiche}:{field}")
        return FieldChoice(**values) if values is not None else None

    def with_choice(self, target: str, choice: Choice | None, by: str) -> dict[str, Json]:
        """The mapping with one more decision; ``None`` takes the former one back."""
        values: dict[str, Any] = {"withdrawn": True} if choice is None else asdict(choice)
        entry = {**values, "version": self.version(target) + 1, "by": by}
        return {**self._kept, target: entry}
