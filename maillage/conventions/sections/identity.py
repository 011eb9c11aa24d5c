"""What names an action, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections.base import Json, Section, choice, text

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention


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
        title = text(value.get("title"), longest=500, field="title")
        if not title:
            raise InvalidValueError("Donnez un titre à cette action.", "title")
        wanted = {int(pk) for pk in value.get("themes") or []}
        known = set(convention.themes.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
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
        action.themes.set(value["themes"])


@dataclass(frozen=True)
class StateSection(Section):
    """``{"status", "progress", "news"}``; progress is a percentage or None."""

    def read(self, action: Action) -> Json:
        return {"status": action.status, "progress": action.progress, "news": action.news}

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        status = choice(value.get("status"), Status, "status")
        if not status:
            raise InvalidValueError("Choisissez un état.", "status")
        progress = value.get("progress")
        if progress is not None and not (isinstance(progress, int) and 0 <= progress <= 100):
            raise InvalidValueError(
                f"« {progress} » n’est pas un pourcentage. Écrivez un nombre de 0 à 100.", "progress"
            )
        return {
            "status": status,
            "progress": progress,
            "news": text(value.get("news"), longest=2000, field="news"),
        }

    def write(self, action: Action, value: Json) -> None:
        action.status, action.progress, action.news = value["status"], value["progress"], value["news"]
