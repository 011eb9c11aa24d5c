"""What every section can do, and how loose input is checked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import TextChoices

    from maillage.conventions.models import Action, Convention

Json = Any
"""A plain value: what ``json.dumps`` takes."""


@dataclass(frozen=True)
class Section(ABC):
    """A part of a fiche. ``label`` is the usual name; a convention may have its own."""

    key: str
    label: str
    hint: str

    @abstractmethod
    def read(self, action: Action) -> Json:
        """The section's present value."""

    @abstractmethod
    def clean(self, convention: Convention, value: Json) -> Json:
        """``value`` in its normal form. Raises InvalidValueError with a French sentence."""

    @abstractmethod
    def write(self, action: Action, value: Json) -> None:
        """Put a clean value in place; fields of the action are set, not saved."""

    def is_filled(self, value: Json) -> bool:
        """Whether a value says anything."""
        return bool(value)


def text(value: Json, *, longest: int, field: str = "") -> str:
    """One line of text, spaces made single, at most ``longest`` characters."""
    line = " ".join(str(value or "").split())
    if len(line) > longest:
        shown = f"{line[:60]}…"
        raise InvalidValueError(
            f"« {shown} » compte {len(line)} caractères. Réduisez à {longest} au plus.", field
        )
    return line


def choice(value: Json, choices: type[TextChoices], field: str) -> str:
    """One of ``choices`` or nothing."""
    chosen = str(value or "")
    if chosen and chosen not in choices.values:
        raise InvalidValueError(f"« {chosen} » n’est pas un choix possible.", field)
    return chosen


def rows(value: Json) -> Sequence[Mapping[str, Json]]:
    """A list of objects, or a refusal."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise InvalidValueError("Cette rubrique attend une liste de lignes.")
    return value
