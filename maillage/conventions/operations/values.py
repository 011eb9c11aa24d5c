"""What a convention says of itself, put in its normal form and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models.convention import DEEPEST_TREE, LONGEST_PERIOD
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.sections.base import Json, excerpt, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.conventions.models import Convention

LONGEST_LEVEL = 60
LONGEST_LABEL = 80
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _name(value: Json) -> str:
    name = text(value, longest=200, field="name")
    if not name:
        raise InvalidValueError("Donnez un nom à cette convention.", "name")
    return name


def _level_names(value: Json) -> list[str]:
    names = [text(one, longest=LONGEST_LEVEL, field="level_names") for one in _list(value, "level_names")]
    if not 1 <= len(names) <= DEEPEST_TREE or not all(names):
        raise InvalidValueError(f"Nommez de 1 à {DEEPEST_TREE} niveaux.", "level_names")
    return names


def _section_labels(value: Json) -> dict[str, str]:
    if not isinstance(value, dict) or set(value) - set(SECTIONS):
        raise InvalidValueError("Cette rubrique n’existe pas.", "section_labels")
    labels = {key: text(one, longest=LONGEST_LABEL, field="section_labels") for key, one in value.items()}
    return {key: label for key, label in labels.items() if label}


def _hidden_sections(value: Json) -> list[str]:
    hidden = _list(value, "hidden_sections")
    if any(key not in RUBRICS for key in hidden):
        raise InvalidValueError("Cette rubrique ne se masque pas.", "hidden_sections")
    return [key for key in RUBRICS if key in hidden]


def _section_order(value: Json) -> list[str]:
    keys = _list(value, "section_order")
    if any(key not in RUBRICS for key in keys) or len(set(keys)) < len(keys):
        raise InvalidValueError("Cet ordre des rubriques n’est pas possible.", "section_order")
    return list(keys)


def _list(value: Json, field: str) -> Sequence[Json]:
    if not isinstance(value, list | tuple):
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas une liste.", field)
    return value


def _year(field: str) -> Callable[[Json], int | None]:
    def year(value: Json) -> int | None:
        if value is None or value == "":
            return None
        if is_year(value):
            return int(value)
        raise InvalidValueError(
            f"« {excerpt(value)} » n’est pas une année de {FIRST_YEAR} à {LAST_YEAR}.", field
        )

    return year


def is_year(value: Json) -> bool:
    """Whether a convention could start or end then."""
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR


def is_period(start: int, end: int) -> bool:
    """Whether a convention could run from ``start`` to ``end``, both included."""
    return 0 <= end - start < LONGEST_PERIOD


_CLEAN: dict[str, Callable[[Json], Json]] = {
    "name": _name,
    "start_year": _year("start_year"),
    "end_year": _year("end_year"),
    "level_names": _level_names,
    "section_labels": _section_labels,
    "section_order": _section_order,
    "hidden_sections": _hidden_sections,
}
EDITABLE = (*_CLEAN, "phase", "numbering", "accent")


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of ``EDITABLE`` in ``values``, in their normal form.

    Raises InvalidValueError; choices and the colour are checked on the whole by :func:`check`.
    """
    return {
        name: _CLEAN[name](values[name]) if name in _CLEAN else values[name]
        for name in EDITABLE
        if name in values
    }


def check(convention: Convention) -> None:
    """Raise InvalidValueError on what the database would refuse, in words."""
    start, end = convention.start_year, convention.end_year
    if start and end and not is_period(start, end):
        raise InvalidValueError(
            f"De {start} à {end} : une CTG couvre de 1 à {LONGEST_PERIOD} années, dans l’ordre.", "end_year"
        )
    try:
        convention.clean_fields(exclude=["workspace"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidValueError(messages[0], field) from error


def fitting(level_names: Sequence[str], depth: int) -> list[str]:
    """``level_names`` with as many more as nodes of ``depth`` levels need, before the action's own."""
    names = list(level_names)
    while len(names) - 1 < depth:
        names.insert(len(names) - 1, f"Niveau {len(names)}")
    return names
