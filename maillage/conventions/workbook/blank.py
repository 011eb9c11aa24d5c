"""The sections of a fiche that nobody filled, and older values made whole with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.sections import SECTIONS

if TYPE_CHECKING:
    from maillage.conventions.sections import Json

BLANK: dict[str, Json] = {
    **{key: [] for key in SECTIONS},
    "identity": {"ref": "", "title": "", "fiche_title": "", "transversal": False, "themes": []},
    "state": {
        "status": "a_venir", "progress": None, "news": "",
        "difficulty": "", "difficulty_note": "", "help_needed": "", "next_step": "",
    },
    "people": {"pilots": [], "partners": [], "communes": []},
    "residents": {"level": "", "lines": []},
    "calendar": {"phrases": [], "start": None, "end": None, "term": ""},
    "links": {"actions": [], "schemes": [], "findings": []},
}  # fmt: skip
"""The sections of a fiche that nobody filled."""


def whole(section: str, value: Json) -> Json:
    """``value`` as the journal kept it, with the fields that sections did not have at the time."""
    blank = BLANK.get(section)
    return {**blank, **value} if isinstance(blank, dict) else value
