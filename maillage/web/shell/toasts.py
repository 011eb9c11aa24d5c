"""What was just done, said once on the next page, with « Annuler » where it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.messages import constants
from django.http import HttpRequest
from django.urls import reverse

from maillage.web.components.messages import UNDO

if TYPE_CHECKING:
    from maillage.journal.models import Entry


def say(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Say that something was done; with ``undo_url``, offer to take it back (a POST to that address)."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def undo_url(entry: Entry) -> str:
    """Where « Annuler » posts for ``entry``."""
    return reverse("conventions:undo", args=[entry.convention_id, entry.pk])


def say_done(request: HttpRequest, text: str, entry: Entry | None) -> None:
    """Say it with « Annuler »; without an entry nothing changed, which is said too."""
    if entry is None:
        say(request, "Rien n’a changé.")
    else:
        say(request, text, undo_url(entry))


def warn(request: HttpRequest, text: str) -> None:
    """Say, at the top of the page, that something was not done and why."""
    messages.add_message(request, constants.ERROR, text)
