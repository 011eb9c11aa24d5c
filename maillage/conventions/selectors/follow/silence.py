"""Who has not said for long where their actions stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.selectors.filters import is_silent
from maillage.conventions.selectors.follow.scopes import PilotScope, pilots_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.conventions.selectors.follow.rows import FollowRow


@dataclass(frozen=True, slots=True)
class SilentPilot:
    """A pilot with the actions that nobody wrote on for six months, the longest silence first."""

    label: str
    rows: list[FollowRow]

    @property
    def since(self) -> datetime:
        """The last word on the most silent of them."""
        return self.rows[0].last_word


def silent_pilots(rows: Sequence[FollowRow]) -> list[SilentPilot]:
    """By pilot, the oldest silence first; actions without a pilot come under an empty name, last."""
    silent = sorted((row for row in rows if is_silent(row)), key=lambda row: row.last_word)
    scopes: list[PilotScope] = pilots_of(silent)
    found = [SilentPilot(one.label, one.rows) for one in scopes]
    nobody = [row for row in silent if not row.pilots]
    found.sort(key=lambda one: one.since)
    return [*found, SilentPilot("", nobody)] if nobody else found
