"""When an action runs: the document's words, and the period that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maillage.conventions.enums import Precision, Term
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections.base import Json, Section, choice, excerpt, mapping, plain
from maillage.conventions.sections.lines import clean_lines
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention


def _moment(value: Json, field: str) -> dict[str, str] | None:
    """``{"on": "2024-03-01", "precision": "saison"}`` or None."""
    if not value:
        return None
    written = value.get("on") if isinstance(value, dict) else value
    try:
        on = date.fromisoformat(plain(written) if isinstance(value, dict) else "")
    except (ValueError, InvalidValueError) as error:
        raise InvalidValueError(
            f"« {excerpt(written)} » n’est pas une date. Écrivez avril 2026, T2 2026 ou 2026.", field
        ) from error
    precision = choice(value.get("precision"), Precision, field) or Precision.DAY.value
    return {"on": on.isoformat(), "precision": precision}


def _shown(on: date | None, precision: str) -> dict[str, str] | None:
    return {"on": on.isoformat(), "precision": precision} if on else None


@dataclass(frozen=True)
class CalendarSection(Section):
    """``{"phrases", "start", "end", "term"}``; start and end have a precision or are None."""

    def read(self, action: Action) -> Json:
        return {
            "phrases": lines_of(action.calendar),
            "start": _shown(action.start_on, action.start_precision),
            "end": _shown(action.end_on, action.end_precision),
            "term": action.term,
        }

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        value = mapping(value)
        start, end = _moment(value.get("start"), "start"), _moment(value.get("end"), "end")
        if start and end and end["on"] < start["on"]:
            raise InvalidValueError("La fin vient avant le début. Corrigez l’une des deux.", "end")
        return {
            "phrases": clean_lines(value.get("phrases") or []),
            "start": start,
            "end": end,
            "term": choice(value.get("term"), Term, "term"),
        }

    def write(self, action: Action, value: Json) -> None:
        action.calendar = "\n".join(value["phrases"])
        action.term = value["term"]
        for name in ("start", "end"):
            moment = value[name]
            setattr(action, f"{name}_on", date.fromisoformat(moment["on"]) if moment else None)
            setattr(action, f"{name}_precision", moment["precision"] if moment else "")

    def is_filled(self, value: Json) -> bool:
        return any(value.values())
