"""Numbers as French writes them: figures, words, approximate counts, shares."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt"
).split()
_WORDS: dict[str, float] = {word: float(value) for value, word in enumerate(_UNITS)}
_WORDS |= {
    "une": 1,
    "vingt-cinq": 25,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "soixante-quinze": 75,
    "quatre-vingts": 80,
    "quatre-vingt": 80,
    "quatre-vingt-dix": 90,
    "cent": 100,
    "cents": 100,
    "mille": 1000,
}
_COUNTS: dict[str, float] = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
_SHARES: dict[str, float] = {"moitié": 50, "tiers": 100 / 3, "quart": 25}
_NUMERATORS: dict[str, float] = {
    "un": 1,
    "le": 1,
    "deux": 2,
    "les deux": 2,
    "trois": 3,
    "les trois": 3,
    "la": 1,
}

_FIGURES = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_NOUN = "|".join(sorted(set(_WORDS) - {"un", "une"}, key=len, reverse=True))

#: A number, its groups named; ``article`` is a lone « un » or « une ».
NUMBER = re.compile(
    rf"(?P<count>(?:une|d'une|la|quelques)\s+(?P<count_noun>{'|'.join(_COUNTS)}))\b"
    rf"|(?P<share>(?:(?:la\s+|(?<=\bde\s))moitié|(?P<numerator>un|le|deux|les\s+deux|trois|les\s+trois)\s+(?P<share_noun>tiers|quarts?)))\b"
    rf"|(?P<fraction>\b\d/\d\b)"
    rf"|(?<![\w.,/])(?P<figures>{_FIGURES})(?![\w]*\d)"
    rf"|(?<![\w-])(?P<article>une?)(?![\w'’-])"
    rf"|(?<![\w-])(?P<word>{_NOUN})(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at ``start`` to ``end``; ``percent`` where it is a share of a hundred."""

    value: float
    start: int
    end: int
    percent: bool = False
    article: bool = False
    figures: bool = False


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text, in order. Articles are among them, marked as such."""
    return [_number(match, text) for match in NUMBER.finditer(text)]


def _number(match: re.Match[str], text: str) -> Number:
    percent = bool(re.match(r"\s*(?:%|pour\s*cent|p\.\s?100)", text[match.end() :]))
    value, is_share = _value(match)
    return Number(
        value=value,
        start=match.start(),
        end=match.end(),
        percent=percent or is_share,
        article=match["article"] is not None,
        figures=match["figures"] is not None,
    )


def _value(match: re.Match[str]) -> tuple[float, bool]:
    if match["count"]:
        return _COUNTS[match["count_noun"].lower()], False
    if match["share"]:
        return _share(match), True
    if match["fraction"]:
        above, below = match["fraction"].split("/")
        return (round(100 * int(above) / int(below), 2) if int(below) else 0.0), True
    if match["figures"]:
        return float(re.sub(r"[ \u00a0\u202f]", "", match["figures"]).replace(",", ".")), False
    return _WORDS[(match["article"] or match["word"]).lower()], False


def _share(match: re.Match[str]) -> float:
    if match["share_noun"] is None:
        return 50.0
    numerator = _NUMERATORS[re.sub(r"\s+", " ", match["numerator"].lower())]
    noun = match["share_noun"].lower()
    return round(numerator * _SHARES["quart" if noun.startswith("quart") else "tiers"], 2)
