"""What the platform administration may look at and never write."""

from __future__ import annotations

from django.contrib import admin

from maillage.kernel.models import Letter


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


@admin.register(Letter)
class LetterAdmin(ReadOnly, admin.ModelAdmin[Letter]):
    """The queue of letters, without their texts: a link in one may open something."""

    list_display = ("to", "subject", "state", "attempts", "created_at", "next_try_at", "sent_at", "error")
    list_filter = ("state", "kind")
    search_fields = ("to", "subject", "message_id")
    ordering = ("-pk",)
    exclude = ("body", "headers")
    show_full_result_count = False
