"""The state of an action or of a step: a word, and a shape drawn by the stylesheet."""

from __future__ import annotations

from maillage.conventions.enums import Status

CSS: dict[str, str] = {
    Status.TO_COME: "is-venir",
    Status.RUNNING: "is-cours",
    Status.DONE: "is-faite",
    Status.PAUSED: "is-pause",
    Status.BLOCKED: "is-bloquee",
    Status.ABANDONED: "is-abandon",
}
WORD: dict[str, str] = {status.value: str(status.label) for status in Status}
CAPTIONS: dict[str, tuple[str, str]] = {
    Status.TO_COME: ("à venir", "à venir"),
    Status.RUNNING: ("en cours", "en cours"),
    Status.DONE: ("réalisée", "réalisées"),
    Status.PAUSED: ("en pause", "en pause"),
    Status.BLOCKED: ("bloquée", "bloquées"),
    Status.ABANDONED: ("abandonnée", "abandonnées"),
}
ORDER = (Status.DONE, Status.RUNNING, Status.BLOCKED, Status.PAUSED, Status.TO_COME, Status.ABANDONED)
"""As legends list them: what is done first, what is given up last."""
