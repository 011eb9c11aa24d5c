"""The rubriques of a fiche, each with what its template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import ResidentsLevel
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.sections.shown import OPTIONAL, UNCOUNTED, label_of, shown_rubrics
from maillage.kernel.french import NBSP, plural
from maillage.web.components.addresses import family
from maillage.web.conventions.reading.calendar import show_calendar
from maillage.web.conventions.reading.indicators import show_indicators
from maillage.web.conventions.reading.links import show_links
from maillage.web.conventions.reading.means import show_means
from maillage.web.conventions.reading.people import show_people
from maillage.web.conventions.reading.steps import show_steps

__all__ = ["Rubric", "completeness", "label_of", "read_rubric", "read_rubrics"]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maillage.conventions.models import Action


@dataclass(frozen=True, slots=True)
class Rubric:
    """One rubrique as read. ``shown`` is what ``template`` expects; ``filled`` says if it holds anything.

    ``counted``: « 7 rubriques sur 9 » counts it.
    ``origin``: where a document had it, « p. 14, l. 3 », and ``document`` its name; both may be empty.
    ``source`` and ``line``: the import that holds the document, and the line in it; 0 when unknown.
    ``url``: where it is edited. ``count``: « 2 faites sur 6 », beside its title.
    """

    key: str
    label: str
    template: str
    filled: bool
    counted: bool
    shown: Any
    hint: str
    origin: str
    document: str
    source: int = 0
    line: int = 0
    url: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the scale of participation: reached or not, and the one where the action is."""

    label: str
    reached: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Residents:
    """The scale (empty when no level is given) and the lines."""

    scale: list[Level]
    said: str
    lines: list[str]


def place_words(place: dict[str, Any]) -> str:
    """« p. 14, l. 3 », « ligne 128 » in a document without pages, or nothing."""
    page, line = place.get("page"), place.get("line")
    if not page:
        return f"ligne{NBSP}{line}" if line else ""
    return f"p.{NBSP}{page}, l.{NBSP}{line}" if line else f"p.{NBSP}{page}"


def show_residents(value: Any, _action: Action) -> Residents:
    """The five levels, marked up to the one reached."""
    levels = list(ResidentsLevel)
    if not value["level"]:
        return Residents([], "", value["lines"])
    here = levels.index(ResidentsLevel(value["level"]))
    scale = [Level(str(level.label), i <= here, i == here) for i, level in enumerate(levels)]
    said = f"Niveau de participation : {levels[here].label.lower()}, {here + 1} sur {len(levels)}"
    return Residents(scale, said, value["lines"])


def _lines(value: Any, _action: Action) -> list[str]:
    return list(value)


_SHOW: dict[str, tuple[str, Callable[[Any, Action], Any]]] = {
    "steps": ("steps", show_steps),
    "people": ("people", show_people),
    "residents": ("residents", show_residents),
    "indicators": ("indicators", show_indicators),
    "calendar": ("calendar", show_calendar),
    "resources": ("means", show_means),
    "links": ("links", show_links),
}


def _says_more(key: str, shown: Any) -> bool:
    """Whether something else than the section itself fills the rubrique."""
    return (key == "links" and bool(shown)) or (key == "resources" and shown.filled)


def _count(key: str, shown: Any) -> str:
    if key == "steps" and shown.total:
        return f"{shown.done} {'faites' if shown.done > 1 else 'faite'} sur {shown.total}"
    if key == "indicators" and shown.figures:
        return plural(len(shown.figures), "suivi")
    return ""


def edit_addresses(action: Action) -> Callable[[object], str]:
    """From the key of a rubrique to where it is edited."""
    return family("conventions:section", action.convention_id, action.pk)


def read_rubric(action: Action, key: str, edits: Callable[[object], str] | None = None) -> Rubric:
    """One rubrique of the fiche. ``edits``: the addresses of its rubriques, when already known."""
    section = SECTIONS[key]
    value = section.read(action)
    kind, show = _SHOW.get(key, ("lines", _lines))
    shown = show(value, action)
    place = action.origin.get("sections", {}).get(key) or {}
    return Rubric(
        key=key,
        label=label_of(action.convention, key),
        template=f"conventions/rubrics/{kind}.html",
        filled=section.is_filled(value) or _says_more(key, shown),
        counted=key not in UNCOUNTED,
        shown=shown,
        hint=section.hint,
        origin=place_words(place),
        document=str(action.origin.get("document") or ""),
        source=int(action.origin.get("import") or 0),
        line=int(place.get("line") or 0),
        url=(edits or edit_addresses(action))(key),
        count=_count(key, shown),
    )


def read_rubrics(action: Action) -> list[Rubric]:
    """Every rubrique that the convention's fiches have, then those that only this one fills."""
    shown = shown_rubrics(action.convention)
    hidden = action.convention.hidden_sections
    others = [key for key in RUBRICS if key in OPTIONAL and key not in shown and key not in hidden]
    edits = edit_addresses(action)
    rubrics = [read_rubric(action, key, edits) for key in (*shown, *others)]
    return [rubric for rubric in rubrics if rubric.key in shown or rubric.filled]


def completeness(rubrics: Sequence[Rubric]) -> tuple[int, int]:
    """How many rubriques say something, out of how many that count."""
    counted = [rubric for rubric in rubrics if rubric.counted]
    return sum(rubric.filled for rubric in counted), len(counted)
