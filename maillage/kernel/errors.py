"""What every domain may say when it refuses a write."""

from __future__ import annotations


class DomainError(Exception):
    """A refusal. ``str(error)`` is a French sentence that can be shown as it is."""


class StaleVersionError(DomainError):
    """Somebody else wrote first. ``current`` is the version now in place."""

    def __init__(self, current: int) -> None:
        super().__init__("Quelqu’un d’autre vient de modifier cette rubrique.")
        self.current = current
