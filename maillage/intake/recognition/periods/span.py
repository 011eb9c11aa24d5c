"""From the phrases of a calendar to a start and an end, no more precise than what they say."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from maillage.intake.recognition.periods.moments import Moment, moments_in
from maillage.intake.recognition.quantities.phrase import Phrase

_TO = re.compile(
    r"^ ?(?::|,)? ?(?:-|–|→|->|/|\ba(?: l'| la)?|\bau|\bjusqu'(?:a(?: l'| la)?|au|en)) ?"
    r"(?:(?:fin|debut|mi|le|de|mois de) ?-?)*$"
)
_UNTIL = re.compile(
    r"(?:\bjusqu'(?:en|a(?: l'| la)?|au)|\bd'ici(?: a)?|\bavant(?: la| l'| le)?|"
    r"\bau plus tard(?: en| le| a la)?|\bfin(?: prevue)? ?:|\becheance ?:?) ?(?:(?:le|de|fin|debut) ?)*$"
)
_CONTINUOUS = re.compile(
    r"\bau fil de l'eau\b|\ben continue?\b|\btoute l'annee\b|\btout au long\b|\bpermanen(?:t|te|ce)\b|"
    r"\bcontinue?\b|\b(?:sur|pendant|durant) (?:toute )?la duree (?:de la|du|de cette) \w+|"
    r"\bchaque annee\b|\btous les ans\b|\bannuel(?:lement)?\b|\brecurrent"
)
_ONWARD_BEFORE = re.compile(
    r"\b(?:des|a partir d[eu]|a compter d[eu]|depuis) ?(?:(?:la|le|l'|fin|debut|mi) ?)*$"
)
_ONWARD_AFTER = re.compile(
    r"^ ?(?:et (?:apres|au-dela|plus|suivant|les annees suivantes|annees suivantes)|puis|"
    r"pour les annees suivantes|…|\.\.\.|et suite|\+(?! ?[0-9]))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """When something runs. ``undated`` are the words of moments that bear no year.

    ``continuous``: all along, without a term; ``open_ended``: from its start on.
    """

    start: Moment | None = None
    end: Moment | None = None
    continuous: bool = False
    open_ended: bool = False
    undated: tuple[str, ...] = ()


def span_of(text: str) -> Span:
    """The span that calendar phrases tell, joined by « ; »: the first moment, and a stated end."""
    phrase = Phrase.of(text)
    moments = _with_years(phrase, moments_in(phrase))
    dated = [moment for moment in moments if moment.dated]
    undated = tuple(phrase.words[moment.start : moment.end] for moment in moments if not moment.dated)
    start, end = _ends(phrase.folded, dated)
    return Span(
        start=start,
        end=end,
        continuous=bool(_CONTINUOUS.search(phrase.folded)),
        open_ended=end is None and start is not None and _onward(phrase.folded, start),
        undated=undated,
    )


def _with_years(phrase: Phrase, moments: list[Moment]) -> list[Moment]:
    """« septembre à décembre 2024 »: the year of a range is said once."""
    dated = list(moments)
    for index in range(len(moments) - 2, -1, -1):
        one, other = dated[index], dated[index + 1]
        if not one.dated and other.dated and _is_link(phrase.folded[one.end : other.start]):
            year = other.year if one.first.replace(year=other.year) <= other.first else other.year - 1
            dated[index] = one.in_year(year)
    return dated


def _is_link(between: str) -> bool:
    return bool(_TO.match(between)) or between in (" et ", ", ", " puis ")


def _ends(text: str, moments: list[Moment]) -> tuple[Moment | None, Moment | None]:
    if not moments:
        return None, None
    first = moments[0]
    if first.last.year > first.first.year:
        return first, first
    for one, other in itertools.pairwise(moments):
        if _TO.match(text[one.end : other.start]) and one.first <= other.last:
            return first, other
    ending = next((m for m in moments if _UNTIL.search(text[max(0, m.start - 40) : m.start])), None)
    if ending is None:
        return first, _short_range(text, first)
    return (None if ending is first else first), ending


def _short_range(text: str, first: Moment) -> Moment | None:
    """« 2024-26 »."""
    match = re.match(r" ?[-–/] ?([0-9]{2})(?![0-9])", text[first.end :])
    if match is None or first.precision != "annee" or int(match[1]) <= first.year % 100:
        return None
    return first.in_year(first.year - first.year % 100 + int(match[1]))


def _onward(text: str, moment: Moment) -> bool:
    before = text[max(0, moment.start - 30) : moment.start]
    return bool(_ONWARD_BEFORE.search(before) or _ONWARD_AFTER.match(text[moment.end : moment.end + 40]))
