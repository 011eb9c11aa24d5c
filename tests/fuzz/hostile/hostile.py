"""What a hostile file is, and the pieces that several are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PLAN_LINES = (
    *(
        "Plan d’action 2024-2026",
        "Axe 1 : Accueillir les jeunes enfants",
        "Action 1.1 : Ouvrir une micro-crèche",
    ),
    *("Objectifs : créer douze places", "Pilote : Élue petite enfance", "Calendrier : 2025"),
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """``said``: what its refusal says, or None where it is read. ``shown``: what its lines hold."""

    name: str
    build: Callable[[], bytes]
    said: str | None = None
    shown: str = ""


def docx_body(lines: tuple[str, ...] = PLAN_LINES) -> str:
    """Paragraphs of WordprocessingML, one for each line."""
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


def odt_body(lines: tuple[str, ...] = PLAN_LINES) -> str:
    """Paragraphs of an OpenDocument text."""
    return "".join(f"<text:p>{line}</text:p>" for line in lines)
