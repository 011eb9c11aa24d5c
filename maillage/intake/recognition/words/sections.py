"""The vocabulary of a fiche's headings.

A heading is recognised when every word of it is known: at least one *head*, which
tells the section, among words that such headings use. To teach the reader a new
word, add it to the heads of its section (strong: decides; weak: decides alone only)
or to the fillers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from maillage.intake.recognition.words.text import fold, stem


class Section(StrEnum):
    """What a heading announces."""

    TITLE = "title"
    REFERENCE = "reference"
    LEVEL = "level"
    PILOTS = "pilots"
    PARTNERS = "partners"
    CONTEXT = "context"
    OBJECTIVES = "objectives"
    STEPS = "steps"
    SUCCESS = "success_conditions"
    RESOURCES = "resources"
    RESIDENTS = "residents"
    CALENDAR = "calendar"
    INDICATORS = "indicators"
    STRENGTHS = "strengths"
    WEAKNESSES = "weaknesses"
    OPPORTUNITIES = "opportunities"
    THREATS = "threats"
    STAKES = "stakes"
    FACTS = "facts"
    ASIDE = "aside"


#: Sections that only a fiche has: finding one opens a fiche.
FICHE_SECTIONS = frozenset(
    {
        Section.PILOTS,
        Section.PARTNERS,
        Section.CONTEXT,
        Section.OBJECTIVES,
        Section.STEPS,
        Section.SUCCESS,
        Section.RESOURCES,
        Section.RESIDENTS,
        Section.CALENDAR,
        Section.INDICATORS,
    }
)

#: Headings of a diagnosis, which a fiche may also use for its context.
DIAGNOSIS_SECTIONS = frozenset(
    {
        Section.STRENGTHS,
        Section.WEAKNESSES,
        Section.OPPORTUNITIES,
        Section.THREATS,
        Section.STAKES,
        Section.FACTS,
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised heading; ``kind`` is the kind of indicators it announces, if any."""

    section: Section
    kind: str | None = None


_STRONG: dict[Section, str] = {
    Section.TITLE: "intitule nom titre libelle",
    Section.REFERENCE: "reference numero ref code",
    Section.PILOTS: "pilote pilotage copilote copilotage porteur porteuse portage referent referente responsable",
    Section.PARTNERS: "partenaire partenariat financeur cofinanceur",
    Section.CONTEXT: "contexte diagnostic",
    Section.OBJECTIVES: "objectif finalite but",
    Section.STEPS: "etape descriptif description deroule deroulement methode methodologie demarche",
    Section.SUCCESS: "reussite frein levier prealable",
    Section.RESOURCES: "moyen ressource financement budget cout depense recette",
    Section.RESIDENTS: "habitant usager citoyen",
    Section.CALENDAR: "calendrier echeance echeancier planning temporalite delai",
    Section.INDICATORS: "indicateur evaluation",
    Section.STRENGTHS: "atout force",
    Section.WEAKNESSES: "faiblesse fragilite",
    Section.OPPORTUNITIES: "opportunite",
    Section.THREATS: "menace",
    Section.ASIDE: "beneficiaire statut avancement priorite",
}

_WEAK: dict[Section, str] = {
    Section.PILOTS: "service structure elu coordination chef animation",
    Section.PARTNERS: "acteur",
    Section.CONTEXT: "lieux besoin problematique pourquoi justification",
    Section.OBJECTIVES: "resultat effet impact plus value",
    Section.STEPS: "modalite mise contenu action operation realisation",
    Section.SUCCESS: "condition facteur risque vigilance attention",
    Section.RESOURCES: "humain financier materiel logistique technique",
    Section.RESIDENTS: "place participation famille",
    Section.CALENDAR: "date duree periode demarrage debut",
    Section.INDICATORS: "critere suivi",
    Section.STAKES: "enjeu",
    Section.FACTS: "constat",
    Section.ASIDE: "public territoire perimetre secteur etat cible localisation communes",
}

_FILLERS = frozenset(
    """le la les l un une des de du d et ou a au aux en dans par pour sur avec son sa ses leur leurs s
    action fiche projet principal principale travail oeuvre element envisage envisagee prevu prevue
    previsionnel previsionnelle attendu attendue poursuivi poursuivie vise visee recherche
    recherchee necessaire mobilise mobilisee mobilisable mobiliser associe associee concerne concernee
    implique institutionnel institutionnelle technique operationnel operationnelle strategique general
    generale specifique local locale potentiel pressenti identifie identifiee point fort faible chef file
    maitre maitrise ouvrage politique administratif quantitatif quantitative qualitatif qualitative realisation
    resultat impact suivi outil mode disponible existant
    global globale detaille detaillee grand grande cle prioritaire social sociale partage partagee
    contrainte difficulte rencontree eventuel eventuelle observation principaux principales
    conduire mener realiser acteur executif executive initial initiale commun commune
    """.split()
)
_KNOWN_PHRASES: dict[str, Section] = {
    "action": Section.TITLE,
    "actions": Section.TITLE,
    "fiche action": Section.TITLE,
    "projet": Section.TITLE,
    "n": Section.REFERENCE,
    "no": Section.REFERENCE,
    "n action": Section.REFERENCE,
    "n de l action": Section.REFERENCE,
    "n fiche": Section.REFERENCE,
    "points de vigilance": Section.WEAKNESSES,
    "point de vigilance": Section.WEAKNESSES,
    "vigilance": Section.WEAKNESSES,
    "points forts": Section.STRENGTHS,
    "points faibles": Section.WEAKNESSES,
    "points d amelioration": Section.WEAKNESSES,
    "axes d amelioration": Section.WEAKNESSES,
    "axes de progres": Section.WEAKNESSES,
    "etat des lieux": Section.CONTEXT,
    "constats de depart": Section.CONTEXT,
    "resultats attendus": Section.OBJECTIVES,
    "resultat attendu": Section.OBJECTIVES,
    "maitre d ouvrage": Section.PILOTS,
    "maitrise d ouvrage": Section.PILOTS,
    "chef de file": Section.PILOTS,
    "qui": Section.PILOTS,
    "avec qui": Section.PARTNERS,
    "quand": Section.CALENDAR,
    "comment": Section.STEPS,
    "quoi": Section.STEPS,
    "base de travail": Section.STEPS,
    "pistes de travail": Section.STEPS,
    "pistes d action": Section.STEPS,
    "pistes d actions": Section.STEPS,
    "date de debut": Section.CALENDAR,
    "date de fin": Section.CALENDAR,
    "date de demarrage": Section.CALENDAR,
    "et": Section.ASIDE,
}
_COMPANIONS_OF_RESIDENTS = frozenset(
    "place participation implication association mobilisation concertation role contribution".split()
)
_INDEFINITE = frozenset({"des", "un", "une", "de", "d", "aucun", "aucune", "nombre", "ces", "cette"})
_NOT_HEADINGS = frozenset(
    {"et", "acteurs", "action sociale", "actions", "coordination", "participation", "moyens techniques"}
)
_KINDS = {"realisation": "realisation", "resultat": "resultat", "impact": "impact", "effet": "impact"}
_KINDS_FEMININE = {"activite": "realisation", "efficacite": "resultat"}
_ARTICLES = frozenset("le la les l".split())
_MAXIMUM_WORDS = 12
_SHORTEST_MISREAD = 5


def _index(table: dict[Section, str]) -> dict[str, Section]:
    return {word: section for section, words in table.items() for word in words.split()}


_STRONG_OF = _index(_STRONG)
_WEAK_OF = _index(_WEAK)
_SOLID = frozenset(_STRONG_OF) | frozenset(_WEAK_OF) | _FILLERS | _COMPANIONS_OF_RESIDENTS


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


def _one_slip(one: str, other: str) -> bool:
    """At most one letter differs, at the same place or added (an OCR slip, a typing slip)."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return abs(len(one) - len(other)) == 1


@lru_cache(maxsize=20_000)
def label_of(text: str) -> Label | None:
    """The heading that a whole text is, else None. The text carries no colon."""
    folded = fold(text)
    if not folded or folded in _NOT_HEADINGS:
        return None
    phrase = _KNOWN_PHRASES.get(folded)
    if phrase is not None:
        return Label(phrase)
    tokens = folded.split()
    if len(tokens) > _MAXIMUM_WORDS or tokens[0] in _INDEFINITE:
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
    companions = _COMPANIONS_OF_RESIDENTS & set(words)
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
    if Section.RESIDENTS in strong and (_COMPANIONS_OF_RESIDENTS & set(words)):
        return Section.RESIDENTS
    if strong[0] is Section.TITLE and len(strong) > 1:
        return strong[1]
    return strong[0]


def _weak_section(weak: list[Section], words: list[str]) -> Section | None:
    """A weak head decides where the heading has no other meaning."""
    present = set(words)
    if "oeuvre" in present and ("mise" in present):
        return Section.STEPS
    if "condition" in present or "facteur" in present or "vigilance" in present:
        return Section.SUCCESS
    if "modalite" in present or "contenu" in present:
        return Section.STEPS
    if {"resultat", "effet", "impact"} & present:
        return (
            Section.OBJECTIVES
            if {"attendu", "attendue", "recherche", "vise"} & present
            else Section.INDICATORS
        )
    lone = {
        "enjeu",
        "constat",
        "public",
        "duree",
        "periode",
        "besoin",
        "perimetre",
        "territoire",
        "critere",
        "date",
    }
    if lone & present:
        return weak[0]
    if "acteur" in present and ({"associe", "concerne", "mobilise", "implique"} & present):
        return Section.PARTNERS
    if words == ["realisation"]:
        return Section.INDICATORS
    if words[:1] == ["suivi"] and len(words) == 1:
        return Section.INDICATORS
    return None


def _kind(words: list[str]) -> str | None:
    for word in words:
        kind = _KINDS.get(word) or _KINDS_FEMININE.get(word)
        if kind:
            return kind
    return None
