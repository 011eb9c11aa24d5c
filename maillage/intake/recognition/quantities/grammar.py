"""From a phrase to a target: the first quantity that says what to reach.

The phrase is read once from left to right. What looks like a number and counts
nothing (years, ages, durations, ordinals, names such as « CD12 ») is blanked out
first; then the shapes are tried from the most telling to the barest.
"""

from __future__ import annotations

import itertools
import re

from maillage.intake.recognition.document import Target
from maillage.intake.recognition.quantities.numbers import Number, numbers_in
from maillage.intake.recognition.quantities.units import period_of, unit_of

_BLANKED = re.compile(
    r"\b(?:19|20)\d{2}(?:\s*[-–/]\s*(?:19|20)?\d{2})?\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})\b"
    r"|(?:\d+\+?\s*(?:-|–|à|/|et)\s*)?\b\d+\+?\s*(?:ans|mois)\b(?!\s*/)"
    r"|\btous\s+les\s+(?:\d+|deux|trois|quatre|cinq|six)\s+\w+"
    r"|\b\d+\s*(?:er|ère|ere|ème|eme|e|è|nd|nde)\b"
    r"|\b\d{1,2}\s*h(?:\d{2})?\b(?!\w)"
    r"|\b(?:n\s*°|n°|no\.|article|phase|étape|axe|action|fiche|objectif|volet)\s*\d+(?:\.\d+)*"
    r"|\b\d+\s*x\s*\d+\b"
    r"|\bloi\s+(?:de\s+)?\d+",
    re.IGNORECASE,
)
_AT_LEAST = (
    r"(?:au\s+moins|a\s+minima|à\s+minima|au\s+minimum|minimum|minimal|mini|min\b\.?|plus\s+de|supérieure?s?\s+à|≥|>=|>|"
    r"a\s+minimum|à\s+partir\s+de)"
)
_AT_MOST = (
    r"(?:au\s+plus|au\s+maximum|à\s+maxima|a\s+maxima|maximum|max\b\.?|moins\s+de|inférieure?s?\s+à|≤|<=|<|"
    r"jusqu['’]à|ne\s+dépass\w+\s+pas)"
)
_LINK = r"(?:\s*(?:d['’]|de|des|les|la|le|du|:|environ|soit|être|à)\s*)*\s*"
_BEFORE_LEAST = re.compile(_AT_LEAST + _LINK + "$", re.IGNORECASE)
_BEFORE_MOST = re.compile(_AT_MOST + _LINK + "$", re.IGNORECASE)
_AFTER_LEAST = re.compile(
    r"^[^.;:]{0,70}?\b(?:au\s+moins|[aà]\s+minima|au\s+minimum|minimum|mini\b|min\b\.?|et\s+plus|ou\s+plus)",
    re.IGNORECASE,
)
_AFTER_MOST = re.compile(
    r"^[^.;:]{0,70}?\b(?:au\s+plus|au\s+maximum|maximum|maxi\b|max\b\.?|ou\s+moins)", re.IGNORECASE
)
_MOVE = re.compile(
    r"(?P<up>augment\w+|hausse|accro[iî]\w+|progress\w+|croissance|développement|\+)"
    r"|(?P<down>baiss\w+|diminu\w+|réduc\w+|rédui\w+|recul\w*)",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"^\s*(?:d['’]|de\s+|des\s+|:)?\s*(?:"
    + _AT_LEAST
    + r"|environ|près\s+de)?\s*(?:d['’]|de\s+|les\s+)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\bde|\bd['’]|\bdes)\s*(?:" + _AT_LEAST + r"|environ|près\s+de)?\s*(?:d['’]|de\s+)?\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?P<double>doubl(?:er|ement|é\w*|ant)|multipli\w+\s+par\s+(?:2|deux))\b|\b(?P<triple>tripl\w+|multipli\w+\s+par\s+(?:3|trois))\b|\b(?P<halve>divis\w+\s+par\s+(?:2|deux))\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:pass|port|relev|remont|ramen|évolu)\w+\s+(?:\w+\s+){0,3}?de\s*$", re.IGNORECASE)
_TO = re.compile(r"^[^\d.;]{0,40}?\b(?:à|vers)\s*$", re.IGNORECASE)
_INSTEAD = re.compile(r"(?:\bau\s+lieu\s+de(?:s)?|\bcontre|\bvs\.?)\s*$", re.IGNORECASE)
_BETWEEN_HEAD = re.compile(r"\bentre\s*$", re.IGNORECASE)
_RANGE_LINK = re.compile(r"^\s*(?:%\s*)?(?:-|–|à|ou)\s*$", re.IGNORECASE)
_AND_LINK = re.compile(r"^[^\d.;]{0,20}\bet\s*$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:les|ces|aux|nos|vos|leurs|ses|mes|parmi|cette|ce|autres)\s*$", re.IGNORECASE)
_FREQUENCY = re.compile(r"^\s*(?:[\w'-]+\s+){0,3}?(?:par\s+|/\s*)(?:an|mois|trimestre)\b", re.IGNORECASE)
_SIGN = re.compile(r"(?P<sign>[+]|(?:(?<=^)|(?<=[\s(:]))[-–−])\s*$")


def target_of(phrase: str) -> Target | None:
    """The target that a phrase sets, None where it gives no number to reach."""
    text = phrase.replace("’", "'")
    text = _BLANKED.sub(lambda match: "·" * len(match[0]), text)
    times = _TIMES.search(text)
    if times is not None:
        value = 100.0 if times["double"] else 200.0 if times["triple"] else -50.0
        return Target("change", value, unit="%", per=period_of(text))
    numbers = list(numbers_in(text))
    for index, number in enumerate(numbers):
        found = _target_at(text, numbers, index, number)
        if found is not None:
            return found
    return None


def quantities_in(phrase: str) -> int:
    """How many separate quantities a phrase gives: a range or a progress counts once."""
    text = _BLANKED.sub(lambda match: "·" * len(match[0]), phrase.replace("’", "'"))
    solid = [n for n in numbers_in(text) if not n.article and not _DEFINITE.search(text[: n.start])]
    count = len(solid)
    for one, other in itertools.pairwise(solid):
        between = text[one.end : other.start]
        if (
            _RANGE_LINK.match(between)
            or _AND_LINK.match(between)
            or _TO.match(between)
            or _INSTEAD.search(between)
        ):
            count -= 1
    return count


def _target_at(text: str, numbers: list[Number], index: int, number: Number) -> Target | None:
    before = text[: number.start]
    if number.article and not _counts_one(before, text[number.end :]):
        return None
    if _DEFINITE.search(before) and not number.percent:
        return None
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    return (
        _progress(text, number, following)
        or _change(text, number)
        or _interval(text, number, following)
        or _bound(text, number)
    )


def _counts_one(before: str, after: str) -> bool:
    """« un » is a number where it is bounded (« au moins un ») or a frequency (« une fois par an »)."""
    if _BEFORE_LEAST.search(before) or _BEFORE_MOST.search(before):
        return True
    return bool(_FREQUENCY.match(after))


def _progress(text: str, number: Number, following: Number | None) -> Target | None:
    """« passer de A à B », « B au lieu de A »."""
    if following is None:
        return None
    between = text[number.end : following.start]
    if _FROM_TO.search(text[: number.start]) and _TO.match(between):
        return _make("=", text, following, baseline=number.value)
    if _INSTEAD.search(between):
        return _make("=", text, number, baseline=following.value)
    return None


def _change(text: str, number: Number) -> Target | None:
    before = text[: number.start]
    sign = _SIGN.search(before)
    if sign is not None and not (sign["sign"] != "+" and not number.percent):
        value = number.value if sign["sign"] == "+" else -number.value
        return _make("change", text, number, value=value)
    moves = list(_MOVE.finditer(before))
    if not moves:
        return None
    last = moves[-1]
    gap = before[last.end() :]
    if _DIRECT.match(gap) or (number.percent and _BY.search(gap)):
        return _make("change", text, number, value=number.value if last["up"] else -number.value)
    return None


def _interval(text: str, number: Number, following: Number | None) -> Target | None:
    if following is None or following.article:
        return None
    before, between = text[: number.start], text[number.end : following.start]
    paired = _BETWEEN_HEAD.search(before) and _AND_LINK.match(between)
    if not paired and not _RANGE_LINK.match(between):
        return None
    if following.value <= number.value:
        return None
    if _BEFORE_LEAST.search(before):
        return _make(">=", text, number)
    if _BEFORE_MOST.search(before):
        return _make("<=", text, following)
    return Target(
        "between",
        number.value,
        value_max=following.value,
        unit=unit_of(text, following),
        per=period_of(text),
    )


def _bound(text: str, number: Number) -> Target:
    before, after = text[: number.start], text[number.end :]
    if _BEFORE_LEAST.search(before):
        op = ">="
    elif _BEFORE_MOST.search(before):
        op = "<="
    elif _reaches(_AFTER_LEAST, after):
        op = ">="
    elif _reaches(_AFTER_MOST, after):
        op = "<="
    else:
        op = "="
    return _make(op, text, number)


def _reaches(pattern: re.Pattern[str], after: str) -> bool:
    """The quantifier follows, and no other number stands in between."""
    match = pattern.match(after)
    return (
        match is not None
        and not any(c.isdigit() for c in match[0])
        and not re.match(r"[^.;:]*\s\d", after[match.end() : match.end() + 6])
    )


def _make(
    op: str, text: str, number: Number, *, value: float | None = None, baseline: float | None = None
) -> Target:
    return Target(
        op,
        number.value if value is None else value,
        unit=unit_of(text, number),
        per=period_of(text),
        baseline=baseline,
    )
