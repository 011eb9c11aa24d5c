"""The four kinds of lines: time of people, posts, budget, rates; what each holds, in its normal form.

A line is a dict of JSON values: amounts as « 18000.5 », days as « 2025-09-01 », years and ids as numbers,
None where nobody wrote anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means.amounts import plain, read_day, read_etp, read_euros, read_rate, read_year
from maillage.kernel.text import lines_of, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BUDGET, STAFF, POST, RATE = "budget", "staff", "post", "rate"
MONEY = ("planned", "requested", "obtained", "spent")
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a line says. ``names``: how the heading of a spreadsheet may call it."""

    key: str
    label: str
    read: Callable[[object, str], Any]
    hint: str = ""
    required: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line; ``refers`` are the keys that hold ids."""

    key: str
    name: str
    fields: tuple[Field, ...]
    refers: tuple[str, ...] = ()


def _text(longest: int, *, long: bool = False) -> Callable[[object, str], str]:
    def read(value: object, field: str) -> str:
        whole = str("" if value is None else value)
        text = "\n".join(printable(line) for line in lines_of(whole))
        text = text if long else " ".join(text.split("\n"))
        if len(text) > longest:
            raise InvalidValueError(f"{len(text)} caractères : réduisez à {longest} au plus.", field)
        return text

    return read


def _euros(value: object, field: str) -> str | None:
    return plain(read_euros(value, field))


def _etp(value: object, field: str) -> str | None:
    return plain(read_etp(value, field))


def _start(value: object, field: str) -> str | None:
    day = read_day(value, field)
    return day.isoformat() if day else None


def _end(value: object, field: str) -> str | None:
    day = read_day(value, field, end=True)
    return day.isoformat() if day else None


def _rate(value: object, field: str) -> str | None:
    return plain(read_rate(value, field))


_PERIOD = (
    Field("start_on", "Du", _start, "1/9/2025, septembre 2025 ou 2025", names=("debut", "date de debut")),
    Field("end_on", "Au", _end, "Vide : toujours en cours", names=("fin", "date de fin")),
)
_TIME = Field(
    "etp", "ETP", _etp, "0,4 ou 40 %", names=("etp", "temps de travail", "quotite", "equivalent temps plein")
)
_AMOUNTS = (
    Field("planned", "Prévu", _euros, names=("previsionnel", "budget prevu", "montant prevu", "montant")),
    Field("requested", "Demandé", _euros, names=("demande", "montant demande")),
    Field("obtained", "Obtenu", _euros, names=("obtenu", "notifie", "accorde", "montant obtenu")),
    Field("spent", "Dépensé", _euros, names=("depense", "realise", "reel", "montant depense")),
)

KINDS: dict[str, Kind] = {
    STAFF: Kind(
        STAFF,
        "temps de travail",
        (
            Field(
                "function",
                "Fonction",
                _text(200),
                "La fonction, pas le nom : responsable du RPE",
                "Écrivez la fonction, par exemple responsable du RPE.",
                ("fonction", "poste", "qui"),
            ),
            _TIME,
            *_PERIOD,
            Field("note", "Note", _text(2000, long=True), names=("remarque", "commentaire")),
        ),
        ("action", "post", "theme"),
    ),
    POST: Kind(
        POST,
        "poste",
        (
            Field("title", "Poste", _text(200), "Chargée de coopération", "Nommez le poste."),
            Field("employer", "Employeur", _text(200)),
            _TIME,
            *_PERIOD,
            Field("note", "Note", _text(2000, long=True)),
        ),
    ),
    BUDGET: Kind(
        BUDGET,
        "ligne de budget",
        (
            Field("funder", "Financeur", _text(200), "CAF, commune…", "Dites qui finance.", ("financeur",)),
            Field(
                "year", "Année", read_year, "", "Écrivez l’année, par exemple 2026.", ("annee", "exercice")
            ),
            *_AMOUNTS,
            Field("note", "Note", _text(300), names=("remarque", "commentaire")),
        ),
        ("action", "post"),
    ),
    RATE: Kind(
        RATE,
        "barème",
        (
            Field("name", "Barème", _text(200), "Bonus territoire", "Nommez le barème."),
            Field("unit", "Unité", _text(60), "par place et par an"),
            Field("amount", "Montant", _rate, "", "Écrivez le montant."),
            Field("start_on", "À partir du", _start, "", "Dites à partir de quand il vaut."),
            Field("end_on", "Jusqu’au", _end, "Vide : toujours en vigueur"),
            Field("source", "Source", _text(300), "Circulaire, délibération, page"),
        ),
    ),
}


def clean(kind: str, typed: Mapping[str, object]) -> Line:
    """The line in its normal form, without its ids. Raises InvalidValueError on the field that is wrong."""
    line: Line = {}
    for field in KINDS[kind].fields:
        line[field.key] = field.read(typed.get(field.key), field.key)
        if field.required and not line[field.key]:
            raise InvalidValueError(field.required, field.key)
    start, end = line.get("start_on"), line.get("end_on")
    if start and end and end < start:
        raise InvalidValueError("La fin vient avant le début : corrigez l’une des deux dates.", "end_on")
    if kind == BUDGET and not any(line[key] is not None for key in MONEY) and not line["note"]:
        raise InvalidValueError("Écrivez au moins un montant, ou une note.", "planned")
    return line
