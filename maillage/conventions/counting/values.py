"""A value: what a cell may hold, read from what people type and shown as they read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.errors import InvalidValueError
from maillage.kernel.french import NBSP, number
from maillage.kernel.text import fold, printable

if TYPE_CHECKING:
    from collections.abc import Callable

MASKED = frozenset({ValueStatus.SECRET, ValueStatus.UNAVAILABLE})
LONGEST_WORDS = 2000
BEST_NOTE = 5
_LARGEST = Decimal(10) ** 10
_STEP = Decimal("0.0001")
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_NUMBER = re.compile(r"[-−+]?[0-9][0-9 .]*(?:,[0-9]+)?|[-−+]?[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_RATIO = re.compile(r"(?P<over>[^/]+?)\s*(?:/|\bsur\b)\s*(?P<under>[^/]+)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:~|≈|environ\b|env\.)\s*", re.IGNORECASE)
_NOTE = re.compile(
    r"(?P<note>[0-9]+(?:[.,][0-9]+)?)\s*(?:/|sur)\s*(?P<best>[0-9]+)\b[\s:;,.–-]*(?P<words>.*)", re.DOTALL
)
_BARE_NOTE = re.compile(r"(?P<note>[0-9](?:[.,][0-9]+)?)(?:\s*[:;–-]\s*(?P<words>.*))?", re.DOTALL)
_SECRET = frozenset({"secret", "s", "masque"})
_UNAVAILABLE = frozenset({"nd", "n.d.", "n.d", "n/d", "non disponible", "indisponible"})
_YES = frozenset({"oui", "o", "x", "fait", "faite", "1", "vrai"})
_NO = frozenset({"non", "n", "pas fait", "pas faite", "pas encore", "0", "faux"})
_QUOTED = 60
_PLURAL, _SHORTEST = 2, 3
_ALWAYS_S = ("ois", "as", "ais", "is", "ours", "ps", "ès", "us", "ens")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell says. A masked one has no number; ``words`` go with notes and verbatims.

    A rate is in percent, or in thousandths where its unit is « ‰ »; ``numerator`` and
    ``denominator`` are there when both are known.
    """

    status: ValueStatus = ValueStatus.OBSERVED
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""

    @property
    def is_masked(self) -> bool:
        """Secret or not available: it is said, and never counted."""
        return self.status in MASKED

    @property
    def is_known(self) -> bool:
        """Whether there is a number to count with."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell expects: its measure, its unit, and the most that a rate can be (None: no limit)."""

    measure: str = MeasureType.NUMBER
    unit: str = ""
    ceiling: Decimal | None = _HUNDRED


def base_of(unit: str) -> Decimal:
    """What a rate in that unit is out of: 1 000 for « ‰ », else 100."""
    return _THOUSAND if "‰" in unit else _HUNDRED


def _refused(text: str, why: str) -> InvalidValueError:
    short = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    return InvalidValueError(f"«{NBSP}{short}{NBSP}» {why}", "value")


def read_value(text: str, asked: Asked) -> Reading | None:
    """What ``text`` says, None when the cell is empty. Raises InvalidValueError saying what to write."""
    lines = text.replace("\u202f", " ").replace(NBSP, " ").splitlines()
    typed = "\n".join(line for one in lines if (line := printable(one).strip()))
    if not typed:
        return None
    word = fold(typed)
    if word in _SECRET:
        return Reading(ValueStatus.SECRET)
    if word in _UNAVAILABLE:
        return Reading(ValueStatus.UNAVAILABLE)
    return _READERS.get(asked.measure, _read_number)(typed, asked)


def _read_words(text: str, _asked: Asked) -> Reading:
    if len(text) > LONGEST_WORDS:
        raise _refused(text, f"compte {len(text)} caractères. Réduisez à {LONGEST_WORDS} au plus.")
    return Reading(words=text)


def _read_milestone(text: str, _asked: Asked) -> Reading:
    word = fold(text)
    if word in _YES:
        return Reading(number=Decimal(1))
    if word in _NO:
        return Reading(number=Decimal(0))
    raise _refused(text, "n’est ni oui ni non. Écrivez oui si c’est fait, non sinon.")


def _read_note(text: str, asked: Asked) -> Reading:
    found = _NOTE.fullmatch(text) or _BARE_NOTE.fullmatch(text)
    if found is None:
        return _read_words(text, asked)
    best = int(found.groupdict().get("best") or BEST_NOTE)
    note = Decimal(found["note"].replace(",", "."))
    if best != BEST_NOTE or not 0 <= note <= BEST_NOTE:
        raise _refused(text, f"n’est pas une note sur {BEST_NOTE}. Écrivez 3/5, ou quelques mots.")
    words = (found["words"] or "").strip()
    return Reading(number=_kept(note), words=_read_words(words, asked).words if words else "")


def _read_number(text: str, asked: Asked) -> Reading:
    status, rest = _estimated(text)
    if "%" in rest and "%" not in asked.unit:
        unit = f" de {asked.unit}" if asked.unit else ""
        raise _refused(text, f"est un pourcentage, et l’on compte ici un nombre{unit}. Écrivez le nombre.")
    found = amount(rest, asked.unit)
    if found is None:
        raise _refused(
            text, "n’est pas un nombre. Écrivez 12 ou 45,5, secret, ou nd si la donnée n’existe pas."
        )
    return Reading(status, found)


def _read_rate(text: str, asked: Asked) -> Reading:
    status, rest = _estimated(" ".join(text.split()))
    ratio = _RATIO.fullmatch(rest)
    if ratio is not None:
        return _read_parts(text, ratio, status, base_of(asked.unit))
    if "%" in rest and base_of(asked.unit) != _HUNDRED:
        raise _refused(
            text, "est un pourcentage, et l’on compte ici pour mille. Écrivez 25,5 ou les deux nombres."
        )
    found = amount(rest.removesuffix("%"), asked.unit)
    if found is None:
        raise _refused(text, "n’est pas un taux. Écrivez 52, 52,5 ou les deux nombres\u00a0: 36/69.")
    if found < 0 or (asked.ceiling is not None and found > asked.ceiling):
        beyond = (
            "est au-dessous de zéro"
            if found < 0
            else f"dépasse {quantity(asked.ceiling or _HUNDRED, MeasureType.RATE, asked.unit)}"
        )
        raise _refused(text, f"{beyond}. Écrivez par exemple 52 ou 52,5, ou les deux nombres\u00a0: 36/69.")
    return Reading(status, found)


def _read_parts(text: str, ratio: re.Match[str], status: ValueStatus, base: Decimal) -> Reading:
    numerator, denominator = amount(ratio["over"]), amount(ratio["under"].removesuffix("%"))
    if numerator is None or denominator is None or numerator < 0:
        raise _refused(text, "ne donne pas deux nombres. Écrivez-les ainsi\u00a0: 36/69.")
    if denominator <= 0:
        raise _refused(text, "divise par zéro. Écrivez nd si l’on ne sait pas sur combien.")
    share = _kept(numerator / denominator * base)
    if share >= _LARGEST:
        raise _refused(text, "donne un taux démesuré. Écrivez les deux nombres ainsi\u00a0: 36/69.")
    return Reading(status, share, numerator, denominator)


_READERS: dict[str, Callable[[str, Asked], Reading]] = {
    MeasureType.MILESTONE: _read_milestone,
    MeasureType.RATE: _read_rate,
    MeasureType.APPRECIATION: _read_note,
    MeasureType.VERBATIM: _read_words,
}


def _estimated(text: str) -> tuple[ValueStatus, str]:
    rest = _ABOUT.sub("", text)
    return (ValueStatus.OBSERVED, text) if rest == text else (ValueStatus.ESTIMATED, rest)


def _kept(value: Decimal) -> Decimal:
    """``value`` as the database keeps it: four decimals at most, no useless zero."""
    return value.quantize(_STEP).normalize() + 0


def amount(text: str, unit: str = "") -> Decimal | None:
    """A number as French people write it, its unit or € after it; None for anything else."""
    bare = text.strip()
    for suffix in (unit, agreed(unit, Decimal(1)), "€", "%"):
        if suffix and fold(bare).endswith(fold(suffix)):
            bare = bare[: len(bare) - len(suffix)].strip()
    bare = bare.replace("−", "-")
    if _NUMBER.fullmatch(bare) is None:
        return None
    bare = "".join(bare.split())
    if _THOUSANDS.fullmatch(bare) and ("," in bare or bare.count(".") > 1):
        bare = bare.replace(".", "")
    try:
        found = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
    return _kept(found) if abs(found) < _LARGEST else None


def typed(reading: Reading | None, measure: str) -> str:
    """A reading as it is typed: reading it back gives the same."""
    if reading is None:
        return ""
    if reading.is_masked:
        return "secret" if reading.status == ValueStatus.SECRET else "nd"
    if measure == MeasureType.MILESTONE and reading.number is not None:
        return "oui" if reading.number else "non"
    if measure == MeasureType.APPRECIATION:
        note = f"{_plain(reading.number)}/{BEST_NOTE}" if reading.number is not None else ""
        return f"{note} {reading.words}".strip()
    if reading.number is None:
        return reading.words
    about = "~" if reading.status == ValueStatus.ESTIMATED else ""
    if reading.numerator is not None and reading.denominator is not None:
        return f"{about}{_plain(reading.numerator)}/{_plain(reading.denominator)}"
    return f"{about}{_plain(reading.number)}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize() + 0:f}".replace(".", ",")


def show(reading: Reading | None, measure: str, unit: str = "") -> str:
    """A reading in words: « ≈ 38 500 », « 52,2 % », « secret »; nothing for nothing."""
    if reading is None:
        return ""
    if reading.is_masked:
        return str(reading.status.label).lower()
    if reading.number is None:
        return reading.words
    if measure == MeasureType.MILESTONE:
        return "oui" if reading.number else "non"
    about = f"≈{NBSP}" if reading.status == ValueStatus.ESTIMATED else ""
    return f"{about}{quantity(reading.number, measure, unit)}"


def quantity(value: Decimal, measure: str, unit: str = "") -> str:
    """A number with what it counts: « 52,2 % », « 3/5 », « 38 500 € », « 12 places »."""
    if measure == MeasureType.MILESTONE:
        return "oui" if value else "non"
    if measure == MeasureType.APPRECIATION:
        return f"{number(value)}/{BEST_NOTE}"
    if measure == MeasureType.RATE:
        return f"{number(round(value, 1))}{NBSP}{unit if unit and unit != '%' and len(unit) < 3 else '%'}"
    return f"{number(value)}{NBSP}{agreed(unit, value)}" if unit else number(value)


def agreed(unit: str, value: Decimal) -> str:
    """« place » for less than two « places »; words that may end in s when alone are left as they are."""
    alone = " " not in unit and len(unit) > _SHORTEST and unit.endswith("s")
    return unit[:-1] if alone and abs(value) < _PLURAL and not unit.endswith(_ALWAYS_S) else unit
