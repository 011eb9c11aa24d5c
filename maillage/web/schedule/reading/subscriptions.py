"""The calendars that a person may subscribe to, as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.conventions.models import Feed

_TITLES = {"plan": "Tout le plan", "moi": "Ce dont je réponds"}
_WORDS = {
    "plan": "La fin de chaque action, les étapes datées, les campagnes en cours.",
    "moi": "La fin des actions que vous pilotez, leurs étapes, les nouvelles que l’on attend de vous.",
}


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar, opened when it has an address. ``key`` is what a form says of it."""

    key: str
    address: str
    feed: Feed | None

    @property
    def title(self) -> str:
        """« Tout le plan »."""
        return _TITLES[self.key]

    @property
    def words(self) -> str:
        """What it holds."""
        return _WORDS[self.key]

    @property
    def webcal(self) -> str:
        """The address that opens the calendar of the telephone."""
        return f"webcal:{self.address.partition(':')[2]}" if self.address else ""
