"""What was just done, said once on the next page, with « Annuler » where it can be taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.messages import constants
from django.http import HttpRequest

from maillage.web.components.messages import UNDO


def say(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Say that something was done; with ``undo_url``, offer to take it back (a POST to that address)."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def warn(request: HttpRequest, text: str) -> None:
    """Say, at the top of the page, that something was not done and why."""
    messages.add_message(request, constants.ERROR, text)
