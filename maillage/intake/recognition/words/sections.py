"""Headings recognised by their words, whatever the case, the accents or a misread letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from maillage.intake.recognition.words.phrases import PHRASES
from maillage.intake.recognition.words.questions import section_asked
from maillage.intake.recognition.words.text import fold, stem
from maillage.intake.recognition.words.vocabulary import (
    COMPANIONS_OF_RESIDENTS,
    DIAGNOSIS_SECTIONS,
    FICHE_SECTIONS,
    FILLERS,
    INDEFINITE,
    KINDS,
    KINDS_FEMININE,
    NOT_HEADINGS,
    STRONG,
    WEAK,
    Section,
)

__all__ = ["DIAGNOSIS_SECTIONS", "FICHE_SECTIONS", "Label", "Section", "is_heading_word", "label_of"]

_ARTICLES = frozenset("le la les l".split())
_PLANNED = frozenset({"mener", "conduire", "realiser", "prevu", "prevue", "envisage", "envisagee"})
_EXPECTED = frozenset({"attendu", "attendue", "recherche", "vise"})
_INVOLVED = frozenset({"associe", "concerne", "mobilise", "implique"})
_LONE_HEADS = frozenset("enjeu constat public duree periode besoin perimetre territoire critere date".split())
#: « Chef(s) de file », « Élu·e référent·e », « Référent.e.s »: the ending that a word may take.
_GENDER = re.compile(
    r"\((?:s|x|e|es|ne|trice|rice|euse|ère)\)(?:\(?s\)?)?|(?<=\w)[·•.-](?:es?|trices?|rices?|euses?|ères?)\b(?:[·.]s\b)?",
    re.IGNORECASE,
)
_MAXIMUM_WORDS = 12
#: « Nos forces », « Notre territoire : atouts » : whose they are changes nothing.
_OURS = frozenset({"nos", "notre"})
_SHORTEST_MISREAD = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised heading; ``kind`` is the kind of indicators it announces, if any."""

    section: Section
    kind: str | None = None


def _index(table: dict[Section, str]) -> dict[str, Section]:
    return {word: section for section, words in table.items() for word in words.split()}


def _stemmed(folded: str) -> str:
    return " ".join(stem(word) for word in folded.split())


#: Phrases of several words in either number: « Constat de départ » as « Constats de départ ».
_PHRASE_STEMS = {_stemmed(phrase): section for phrase, section in PHRASES.items() if " " in phrase}
_STRONG_OF = _index(STRONG)
_WEAK_OF = _index(WEAK)
_SOLID = frozenset(_STRONG_OF) | frozenset(_WEAK_OF) | FILLERS | COMPANIONS_OF_RESIDENTS


def _without_a_letter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _slips() -> dict[str, list[str]]:
    """The vocabulary by its words with a letter missing: words one slip apart share such a form."""
    index: dict[str, list[str]] = {}
    for word in sorted(_SOLID):
        if len(word) >= _SHORTEST_MISREAD:
            for form in (word, *_without_a_letter(word)):
                index.setdefault(form, []).append(word)
    return index


_SLIPS = _slips()


@lru_cache(maxsize=4096)
def _known(word: str) -> str | None:
    """The vocabulary's form of a folded word, misread by a letter or not, else None."""
    singular = stem(word)
    if word in _SOLID:
        return word
    if singular in _SOLID:
        return singular
    if len(singular) < _SHORTEST_MISREAD or any(c.isdigit() for c in singular):
        return None
    for slip in (singular, *_without_a_letter(singular)):
        for candidate in _SLIPS.get(slip, ()):
            if _one_slip(candidate, singular):
                return candidate
    return None


def is_heading_word(folded: str) -> bool:
    """A folded word that headings use, written without any slip."""
    return folded in _SOLID or stem(folded) in _SOLID


def _one_slip(one: str, other: str) -> bool:
    """At most one letter differs, at the same place or added (an OCR slip, a typing slip)."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return abs(len(one) - len(other)) == 1


@lru_cache(maxsize=20_000)
def label_of(text: str) -> Label | None:
    """The heading that a whole text is, else None. The text carries no colon."""
    folded = fold(_GENDER.sub("", text))
    if not folded or folded in NOT_HEADINGS:
        return None
    phrase = PHRASES.get(folded) or _PHRASE_STEMS.get(_stemmed(folded))
    if phrase is not None:
        return Label(phrase, _kind(folded.split()) if phrase is Section.INDICATORS else None)
    asked = section_asked(folded) if "?" not in text and ":" not in text else None
    if asked is not None:
        return Label(asked)
    tokens = folded.split()
    if tokens[0] in _OURS:
        ours = label_of(" ".join(tokens[1:]))
        return ours if ours is not None and ours.section in DIAGNOSIS_SECTIONS else None
    if len(tokens) > _MAXIMUM_WORDS or tokens[0] in INDEFINITE:
        return None
    known: list[str] = []
    for token in tokens:
        word = _known(token)
        if word is None:
            return None
        known.append(word)
    section = _section(known)
    if section is None or not _consistent(section, known):
        return None
    return Label(section, _kind(known) if section is Section.INDICATORS else None)


def _consistent(section: Section, words: list[str]) -> bool:
    """« Les citoyens » alone, « implication des partenaires » are no headings."""
    companions = COMPANIONS_OF_RESIDENTS & set(words)
    if section is Section.RESIDENTS:
        return bool(companions)
    if section is Section.ASIDE:
        telling = next((word for word in words if word not in _ARTICLES), "")
        return _STRONG_OF.get(telling, _WEAK_OF.get(telling)) is Section.ASIDE
    return not companions


def _section(words: list[str]) -> Section | None:
    strong = [_STRONG_OF[word] for word in words if word in _STRONG_OF]
    if strong:
        return _arbitrate(strong, words)
    weak = [_WEAK_OF[word] for word in words if word in _WEAK_OF]
    if not weak:
        return None
    return _weak_section(weak, words)


def _arbitrate(strong: list[Section], words: list[str]) -> Section:
    """« Modalités d'évaluation », « place des habitants dans la démarche »: the telling head wins."""
    if Section.INDICATORS in strong and strong[0] in {Section.INDICATORS, Section.STEPS, Section.CALENDAR}:
        return Section.INDICATORS
    if Section.RESIDENTS in strong and (COMPANIONS_OF_RESIDENTS & set(words)):
        return Section.RESIDENTS
    if strong[0] is Section.TITLE and len(strong) > 1:
        return strong[1]
    return strong[0]


def _weak_section(weak: list[Section], words: list[str]) -> Section | None:
    """A weak head decides where the heading has no other meaning."""
    present = set(words)
    if {"mise", "oeuvre"} <= present:
        return Section.STEPS
    if {"condition", "facteur", "vigilance"} & present:
        return Section.SUCCESS
    if {"modalite", "contenu"} & present or ("action" in present and _PLANNED & present):
        return Section.STEPS
    if {"resultat", "effet", "impact"} & present:
        return Section.OBJECTIVES if _EXPECTED & present else Section.INDICATORS
    if _LONE_HEADS & present:
        return weak[0]
    if "acteur" in present and _INVOLVED & present:
        return Section.PARTNERS
    return Section.INDICATORS if words in (["realisation"], ["suivi"]) else None


def _kind(words: list[str]) -> str | None:
    for word in words:
        kind = KINDS.get(word) or KINDS_FEMININE.get(word)
        if kind:
            return kind
    return None
