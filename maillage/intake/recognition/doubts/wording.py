"""How doubts are put: short French, the document's words between « »."""

from __future__ import annotations

from maillage.intake.readers.blocks import Place
from maillage.intake.recognition.document import Action, Doubt, Finding, Indicator, Item, Step

_PLURAL = 2
_LONGEST_QUOTE = 60
_MOST_NAMED = 4
_NUMBERS = dict(enumerate(("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"), 2))
NBSP = "\u00a0"


def count(number: int, words: str) -> str:
    """« 1 fiche », « 3 fiches »."""
    if number < _PLURAL:
        return f"{number} {words}"
    return f"{number} " + " ".join(f"{word}s" for word in words.split())


def quoted(text: str) -> str:
    """« Jalons », cut where it is long."""
    short = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
    return f"«{NBSP}{short}{NBSP}»"


def named(action: Action) -> str:
    """The reference of an action, or its title where it has none."""
    return action.ref or quoted(action.title)


def called(ref: str | None) -> str:
    """« I.A.1 », « la fiche 4 » where the number alone would read as a quantity, « cette action »."""
    if not ref:
        return "cette action"
    return f"la fiche {ref}" if ref.isdigit() else ref


def in_words(number: int) -> str:
    """« deux » to « neuf », figures beyond."""
    return _NUMBERS.get(number, str(number))


def listed(names: list[str]) -> str:
    """« I.A.1, I.A.2 et 5 autres »."""
    once = list(dict.fromkeys(names))
    if len(once) > _MOST_NAMED:
        return f"{', '.join(once[: _MOST_NAMED - 1])} et {len(once) - _MOST_NAMED + 1} autres"
    return " et ".join([", ".join(once[:-1]), once[-1]] if len(once) > 1 else once)


def at(place: Place, text: str, reason: str, ref: str | None, field: str | None) -> Doubt:
    """A doubt about a place of the source."""
    return Doubt(text, reason, place.line, place.page, ref, field)


def about(
    item: Item | Step | Indicator | Finding,
    reason: str,
    ref: str | None,
    field: str,
    *,
    question: str = "",
    options: tuple[str, ...] = (),
) -> Doubt:
    """A doubt about an item of a fiche, with the readings to choose from."""
    return Doubt(item.text, reason, item.line, item.page, ref, field, question, list(options))
