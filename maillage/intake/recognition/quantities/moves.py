"""Rises and falls: « + 15 % », « baisse de 10 % », « doubler », « réduire de moitié »."""

from __future__ import annotations

import re

from maillage.intake.recognition.quantities.bounds import AT_LEAST
from maillage.intake.recognition.quantities.numbers import Number
from maillage.intake.recognition.quantities.phrase import Phrase
from maillage.intake.recognition.quantities.words import RUN, value_of

_MOVE = re.compile(
    r"(?P<up>augment\w+|hausse|accroi\w+|accru\w*|progress\w+|croissance|developpement|gagner|\+)"
    r"|(?P<down>baiss\w+|diminu\w+|reduc\w+|redui\w+|recul\w*)"
)
_TIMES = re.compile(
    r"\b(?:(?P<word>doubl|tripl|quadrupl)(?:er|ement|e|ee|es|ees|ant)|"
    rf"(?P<multiply>multipli\w+|divis(?:er|e|ee|es|ees|ant|ion)) par (?P<by>[0-9]+(?:[.,][0-9]+)?|{RUN}))\b"
)
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0}
#: « un double accueil », « la double compétence »: the adjective is no rise.
_ADJECTIVE = re.compile(r"\b(?:un|une|le|la|les|des|de|du|en|au|d'un|d'une|sa|son|cette|ce|a) $")
_SIGN = re.compile(r"(?P<sign>\+|(?:(?<=^)|(?<=[ (:]))[-–]) ?$")
_DIRECT = re.compile(rf"^ ?(?:d'|de |des |:)? ?(?:{AT_LEAST}|environ|pres de)? ?(?:d'|de |les )?$")
_BY = re.compile(rf"(?:\bde|\bd'|\bdes) ?(?:{AT_LEAST}|environ|pres de)? ?(?:d'|de )?$")
#: « + de 50 participants » is more than fifty of them.
_MORE_THAN = re.compile(r"\+ d[e'] ?$")
_LONGEST = 9


def times_of(text: Phrase) -> float | None:
    """The change in per cent that « doubler », « multiplier par trois » or « diviser par deux » asks."""
    for match in _TIMES.finditer(text.folded):
        if match["word"]:
            before = text.folded[max(0, match.start() - 12) : match.start()]
            if match[0] in ("double", "triple", "doubles", "triples") and (
                _ADJECTIVE.search(before) or not _accented(text, match)
            ):
                continue
            return 100 * (_FACTORS[match["word"]] - 1)
        factor = _factor(match["by"])
        if factor:
            multiplied = match["multiply"].startswith("multipli")
            return round(100 * (factor - 1) if multiplied else 100 / factor - 100, 2)
    return None


def _accented(text: Phrase, match: re.Match[str]) -> bool:
    """« doublé » and « DOUBLE »; « double » in small letters is the adjective."""
    written = text.words[match.start() : match.end()]
    return written != written.lower() or "é" in written


def _factor(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", ".")) if len(text) <= _LONGEST else 0.0
    return float(value_of(text)[0])


def change_of(number: Number, before: str) -> float | None:
    """The rise, or the fall below zero, that the words before a number make of it."""
    if _MORE_THAN.search(before):
        return None
    sign = _SIGN.search(before)
    if sign is not None and (sign["sign"] == "+" or number.percent):
        return number.value if sign["sign"] == "+" else -number.value
    moves = list(_MOVE.finditer(before))
    if not moves:
        return None
    last = moves[-1]
    gap = before[last.end() :]
    if _DIRECT.match(gap) or (number.percent and _BY.search(gap)):
        return number.value if last["up"] else -number.value
    return None
