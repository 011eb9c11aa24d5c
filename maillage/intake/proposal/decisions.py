"""What a reviewer decided, kept between visits as one mapping.

``{target: {"version": n, "by": name, …}}`` where a target is ``doubt:3``, ``node:0-1``,
``fiche:a12``, ``field:a12:steps``, ``newnode:n4``, ``newfiche:n5``, ``split:n6`` or
``merge:a7``. Each target has its own version, so that two people who review different
things at once do not disturb each other. ``order`` numbers the decisions in time: those
that shape the plan are followed one after the other.
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

    ``fiche`` and ``field`` say where a text that stood nowhere goes, ``instead`` the words
    of that field whose place it takes.
    """

    state: str
    text: str = ""
    fiche: str = ""
    field: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class NodeChoice:
    """What a branch becomes. ``parent``: the branch that it hangs from (empty: none), None to stay."""

    ref: str
    title: str
    excluded: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class FicheChoice:
    """What a fiche becomes, and the branch that it hangs from (empty: none)."""

    ref: str
    title: str
    parent: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field written anew, one point a line. ``arranged``: points were only moved, cut or joined."""

    text: str
    arranged: bool = False


@dataclass(frozen=True, slots=True)
class NewNode:
    """A branch that the document does not have."""

    ref: str
    title: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class NewFiche:
    """A fiche that the document does not have."""

    ref: str
    title: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """A fiche that joins another."""

    into: str


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """A fiche cut from another. ``texts``: what goes with it of each field, one point a line."""

    fiche: str
    ref: str
    title: str
    parent: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """What was decided of an indicator: the proposal as it is, another measure, or left as a wish.

    ``target`` as a section holds it (``conventions.sections.indicators``), or None.
    """

    state: str
    measure: str = ""
    frequency: str = ""
    target: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """Whether words mean something known, and its key (``proposal.links``)."""

    state: str
    target: str = ""


Shape = NodeChoice | FicheChoice | FieldChoice | NewNode | NewFiche | MergeChoice | SplitChoice
Choice = DoubtChoice | Shape | MeasureChoice | LinkChoice

#: What each kind of target holds. Those that shape the plan come in the order in which decisions
#: kept before there was an order are followed.
_KINDS: dict[str, type[Choice]] = {
    "newnode": NewNode,
    "node": NodeChoice,
    "newfiche": NewFiche,
    "fiche": FicheChoice,
    "field": FieldChoice,
    "split": SplitChoice,
    "merge": MergeChoice,
}
_ABOUT = frozenset({"version", "by", "withdrawn", "order", "touched"})


class Decisions:
    """The mapping, read with types."""

    def __init__(self, kept: Mapping[str, Json]) -> None:
        self._kept = kept

    @property
    def kept(self) -> dict[str, Json]:
        """The mapping itself."""
        return dict(self._kept)

    def version(self, target: str) -> int:
        """How many times this target was decided; 0 when never."""
        return int(self._kept.get(target, {}).get("version", 0))

    def raw(self, target: str) -> dict[str, Any]:
        """The decision as kept; empty when there is none."""
        return dict(self._kept.get(target, {}))

    def holds(self, target: str, choice: Choice | None) -> bool:
        """Whether what is kept on ``target`` says the same as ``choice``."""
        values = self._values(target)
        if values is None or choice is None:
            return values is None and choice is None
        return type(choice)(**values) == choice

    def _values(self, target: str) -> dict[str, Any] | None:
        kept = self._kept.get(target)
        if kept is None or kept.get("withdrawn"):
            return None
        return {name: value for name, value in kept.items() if name not in _ABOUT}

    def doubt(self, number: int) -> DoubtChoice | None:
        """The answer to one doubt."""
        values = self._values(f"doubt:{number}")
        return DoubtChoice(**values) if values is not None else None

    def measure(self, key: str) -> MeasureChoice | None:
        """What was decided of one indicator."""
        values = self._values(f"measure:{key}")
        return MeasureChoice(**values) if values is not None else None

    def link(self, key: str) -> LinkChoice | None:
        """What was decided of one name."""
        values = self._values(f"link:{key}")
        return LinkChoice(**values) if values is not None else None

    def shaping(self) -> list[tuple[str, Choice]]:
        """What shapes the plan, each key with its choice, in the order in which it was decided."""
        ranks = list(_KINDS)
        found: list[tuple[int, int, str, Choice]] = []
        for target, kept in self._kept.items():
            kind, _, key = target.partition(":")
            values = self._values(target)
            if kind in _KINDS and values is not None:
                found.append((int(kept.get("order", 0)), ranks.index(kind), key, _KINDS[kind](**values)))
        found.sort(key=lambda each: each[:2])
        return [(key, choice) for _, _, key, choice in found]

    def with_choice(self, target: str, choice: Choice | None, by: str, order: int = 0) -> dict[str, Json]:
        """The mapping with one more decision; ``None`` takes the former one back.

        ``order`` is its place among the decisions: greater than that of those before it.
        """
        values: dict[str, Any] = {"withdrawn": True} if choice is None else asdict(choice)
        entry = {**values, "version": self.version(target) + 1, "by": by}
        return {**self._kept, target: {**entry, "order": order} if order else entry}

    def touched(self, target: str, what: str, by: str) -> dict[str, Json]:
        """The mapping where ``target`` changed by another decision: who saw it before has to look again."""
        kept = self._kept.get(target, {"withdrawn": True})
        entry = {**kept, "version": self.version(target) + 1, "by": by, "touched": what}
        return {**self._kept, target: entry}

    def restored(self, target: str, former: Json, by: str) -> dict[str, Json]:
        """The mapping where ``target`` is as ``former`` again, as one more decision on it."""
        entry = {**(former or {"withdrawn": True}), "version": self.version(target) + 1, "by": by}
        return {**self._kept, target: entry}
