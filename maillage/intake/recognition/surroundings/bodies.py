"""How documents name the bodies that govern a plan."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.text import fold

#: The names of bodies, as a pattern.
BODY = (
    r"comités? de pilotage|copil|comités? stratégiques?|comités? techniques?|cotech|comités? de suivi|"
    r"comités? d['’]usagers|comités? des (?:usagers|partenaires|financeurs|élus|maires)|"
    r"comités? loca(?:l|ux)|comités? opérationnels?|comités? de coordination|comités? restreints?|"
    r"bureau(?= de la ctg)|équipes?[- ]projet|"
    r"équipe de coordination|équipe opérationnelle|cellule de coordination|"
    r"(?:groupes?|ateliers?) de travail(?: (?:thématiques?|partenarial|partenariaux))?|groupes? thématiques?|"
    r"groupe[- ]projet|commissions? thématiques?|réseau des chargés de coopération|"
    r"instances? (?:décisionnelles?|opérationnelles?|techniques?|tactiques?|politiques?|stratégiques?|"
    r"partenariales?|de (?:pilotage|suivi|coordination|concertation|décision))"
)
_NAME = re.compile(rf"(?P<name>\b(?:{BODY})(?: (?:de la |du |de )?(?:ctg|convention))?)(?!\w)", re.IGNORECASE)
_STARTS = re.compile(
    rf"^(?:\d+[.)]\s*)?(?P<name>(?:(?:les? |la |l['’]|une? )?(?:{BODY}))\b[^:()–—]{{0,60}}?)"
    r"\s*(?P<mark>\(|:|\s[–—-]\s|$)(?P<rest>.*)$",
    re.IGNORECASE,
)
#: « Le comité de pilotage rassemble les maires… »: the name, then what the body does.
_DOES = re.compile(
    rf"^(?P<name>(?:les? |la |l['’])?(?:{BODY})(?: (?:de la |du )?(?:ctg|convention|plan))?)\s+"
    r"(?:rassemble|regroupe|réunit|associe|comprend|est (?:composée?|constituée?)|se réunit|[ao]n?t? pour)\b",
    re.IGNORECASE,
)
_TYPES = (
    ("copil", re.compile(r"pilotage|copil|strategique|decisionnelle|decision|politique")),
    ("equipe", re.compile(r"equipe|cellule|\bde coordination|chargés de coopération")),
    ("cotech", re.compile(r"technique|cotech|suivi")),
    ("groupe", re.compile(r"groupe|commission|operationnel|atelier")),
)
#: « Missions : préparer le comité de pilotage » says something of another body.
_TRAIT = re.compile(
    r"^(?:composition|membres|missions?|r[ôo]les?|objectifs?|fréquence|rythme)\s*:", re.IGNORECASE
)
_LONGEST_LINE = 12
_LONGEST_NAME = 9
_LONGEST_ACRONYM = 3


def body_named(text: str) -> str | None:
    """The body that a line introduces: it begins with its name, or ends with it."""
    does = _DOES.match(text)
    if does is not None:
        return does["name"].strip()
    started = _STARTS.match(text)
    if started is not None and len(started["name"].split()) <= _LONGEST_NAME:
        inner = body_named(started["rest"].strip()) if started["mark"] == ":" else None
        if inner is not None and len(started["rest"].split()) <= _LONGEST_NAME:
            return inner
        if started["mark"].strip() or len(text.split()) <= _LONGEST_NAME:
            return started["name"].strip(" -–")
    if len(text.split()) > _LONGEST_LINE or _TRAIT.match(text):
        return None
    match = _NAME.search(text)
    if match is None:
        return None
    rest = re.sub(r"\([^)]*\)", "", text[match.end() :]).strip(" :.-–")
    return match["name"].strip() if len(rest.split()) <= _LONGEST_ACRONYM else None


def type_of_body(name: str) -> str:
    """copil, cotech, groupe, equipe or autre, by the words of the name."""
    folded = fold(name)
    return next((kind for kind, pattern in _TYPES if pattern.search(folded)), "autre")
