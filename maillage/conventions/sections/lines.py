"""Sections made of lines of text: one point each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import ResidentsLevel
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections.base import Json, Section, choice, mapping, text
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention

LONGEST_LINE = 4000
MOST_LINES = 200


def clean_lines(value: Json) -> list[str]:
    """A list of non-empty single lines."""
    if not isinstance(value, list):
        raise InvalidValueError("Cette rubrique attend une liste de lignes.")
    if len(value) > MOST_LINES:
        raise InvalidValueError(f"{len(value)} lignes : gardez-en {MOST_LINES} au plus.")
    cleaned = (text(line, longest=LONGEST_LINE) for line in value)
    return [line for line in cleaned if line]


@dataclass(frozen=True)
class LinesSection(Section):
    """A list of points, kept in the text field of the same name."""

    def read(self, action: Action) -> Json:
        return lines_of(getattr(action, self.key))

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        return clean_lines(value)

    def write(self, action: Action, value: Json) -> None:
        setattr(action, self.key, "\n".join(value))


@dataclass(frozen=True)
class ResidentsSection(Section):
    """``{"level", "lines"}``: how far residents take part, and in which way."""

    def read(self, action: Action) -> Json:
        return {"level": action.residents_level, "lines": lines_of(action.residents)}

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        value = mapping(value)
        return {
            "level": choice(value.get("level"), ResidentsLevel, "level"),
            "lines": clean_lines(value.get("lines") or []),
        }

    def write(self, action: Action, value: Json) -> None:
        action.residents_level = value["level"]
        action.residents = "\n".join(value["lines"])

    def is_filled(self, value: Json) -> bool:
        return bool(value["level"] or value["lines"])
