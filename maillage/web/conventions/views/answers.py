"""What the views share: « Annuler » on what was just done, a refusal said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.journal.models import Entry
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.conventions.models import Action, Convention, Node


def undo_url(entry: Entry) -> str:
    """Where « Annuler » posts for ``entry``."""
    return reverse("conventions:undo", args=[entry.convention_id, entry.pk])


def say_done(request: HttpRequest, text: str, entry: Entry | None) -> None:
    """Say it with « Annuler »; without an entry nothing changed, which is said too."""
    if entry is None:
        say(request, "Rien n’a changé.")
    else:
        say(request, text, undo_url(entry))


def entry_of(subject_type: str, subject: Action | Node, convention: Convention) -> Entry | None:
    """The newest entry about something that was just created."""
    entries = Entry.objects.filter(subject_type=subject_type, subject_id=subject.pk)
    return entries.filter(convention_id=convention.pk).first()
