"""The journal in the platform administration: read, never written."""

from __future__ import annotations

from django.contrib import admin

from maillage.journal.models import Entry
from maillage.kernel.admin import ReadOnly


@admin.register(Entry)
class EntryAdmin(ReadOnly, admin.ModelAdmin[Entry]):
    """Entries, the latest first."""

    list_display = ("at", "actor_name", "verb", "subject_type", "subject_label", "convention_id")
    list_filter = ("verb",)
    search_fields = ("actor_name", "subject_label")
    date_hierarchy = "at"
    show_full_result_count = False
