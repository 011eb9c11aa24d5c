"""Writes numbers in French words, apart from how the reader reads them."""

from __future__ import annotations

_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
).split()
_TENS = "- - vingt trente quarante cinquante soixante".split()


def in_words(number: int, *, reformed: bool = False) -> str:
    """« quatre-vingt-douze »; ``reformed`` joins every word with a hyphen."""
    words = _whole(number)
    return words.replace(" ", "-") if reformed else words


def _whole(number: int) -> str:
    for scale, name in ((1_000_000, "million"), (1_000, "mille")):
        if number >= scale:
            head, rest = divmod(number, scale)
            plural = "s" if name == "million" and head > 1 else ""
            start = name if name == "mille" and head == 1 else f"{_before(head, name)} {name}{plural}"
            return f"{start} {_whole(rest)}" if rest else start
    return _below_thousand(number)


def _before(head: int, name: str) -> str:
    words = _whole(head)
    return words.removesuffix("s") if name == "mille" and words.endswith(("vingts", "cents")) else words


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent"
    if rest:
        return f"{head} {_below_hundred(rest)}"
    return head if hundreds == 1 else f"{head}s"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{_SMALL[number - 80]}"
    base = min(number // 10, 6)
    rest = number - 10 * base
    if not rest:
        return _TENS[base]
    return f"{_TENS[base]} et {_SMALL[rest]}" if rest in (1, 11) else f"{_TENS[base]}-{_SMALL[rest]}"
