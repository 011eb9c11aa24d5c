"""What a cell says: compared without its spaces, read with the reason of each refusal."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from maillage.kernel import fuzzy
from maillage.kernel.text import fold, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

Written = str | int | float
"""What is put in a cell; nothing is the empty string."""

LONGEST_CELL = 32_000
"""A spreadsheet keeps 32,767 characters in a cell."""
TOO_LONG = "Texte trop long pour une cellule : il se modifie sur le site, et reste tel quel ici."
_ERRORS = frozenset({"#REF!", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"})
_SHOWN = 80
_MOST_NAMED = 12


class CellError(ValueError):
    """A cell that cannot be read. ``reason`` says why, ``advice`` what to write instead."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


def canonical(text: str) -> str:
    """``text`` without what a spreadsheet changes by itself: spaces, empty lines, line ends."""
    lines = (" ".join(printable(line).split()) for line in text.replace("_x000D_", "").splitlines())
    return "\n".join(line for line in lines if line)


def as_text(written: Written) -> str:
    """A written cell as the text that reading it back gives."""
    if isinstance(written, float):
        return (
            str(int(written))
            if written.is_integer()
            else format(Decimal(repr(written)), "f").replace(".", ",")
        )
    return str(written)


def fitted(text: str) -> str:
    """``text``, or a sentence when a cell cannot hold it."""
    return text if len(text) <= LONGEST_CELL else TOO_LONG


def excerpt(text: str) -> str:
    """The beginning of what a cell says, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def refuse_errors(text: str) -> None:
    """Raise CellError on the error of a formula."""
    if text.strip() in _ERRORS:
        raise CellError("c’est l’erreur d’une formule", "Corrigez la formule, ou écrivez la valeur.")


def read_lines(text: str) -> list[str]:
    """One point a line, in the cell."""
    return canonical(text).splitlines()


def read_list(text: str) -> list[str]:
    """Names on their own lines or parted by « ; »."""
    return [name for line in read_lines(text) for part in line.split(";") if (name := part.strip())]


def read_choice(text: str, labels: Mapping[str, str]) -> str:
    """The value whose label is written, capitals and accents apart; empty for an empty cell."""
    wanted = fold(text)
    if not wanted:
        return ""
    for value, label in labels.items():
        if wanted in {fold(label), fold(value)}:
            return value
    raise CellError("ce n’est pas un choix de la liste", f"Écrivez {named(list(labels.values()))}.")


def named(labels: list[str]) -> str:
    """« À venir, En cours ou Réalisée »."""
    shown = [label for label in labels if label][:_MOST_NAMED]
    if len(shown) < len([label for label in labels if label]):
        return f"l’un des choix de la feuille Listes : {', '.join(shown)}…"
    return " ou ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else "rien"


def read_flag(text: str) -> bool:
    """« oui » or « x »; « non » or nothing."""
    word = fold(text)
    if word in {"oui", "o", "x", "vrai", "true", "1"}:
        return True
    if word in {"", "non", "n", "faux", "false", "0"}:
        return False
    raise CellError("on attend oui ou non", "Écrivez oui, ou laissez vide.")


def read_number(text: str) -> str | None:
    """A decimal number as the sections hold it, None for nothing."""
    bare = re.sub(r"\s", "", text).removesuffix("%").replace(",", ".")
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise CellError("ce n’est pas un nombre", "Écrivez 12 ou 45,5, sans unité, ou laissez vide.")
    return format(number, "f")


def read_year(text: str) -> int | None:
    """A year in four figures; None for nothing."""
    number = read_number(text)
    if number is None:
        return None
    if not re.fullmatch(r"[0-9]{4}", number):
        raise CellError("ce n’est pas une année", "Écrivez 2026, ou laissez vide.")
    return int(number)


def read_percentage(text: str) -> int | None:
    """From 0 to 100, « 40 » or « 40 % »; None for nothing."""
    number = read_number(text)
    if number is None:
        return None
    value = Decimal(number)
    if value != value.to_integral_value() or not 0 <= value <= 100:
        raise CellError(
            "ce n’est pas un pourcentage", "Écrivez un nombre entier de 0 à 100, ou laissez vide."
        )
    return int(value)


def read_date(text: str, *, end: bool = False) -> dict[str, str] | None:
    """A date as fuzzy as it is written; None for nothing."""
    if not text.strip():
        return None
    found = fuzzy.parse(text, end=end)
    if found is None:
        raise CellError(
            "ce n’est pas une date", "Écrivez 2026, T2 2026, avril 2026, 3 mars 2026 ou laissez vide."
        )
    return {"on": found.on.isoformat(), "precision": found.precision}
