"""Messages of a request, split into what floats (done) and what stays (refused)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from maillage.kernel.french import typeset

UNDO = "undo:"
_CSS = {constants.WARNING: "note-warn", constants.ERROR: "note-error"}


@dataclass(frozen=True, slots=True)
class Toast:
    """One message. ``undo_url``: where « Annuler » posts; ``back``: the page to come back to."""

    text: str
    css: str
    undo_url: str
    back: str


@dataclass(slots=True)
class Said:
    """``toasts`` float at the foot of the screen, ``notes`` stand at the top of the page."""

    toasts: list[Toast] = field(default_factory=list)
    notes: list[Toast] = field(default_factory=list)


def sort_out(waiting: Iterable[Message], back: str) -> Said:
    """Take the waiting messages, once."""
    said = Said()
    for message in waiting:
        extra = message.extra_tags or ""
        undo_url = extra.removeprefix(UNDO) if extra.startswith(UNDO) else ""
        css = _CSS.get(message.level, "")
        kept = said.notes if css else said.toasts
        kept.append(Toast(typeset(str(message.message)), css, undo_url, back))
    return said
