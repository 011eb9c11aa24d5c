"""Numbers written in words, from « zéro » to the milliards, in the old spelling and the new."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
).split()
_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_SCALES = {"million": 10**6, "milliard": 10**9}
_SINGULAR = {"une": "un", "vingts": "vingt", "cents": "cent", "millions": "million", "milliards": "milliard"}


def _below_hundred() -> dict[tuple[str, ...], int]:
    """Every way to write 0 to 99."""
    found: dict[tuple[str, ...], int] = {(word,): value for value, word in enumerate(_UNITS)}
    teens: dict[tuple[str, ...], int] = {(word,): n for n, word in enumerate(_UNITS) if n}
    teens |= {("dix", _UNITS[n]): 10 + n for n in (7, 8, 9)}
    found |= teens
    for word, value in _TENS.items():
        found[(word,)] = value
        reach = 20 if word == "soixante" else 10
        for words, unit in teens.items():
            if unit < reach:
                found[(word, *words)] = value + unit
                if unit in (1, 11):
                    found[(word, "et", *words)] = value + unit
    found[("quatre", "vingt")] = 80
    found |= {("quatre", "vingt", *words): 80 + unit for words, unit in teens.items() if unit < 20}
    return found


_BELOW_HUNDRED = _below_hundred()
_LONGEST = max(map(len, _BELOW_HUNDRED))
_EVERY = sorted(
    {*_UNITS, *_TENS, *_SCALES, *_SINGULAR, "cent", "mille"},
    key=len,
    reverse=True,
)
#: No number below a thousand milliards takes more words.
_MOST = 24
_ONE = f"(?:{'|'.join(_EVERY)})"
#: A run of number words in a folded text; :func:`value_of` says how many of them make one number.
RUN = rf"(?<![\w-]){_ONE}(?:(?:-et-| et |[- ]){_ONE}){{0,{_MOST}}}(?![\w-])"


def value_of(run: str) -> tuple[int, int]:
    """The number that a run of words begins with, and how many characters write it: 0 for none."""
    spans = [(match[0], match.end()) for match in re.finditer(r"[a-z]+", run)]
    words = [_SINGULAR.get(word, word) for word, _ in spans]
    value, used = _whole(words)
    return value, spans[used - 1][1] if used else 0


def _whole(words: Sequence[str]) -> tuple[int, int]:
    total, at = 0, 0
    for scale in ("milliard", "million"):
        value, used = _below_thousand(words[at:])
        if used and value and words[at + used : at + used + 1] == [scale]:
            total += value * _SCALES[scale]
            at += used + 1
    value, used = _below_million(words[at:])
    return total + value, at + used


def _below_million(words: Sequence[str]) -> tuple[int, int]:
    value, used = _below_thousand(words)
    if words[used : used + 1] != ["mille"] or (used and value < 2):
        return value, used
    rest, more = _below_thousand(words[used + 1 :])
    if not rest:
        more = 0
    return (value or 1) * 1000 + rest, used + 1 + more


def _below_thousand(words: Sequence[str]) -> tuple[int, int]:
    value, used = _hundreds(words)
    if not used:
        return _tens(words)
    rest, more = _tens(words[used:])
    return (value + rest, used + more) if rest else (value, used)


def _hundreds(words: Sequence[str]) -> tuple[int, int]:
    if list(words[:1]) == ["cent"]:
        return 100, 1
    if len(words) >= 2 and words[1] == "cent" and words[0] in _UNITS[2:10]:
        return 100 * _UNITS.index(words[0]), 2
    return 0, 0


def _tens(words: Sequence[str]) -> tuple[int, int]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        value = _BELOW_HUNDRED.get(tuple(words[:length]))
        if value is not None:
            return value, length
    return 0, 0
