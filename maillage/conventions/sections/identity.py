"""What names an action, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import Difficulty, Status
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections.base import Json, Section, choice, excerpt, identifiers, mapping, text
from maillage.conventions.sections.keys import write_many

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention

LONGEST_WORDS = 2000
_SAID_LATER: dict[str, Json] = dict.fromkeys(
    ("difficulty", "difficulty_note", "help_needed", "next_step"), ""
)


@dataclass(frozen=True)
class IdentitySection(Section):
    """``{"ref", "title", "fiche_title", "transversal", "themes"}``; themes are ids."""

    def read(self, action: Action) -> Json:
        return {
            "ref": action.ref,
            "title": action.title,
            "fiche_title": action.fiche_title,
            "transversal": action.transversal,
            "themes": sorted(theme.pk for theme in action.themes.all()),
        }

    def clean(self, convention: Convention, value: Json) -> Json:
        value = mapping(value)
        title = text(value.get("title"), longest=500, field="title")
        if not title:
            raise InvalidValueError("Donnez un titre à cette action.", "title")
        wanted = identifiers(value.get("themes"), "themes")
        known = wanted & {theme.pk for theme in convention.themes.all()} if wanted else set()
        if wanted - known:
            raise InvalidValueError("Cette thématique n’est plus dans la liste.", "themes")
        return {
            "ref": text(value.get("ref"), longest=20, field="ref"),
            "title": title,
            "fiche_title": text(value.get("fiche_title"), longest=500, field="fiche_title"),
            "transversal": bool(value.get("transversal")),
            "themes": sorted(known),
        }

    def write(self, action: Action, value: Json) -> None:
        for name in ("ref", "title", "fiche_title", "transversal"):
            setattr(action, name, value[name])
        write_many(action.themes, value["themes"])


def _percentage(value: Json) -> int | None:
    """From 0 to 100, in a number or its figures, « % » or not; None for nothing."""
    if value is None or value == "":
        return None
    written = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    found = re.fullmatch(r"([0-9]{1,3})\s*%?", written.strip())
    if found is None or int(found[1]) > 100:
        raise InvalidValueError(
            f"« {excerpt(value)} » n’est pas un pourcentage entier. Écrivez un nombre de 0 à 100.",
            "progress",
        )
    return int(found[1])


@dataclass(frozen=True)
class StateSection(Section):
    """Where the action stands, as whoever follows it says.

    ``{"status", "progress", "news", "difficulty", "difficulty_note", "help_needed", "next_step"}``;
    progress is a percentage or None. A value without the last four leaves them as they are; in the
    journal, one without them is older than they are and means nothing was said.
    """

    def read(self, action: Action) -> Json:
        said = {name: getattr(action, name) for name in _SAID_LATER}
        return {"status": action.status, "progress": action.progress, "news": action.news, **said}

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        value = mapping(value)
        status = choice(value.get("status"), Status, "status")
        if not status:
            raise InvalidValueError("Choisissez un état.", "status")
        later = {name: _said_later(name, value[name]) for name in _SAID_LATER if name in value}
        return {
            "status": status,
            "progress": _percentage(value.get("progress")),
            "news": text(value.get("news"), longest=LONGEST_WORDS, field="news"),
            **later,
        }

    def settle(self, before: Json, after: Json, *, trusted: bool = False) -> Json:
        return {**(_SAID_LATER if trusted or not before else before), **after}

    def said(self, value: Json) -> Json:
        return {**_SAID_LATER, **value}

    def write(self, action: Action, value: Json) -> None:
        for name, said in value.items():
            setattr(action, name, said)


def _said_later(name: str, value: Json) -> str:
    if name == "difficulty":
        return choice(value, Difficulty, name)
    return text(value, longest=LONGEST_WORDS, field=name)
