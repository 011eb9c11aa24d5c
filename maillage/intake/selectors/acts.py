"""The acts of a review: who did what and when, and which can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.intake.models import Import

    Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``undone`` names who took it back; ``after`` says which act depends on it, empty when none."""

    number: int
    at: datetime
    by: str
    by_id: int
    what: str
    undone: str
    after: str

    @property
    def can_be_undone(self) -> bool:
        """Whether it stands, and nothing later depends on it."""
        return not self.undone and not self.after


def acts_of(import_: Import) -> list[Act]:
    """The last acts, the latest first."""
    decisions = Decisions(import_.decisions)
    return [_act(kept, import_.history, decisions) for kept in reversed(import_.history)]


def last_act_of(import_: Import, user_id: int) -> Act | None:
    """The last act of a person that stands."""
    acts = (act for act in acts_of(import_) if act.by_id == user_id and not act.undone)
    return next(acts, None)


def dependence(kept: Kept, history: Sequence[Kept], decisions: Decisions) -> str:
    """What happened since on what an act decided, in words; empty when it can be taken back alone."""
    targets, made = set(kept["targets"]), set(kept["created"])
    for later in history:
        if later["number"] <= kept["number"] or later["undone"]:
            continue
        if targets & set(later["targets"]) or any(made & set(_keys(each)) for each in later["targets"]):
            return str(later["what"])
        if made & set(later["about"]):
            return str(later["what"])
    versions = (decisions.version(target) == after for target, (_, after) in kept["targets"].items())
    return "" if all(versions) else "une décision prise ailleurs"


def _keys(target: str) -> list[str]:
    """What a target names: « field:a0:steps » names a0."""
    return target.split(":")[1:]


def _act(kept: Kept, history: Sequence[Kept], decisions: Decisions) -> Act:
    return Act(
        number=kept["number"],
        at=datetime.fromisoformat(kept["at"]),
        by=kept["by"],
        by_id=kept["by_id"],
        what=kept["what"],
        undone=kept["undone"],
        after="" if kept["undone"] else dependence(kept, history, decisions),
    )
