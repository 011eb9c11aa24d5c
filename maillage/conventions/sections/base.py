"""What every section can do, and how loose input is checked."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.errors import InvalidValueError
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import TextChoices

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention

Json = Any
"""A plain value: what ``json.dumps`` takes."""

MOST_ROWS = 300
_SHOWN = 60
_IDENTIFIER = re.compile(r"[1-9][0-9]{0,17}")


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

    def settle(self, before: Json, after: Json, *, trusted: bool = False) -> Json:  # noqa: ARG002 - no row
        """A clean value with the identity of its rows (see ``sections.keys``), ready to write."""
        return after

    def said(self, value: Json) -> Json:
        """What a value says, without the identity of its rows; values of old entries included."""
        return value

    def allow(  # noqa: B027 - most sections point at nothing
        self, convention: Convention, before: Json, after: Json, by: User
    ) -> None:
        """Refuse with InvalidValueError what ``after`` newly points at and ``by`` may not point at."""

    def leaving(self, action: Action, value: Json) -> Json:  # noqa: ARG002 - most sections lose nothing else
        """What ``action`` would lose with ``value`` beyond its sections; the journal keeps it."""
        return None

    def bring_back(self, action: Action, left: Json) -> None:  # noqa: B027 - as above
        """Put back what ``leaving`` told, once the value is back."""

    def is_filled(self, value: Json) -> bool:
        """Whether a value says anything."""
        return bool(value)


def excerpt(value: Json) -> str:
    """The beginning of what was given, to name it in a refusal."""
    shown = printable(str(value))
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def plain(value: Json, field: str = "") -> str:
    """One line: spaces made single, without the control characters that a database refuses."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas du texte.", field)
    return " ".join(printable(" ".join(str(value).split())).split())


def text(value: Json, *, longest: int, field: str = "") -> str:
    """One line of text, spaces made single, at most ``longest`` characters."""
    line = plain(value, field)
    if len(line) > longest:
        raise InvalidValueError(
            f"« {excerpt(line)} » compte {len(line)} caractères. Réduisez à {longest} au plus.", field
        )
    return line


def choice(value: Json, choices: type[TextChoices], field: str) -> str:
    """One of ``choices`` or nothing."""
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or value not in choices.values:
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas un choix possible.", field)
    return str(value)


def mapping(value: Json) -> Mapping[str, Json]:
    """An object, or a refusal."""
    if not isinstance(value, dict):
        raise InvalidValueError("Cette rubrique attend des champs nommés.")
    return value


def rows(value: Json) -> Sequence[Mapping[str, Json]]:
    """A list of at most ``MOST_ROWS`` objects, or a refusal."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise InvalidValueError("Cette rubrique attend une liste de lignes.")
    if len(value) > MOST_ROWS:
        raise InvalidValueError(f"{len(value)} lignes : gardez-en {MOST_ROWS} au plus.")
    return value


def identifier(value: Json, field: str) -> int | None:
    """The id of a row, from a number or its figures; None for nothing."""
    if value is None or value == "":
        return None
    written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _IDENTIFIER.fullmatch(written):
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas un choix possible.", field)
    return int(written)


def identifiers(value: Json, field: str) -> set[int]:
    """The ids of a list; empty for nothing."""
    if not isinstance(value or [], list):
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas un choix possible.", field)
    found = (identifier(one, field) for one in value or [])
    return {one for one in found if one is not None}
