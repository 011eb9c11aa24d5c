"""What the platform administration may look at and never write."""

from __future__ import annotations


class ReadOnly:
    """Mixed into a ModelAdmin, before it: its rows are read, not added, changed or deleted."""

    def has_add_permission(self, *_: object) -> bool:
        """Never."""
        return False

    def has_change_permission(self, *_: object) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, *_: object) -> bool:
        """Never."""
        return False
