"""What can be written from a list: one cell, or the same change on many fiches.

A change turns the value of a section into another (see ``sections``); what it cannot change it says in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import PilotKind, Status, Term
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.territory import communes_covered
from maillage.kernel import fuzzy
from maillage.kernel.text import fold, lines_of

if TYPE_CHECKING:
    from maillage.conventions.listing.rows import Pair
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json

MOST_MONTHS = 120


class UnchangedError(Exception):
    """Why a fiche stays as it is, in a few words."""


@dataclass(frozen=True)
class Cell:
    """A column that is written in place: ``read`` gives what is typed again, ``put`` the section's new value.

    ``kind``: « choice », « line », « lines » or « several » (codes of ``choices``).
    """

    key: str
    section: str
    kind: str
    read: Callable[[Json], list[str]]
    put: Callable[[Json, list[str]], Json]
    choices: Callable[[Convention], list[Pair]] | None = None
    hint: str = ""


def _first(typed: list[str]) -> str:
    return typed[0].strip() if typed else ""


def _words(name: str) -> tuple[Callable[[Json], list[str]], Callable[[Json, list[str]], Json]]:
    """A field of a section that holds plain words, or nothing."""

    def read(value: Json) -> list[str]:
        said = value[name]
        return [] if said is None or said == "" else [str(said)]

    def put(value: Json, typed: list[str]) -> Json:
        return {**value, name: _first(typed)}

    return read, put


def _moment(name: str) -> tuple[Callable[[Json], list[str]], Callable[[Json, list[str]], Json]]:
    """A moment of the calendar, typed in words."""

    def read(value: Json) -> list[str]:
        moment = value[name]
        return [fuzzy.show(date.fromisoformat(moment["on"]), moment["precision"])] if moment else []

    def put(value: Json, typed: list[str]) -> Json:
        words = _first(typed)
        if not words:
            return {**value, name: None}
        moment = fuzzy.parse(words, end=name == "end")
        if moment is None:
            raise InvalidValueError(
                f"« {words[:60]} » n’est pas une date. Écrivez avril 2026, T2 2026, printemps 2026 ou 2026.",
                name,
            )
        return {**value, name: {"on": moment.on.isoformat(), "precision": moment.precision}}

    return read, put


def _pilots_read(value: Json) -> list[str]:
    return [pilot["label"] for pilot in value["pilots"]]


def _pilots_put(value: Json, typed: list[str]) -> Json:
    """One pilot a line; those already there keep their nature and their account."""
    known = {fold(pilot["label"]): pilot for pilot in value["pilots"]}
    labels = [line for one in typed for line in lines_of(one)]
    return {**value, "pilots": [known.get(fold(label)) or new_pilot(label) for label in labels]}


def new_pilot(label: str) -> dict[str, Json]:
    """A pilot known by its words only."""
    return {"key": "", "label": label, "kind": PilotKind.OTHER.value, "member": None}


def _themes_read(value: Json) -> list[str]:
    return [str(pk) for pk in value["themes"]]


def _themes_put(value: Json, typed: list[str]) -> Json:
    return {**value, "themes": typed}


def theme_choices(convention: Convention) -> list[Pair]:
    """The themes of the convention."""
    return [(str(pk), name) for pk, name in convention.themes.values_list("pk", "name")]


def status_choices(_convention: Convention) -> list[Pair]:
    """The states."""
    return [(status.value, str(status.label)) for status in Status]


def term_choices(_convention: Convention) -> list[Pair]:
    """The horizons, and none."""
    return [("", "Sans horizon"), *((term.value, str(term.label)) for term in Term)]


_WHEN = "Avril 2026, T2 2026, printemps 2026, 2026"
_CELLS = (
    Cell("action", "identity", "line", *_words("title")),
    Cell("ref", "identity", "line", *_words("ref")),
    Cell("etat", "state", "choice", *_words("status"), status_choices),
    Cell("avancement", "state", "line", *_words("progress"), hint="De 0 à 100"),
    Cell("nouvelle", "state", "line", *_words("news")),
    Cell("suite", "state", "line", *_words("next_step")),
    Cell("aide", "state", "line", *_words("help_needed")),
    Cell("pilote", "people", "lines", _pilots_read, _pilots_put, hint="Un par ligne"),
    Cell("theme", "identity", "several", _themes_read, _themes_put, theme_choices),
    Cell("horizon", "calendar", "choice", *_words("term"), term_choices),
    Cell("debut", "calendar", "line", *_moment("start"), hint=_WHEN),
    Cell("echeance", "calendar", "line", *_moment("end"), hint=_WHEN),
)
CELLS: dict[str, Cell] = {cell.key: cell for cell in _CELLS}
"""The columns that are written in place, by key; « action » is the title."""


@dataclass(frozen=True)
class Change:
    """The same thing written on many fiches. ``apply`` raises UnchangedError with the reason.

    ``kind``: « choice » (of ``choices``), « line », « months », or « none » when nothing is to be chosen.
    ``section`` is empty for what happens to the fiche itself.
    """

    key: str
    label: str
    section: str
    kind: str
    apply: Callable[[Json, str], Json]
    choices: Callable[[Convention], list[Pair]] | None = None
    field: str = ""
    warning: str = ""


def _set(name: str) -> Callable[[Json, str], Json]:
    def apply(value: Json, typed: str) -> Json:
        if value[name] == typed:
            raise UnchangedError("l’est déjà")
        return {**value, name: typed}

    return apply


def _add(name: str, number: bool = True) -> Callable[[Json, str], Json]:
    def apply(value: Json, typed: str) -> Json:
        code: Any = int(typed) if number else typed
        if code in value[name]:
            raise UnchangedError("l’a déjà")
        return {**value, name: sorted([*value[name], code])}

    return apply


def _remove(name: str, number: bool = True) -> Callable[[Json, str], Json]:
    def apply(value: Json, typed: str) -> Json:
        code: Any = int(typed) if number else typed
        if code not in value[name]:
            raise UnchangedError("ne l’a pas")
        return {**value, name: [one for one in value[name] if one != code]}

    return apply


def _add_pilot(value: Json, typed: str) -> Json:
    if fold(typed) in {fold(pilot["label"]) for pilot in value["pilots"]}:
        raise UnchangedError("a déjà ce pilote")
    return {**value, "pilots": [*value["pilots"], new_pilot(typed)]}


def _replace_pilots(value: Json, typed: str) -> Json:
    if [fold(pilot["label"]) for pilot in value["pilots"]] == [fold(typed)]:
        raise UnchangedError("a déjà ce seul pilote")
    return _pilots_put(value, [typed])


def _shift(value: Json, typed: str) -> Json:
    """The end moved by so many months, no more precise than it was; the start stays."""
    if not value["end"]:
        raise UnchangedError("n’a pas d’échéance datée")
    end = fuzzy.FuzzyDate(date.fromisoformat(value["end"]["on"]), value["end"]["precision"])
    try:
        later = fuzzy.shift(end, int(typed))
    except ValueError as error:
        raise UnchangedError("sortirait du calendrier") from error
    moved = {**value, "end": {"on": later.on.isoformat(), "precision": later.precision}}
    if value["start"] and moved["end"]["on"] < value["start"]["on"]:
        raise UnchangedError("finirait avant d’avoir commencé")
    return moved


def _same(value: Json, _typed: str) -> Json:
    return value


def _commune_choices(convention: Convention) -> list[Pair]:
    covered = communes_covered(convention.pk).values_list("pk", "name")
    return sorted(covered, key=lambda pair: fold(pair[1]))


def _scheme_choices(convention: Convention) -> list[Pair]:
    return [(str(pk), name) for pk, name in convention.schemes.values_list("pk", "name")]


def _node_choices(convention: Convention) -> list[Pair]:
    nodes = convention.nodes.filter(deleted_at=None).order_by("depth", "position", "pk")
    below: dict[int | None, list[Any]] = {}
    for node in nodes:
        below.setdefault(node.parent_id, []).append(node)

    def walk(parent: int | None) -> list[Pair]:
        found: list[Pair] = []
        for node in below.get(parent, []):
            found += [(str(node.pk), f"{'  ' * node.depth}{node}"), *walk(node.pk)]
        return found

    return [*walk(None), ("-", "Hors des axes (transversale)")]


MOVE, DELETE = "deplacer", "supprimer"
_CHANGES = (
    Change("etat", "Changer l’état", "state", "choice", _set("status"), status_choices, "Nouvel état"),
    Change("horizon", "Changer l’horizon", "calendar", "choice", _set("term"), term_choices, "Horizon"),
    Change("echeance", "Décaler l’échéance", "calendar", "months", _shift, field="De combien de mois"),
    Change("pilote-plus", "Ajouter un pilote", "people", "line", _add_pilot, field="Pilote à ajouter"),
    Change("pilote", "Remplacer les pilotes", "people", "line", _replace_pilots, field="Nouveau pilote",
           warning="Les pilotes actuels de ces fiches sont retirés."),
    Change("theme-plus", "Ajouter une thématique", "identity", "choice", _add("themes"), theme_choices,
           "Thématique"),
    Change("theme-moins", "Retirer une thématique", "identity", "choice", _remove("themes"), theme_choices,
           "Thématique"),
    Change("commune-plus", "Ajouter une commune", "people", "choice", _add("communes", number=False),
           _commune_choices, "Commune"),
    Change("commune-moins", "Retirer une commune", "people", "choice", _remove("communes", number=False),
           _commune_choices, "Commune"),
    Change("schema-plus", "Lier à un schéma", "links", "choice", _add("schemes"), _scheme_choices, "Schéma"),
    Change("schema-moins", "Délier d’un schéma", "links", "choice", _remove("schemes"), _scheme_choices,
           "Schéma"),
    Change(MOVE, "Déplacer dans le plan", "", "choice", _same, _node_choices, "Nouvelle place"),
    Change(DELETE, "Supprimer du plan", "", "none", _same,
           warning="Les fiches quittent le plan. « Annuler » les remet à leur place."),
)  # fmt: skip
CHANGES: dict[str, Change] = {change.key: change for change in _CHANGES}
