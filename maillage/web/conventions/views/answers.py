"""What was just written: the entry that « Annuler » takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.journal.models import Entry

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention, Node


def entry_of(subject_type: str, subject: Action | Node, convention: Convention) -> Entry | None:
    """The newest entry about something that was just created."""
    entries = Entry.objects.filter(subject_type=subject_type, subject_id=subject.pk)
    return entries.filter(convention_id=convention.pk).first()
