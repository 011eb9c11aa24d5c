"""Numbers as French writes them: figures, words, approximate counts, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.intake.recognition.quantities.phrase import Phrase
from maillage.intake.recognition.quantities.words import RUN, value_of

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
_SEVERAL: dict[str, float] = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_SCALES: dict[str, float] = {"mille": 1e3, "million": 1e6, "milliard": 1e9}
_SHARES: dict[str, float] = {"tiers": 3, "quart": 4, "cinquieme": 5, "dixieme": 10}
_FIGURES = r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?"
#: What a share must stand by, so that « un tiers » is not a third party nor « un quart » a time.
_SHARED = (
    r"(?= (?:des|du|d'entre|de(?! (?:travail|finale|jour|nuit|garde|confiance))|"
    r"au moins|au minimum|minimum)\b)"
)
_BOUNDED = (
    r"(?:(?<=au moins )|(?<=moins d')|(?<=plus d')|(?<=minimum )|(?<=environ )|(?<=moins de )|(?<=plus de )|"
    r"(?<=minimum d')|(?<=minima )|(?<=minima d'))"
)
#: « un tiers-lieu », « tiers payant », « un quart d'heure » share nothing.
_NO_SHARE = r"(?!-| (?:lieu|payant|de confiance|secteur|d'heure|temps))"
_LONGEST = 12

NUMBER = re.compile(
    rf"(?P<count>(?:(?P<times>une|un|la|{'|'.join(_SEVERAL)}) (?:(?:bonne|petite|grosse|grande|bon|petit) )?)"
    rf"(?P<demi>demi[- ])?(?P<count_noun>{'|'.join(_COUNTS)})s?)\b(?! de jours)"
    rf"|(?P<half>(?:\bla |(?<=\bde ))moitie)\b"
    rf"|(?P<share>\b(?:(?P<several>(?:les )?(?:deux|trois|quatre|2|3|4)) "
    rf"(?P<shares>tiers|quart|cinquieme|dixieme)s?(?:(?<=s)|(?<=tiers)){_NO_SHARE}"
    rf"|(?:{_BOUNDED}un|(?:un|le)(?= (?:tiers|quart){_SHARED})) (?P<one>tiers|quart){_NO_SHARE}))(?![\w-])"
    rf"|(?<![\w.,/])(?P<above>[1-9])/(?P<below>[2-9]|10)(?P<is_part>(?= (?:des?|du|d'|au moins|minimum)\b)|"
    rf"(?= d')|(?=\s*(?:[,;.)]|$))|(?= (?:journee|temps|poste|etp)))(?![\w/])"
    rf"|(?:(?<![\w.,/])|(?<=[0-9]/))(?P<figures>{_FIGURES})"
    rf"(?:(?: ?(?P<scale>mille|million|milliard)s?)\b)?(?![\w]*[0-9])"
    rf"|(?<!l')(?<!qu')(?P<word>{RUN})"
)
_PERCENT = re.compile(r" ?(?:%|pour ?cents?\b|p\. ?100\b)")
#: « un local neuf » is not nine of them.
_NINE = re.compile(r"^ (?:\w+(?<!plu)(?<!san)(?<!dan)[sx]|mille|cents?)\b")
_NOT_ALONE = re.compile(r"^(?:tiers|quarts?)\b|^demi\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at ``start`` to ``end``; ``percent`` where it is a share of a hundred.

    ``article`` is a lone « un » or « une », which counts only where something says so.
    """

    value: float
    start: int
    end: int
    percent: bool = False
    article: bool = False


def numbers_in(phrase: Phrase) -> list[Number]:
    """The numbers of a phrase, in order. Articles are among them, marked as such."""
    return list(_numbers(phrase))


def _numbers(phrase: Phrase) -> Iterator[Number]:
    at = 0
    while (match := NUMBER.search(phrase.folded, at)) is not None:
        number = _number(match, phrase)
        at = max(match.end() if number is None else number.end, at + 1)
        if number is not None:
            yield number
        elif match["word"]:
            at = match.start() + len(match["word"].split()[0].split("-")[0])


def _number(match: re.Match[str], phrase: Phrase) -> Number | None:
    if match["word"]:
        return _in_words(match, phrase)
    end = match.end()
    percent = bool(_PERCENT.match(phrase.folded, end))
    if match["figures"]:
        if sum(c.isdigit() for c in match["figures"]) > _LONGEST:
            return None
        value = _figures(match["figures"]) * _SCALES.get(match["scale"] or "", 1)
        return Number(value, match.start(), end, percent)
    if match["count"]:
        times = _SEVERAL.get(match["times"], 1) * (0.5 if match["demi"] else 1)
        return Number(times * _COUNTS[match["count_noun"]], match.start(), end, percent)
    if match["above"] and phrase.folded[end:].startswith((" journee", " temps", " poste", " etp")):
        return Number(round(int(match["above"]) / int(match["below"]), 2), match.start(), end)
    return Number(_share(match), match.start(), end, percent=True)


def _figures(text: str) -> float:
    bare = text.replace(" ", "")
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", bare):
        bare = bare.replace(".", "")
    return float(bare.replace(",", "."))


def _share(match: re.Match[str]) -> float:
    if match["half"]:
        return 50.0
    if match["above"]:
        return round(100 * int(match["above"]) / int(match["below"]), 2)
    several = (match["several"] or "un").removeprefix("les ")
    above = _SEVERAL.get(several) or (float(several) if several.isdigit() else 1)
    return round(100 * above / _SHARES[match["shares"] or match["one"]], 2)


def _in_words(match: re.Match[str], phrase: Phrase) -> Number | None:
    value, length = value_of(match["word"])
    if not length:
        return None
    start, end = match.start(), match.start() + length
    after = phrase.folded[end : end + 30]
    written = phrase.folded[start:end]
    if written == "neuf" and not (_NINE.match(after) or _PERCENT.match(after)):
        return None
    if _is_name(phrase.words, start, end) or after.startswith("-"):
        return None
    article = written in ("un", "une")
    if article and _NOT_ALONE.match(after.lstrip()):
        return None
    return Number(float(value), start, end, bool(_PERCENT.match(after)), article)


def _is_name(words: str, start: int, end: int) -> bool:
    """« Espace Quatre Saisons »: a capital inside a sentence, and a capital after it."""
    written, after = words[start:end], words[end : end + 3].strip()
    if start == 0 or not written.istitle() or not after[:1].isupper():
        return False
    before = words[:start].rstrip()
    return not before.endswith((".", ":", ";", "•", "-", "·"))
