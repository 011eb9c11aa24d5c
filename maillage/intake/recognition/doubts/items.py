"""Doubts about an item: one pilot or two, which year, which quantity, which money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.intake.recognition.document import Action, Doubt, Period
from maillage.intake.recognition.doubts.wording import NBSP, about, called, in_words, quoted
from maillage.intake.recognition.people import nature_of
from maillage.intake.recognition.periods import span_of
from maillage.intake.recognition.quantities.grammar import quantity_starts
from maillage.intake.recognition.quantities.phrase import Phrase

_BETWEEN = re.compile(r"\s+\+\s+|\s+/\s+|\s+et\s+(?!de\b|du\b|des\b|d['’])")
_BARE = re.compile(r"^(?:[^:]{0,40}:\s*)?(?P<number>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{3,7})$")
_MONEY = re.compile(r"budget|co[ûu]t|financ|subvention|dotation|montant|prix|enveloppe", re.IGNORECASE)
_BEFORE_CUT = re.compile(
    r"[\s,;+]*(?:(?:\b(?:et|avec|dont|pour|ainsi que|ou|de|à|au moins|au minimum)|d['’]|\+)\s*)*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^[\s,;]*(?:et|avec|dont|pour|ainsi que|ou)\s+", re.IGNORECASE)
_MOST_YEARS = 6
#: What comes back needs no year: « chaque été ».
_EVERY = re.compile(r"\b(?:chaque|tous les|toutes les)\b", re.IGNORECASE)
#: What says of whom or when a quantity is counted is no second one: « sous 700 € de quotient ».
_OF_WHOM = re.compile(
    r"\b(?:sous|âgée?s? de|tous les|toutes les|dès|à partir de|au-dessous de)\s*$", re.IGNORECASE
)
_UNSETTLED = {"", "a_definir"}


def about_items(action: Action, period: Period) -> Iterator[Doubt]:
    """The doubts about what a fiche says, field by field."""
    yield from _about_pilots(action)
    yield from _about_calendar(action, period)
    yield from _about_quantities(action)
    yield from _about_money(action)


def _about_pilots(action: Action) -> Iterator[Doubt]:
    """« Élue petite enfance + RPE » : two natures around a sign that joins or parts."""
    for pilot in action.pilots:
        parts = [part.strip() for part in _BETWEEN.split(pilot.text) if part.strip()]
        natures = [nature_of(part) for part in parts]
        if len(parts) != 2 or _UNSETTLED & set(natures):
            continue
        if not _worth_asking(pilot.text, parts, natures):
            continue
        yield about(
            pilot,
            "Un signe ou un mot relie deux pilotes possibles.",
            action.ref,
            "pilots",
            question=f"{quoted(pilot.text)}{NBSP}: un pilote ou deux{NBSP}?",
            options=(pilot.text, "\n".join(parts)),
        )


def _worth_asking(text: str, parts: list[str], natures: list[str]) -> bool:
    """« CC / RPE », a body and its own service, is one; so is what « et » joins inside a name."""
    if " + " in text:
        return True
    if natures[0] == natures[1] or set(natures) == {"structure", "service"}:
        return False
    return parts[1][:1].isupper() or natures[1] in ("elu", "technicien")


def _about_calendar(action: Action, period: Period) -> Iterator[Doubt]:
    yield from _about_years(action, period)
    if action.schedule.start or action.schedule.end or action.schedule.start_year:
        return
    for item in action.calendar:
        undated = span_of(item.text).undated
        if not undated or _EVERY.search(item.text):
            continue
        years = range(period.start, period.end + 1) if period.start and period.end else range(0)
        options = (
            f"{item.text} {year}" for year in list(years)[:_MOST_YEARS] if item.text.endswith(undated[-1])
        )
        yield about(
            item,
            f"Ce calendrier ne dit pas l’année de {quoted(undated[0])}.",
            action.ref,
            "calendar",
            question=f"Quand commence {called(action.ref)}{NBSP}?",
            options=tuple(options),
        )
        return


def _about_years(action: Action, period: Period) -> Iterator[Doubt]:
    for year in (action.schedule.start_year, action.schedule.end_year):
        if year is None or period.start is None or period.end is None or not action.calendar:
            continue
        if not period.start <= year <= period.end:
            said = next((item for item in action.calendar if str(year) in item.text), action.calendar[0])
            reason = f"{year} est hors de la période de la convention, {period.start}-{period.end}."
            question = f"{year}, est-ce bien l’année{NBSP}?"
            yield about(said, reason, action.ref, "calendar", question=question)
            return


def _about_quantities(action: Action) -> Iterator[Doubt]:
    for indicator in action.indicators:
        if indicator.target is None:
            continue
        parts = parted(indicator.text)
        if len(parts) > 1:
            yield about(
                indicator,
                f"Plusieurs quantités dans cet indicateur{NBSP}: la première est prise pour cible.",
                action.ref,
                "indicators",
                question=f"Un indicateur ou {in_words(len(parts))}{NBSP}?",
                options=(indicator.text, "\n".join(parts)),
            )


def parted(text: str) -> list[str]:
    """A phrase cut before each quantity but the first, the little words that joined them left out."""
    words = Phrase.of(text).words
    parts, last = [], 0
    for start in quantity_starts(text)[1:]:
        if _OF_WHOM.search(words[last:start]):
            continue
        joined = _BEFORE_CUT.search(words[last:start])
        cut = last + joined.start() if joined else start
        parts.append(words[last:cut])
        last = cut
    parts.append(words[last:])
    return [clean for part in parts if (clean := _LEADING.sub("", part).strip(" ,;"))]


def _about_money(action: Action) -> Iterator[Doubt]:
    """A bare number among the means: euros, and for how long?"""
    for item in action.resources:
        bare = _BARE.match(item.text.strip())
        if bare is None or not (_MONEY.search(item.text) or bare.start("number") == 0):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", bare["number"]):
            continue
        yield about(
            item,
            "Un nombre sans unité.",
            action.ref,
            "resources",
            question=f"{bare['number']}{NBSP}: des euros, et pour combien de temps{NBSP}?",
            options=(f"{item.text} €", f"{item.text} € par an", item.text),
        )
