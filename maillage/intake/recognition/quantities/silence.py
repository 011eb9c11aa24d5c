"""What looks like a number and counts nothing: dates, ages, spans, references, names."""

from __future__ import annotations

import re

from maillage.intake.recognition.quantities.phrase import Phrase
from maillage.intake.recognition.quantities.words import RUN

_MONTHS = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|dec(?:embre)?)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_N = r"[0-9]+\+?"
_NUMBERED = (
    r"(?:n ?°|no\.|numero|articles?|art\.|phases?|etapes?|axes?|actions?|fiches?|(?<!\()objectifs?|volets?|"
    r"chapitres?|annexes?|page|lot|tranche|niveau|priorite|orientation|enjeu|mesure|scenario|ctg|cycle|convention|"
    r"saison|erasmus|version|zone)"
)
_DATES = (
    rf"\b{_YEAR}(?: ?[-–/] ?(?:[0-9]{{4}}|[0-9]{{2}}))?\b(?! ?(?:€|euros?\b|%)|,[0-9])",
    r"\b[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b",
    rf"\b[0-9]{{1,2}}/{_YEAR}\b",
    rf"\b(?:[0-9]{{1,2}}|1er)(?: ?(?:-|et|au|a) ?[0-9]{{1,2}})? {_MONTHS}\b\.?",
    rf"\b{RUN} {_MONTHS.replace('(?:embre)?', 'embre')}\b",
    r"\b[ts][1-4]\b",
    r"\b[0-9]{1,2} ?h ?[0-9]{2}\b",
    r"\b(?:a|de|des|jusqu'a|avant|apres|et) [0-9]{1,2} ?h(?: ?[0-9]{2})?\b(?! (?:de|d'|par|/))",
    r"\b[0-9]{1,2} ?h ?/ ?24\b|\b7 ?j(?:ours)? ?(?:/|sur) ?7\b",
)
_AGES = (
    rf"\b(?:{_N} ?(?:-|–|a|/|et|ou) ?)?{_N} ?(?:ans|mois)\b(?! ?/)",
    rf"\b(?:{RUN} (?:a|et|ou) )?(?:{RUN}) (?:ans|mois)\b",
    rf"\b{_N} (?:premier|derniere?)e?s? (?:annee|mois)s?\b",
    rf"\btou(?:te)?s les (?:[0-9]+|{RUN}) \w+",
    (
        rf"\b(?:sur|pendant|durant|dans|d'ici|sous) (?:les |une duree de )?(?:[0-9]+|{RUN}) "
        r"(?:annees?|semaines?|jours?)\b"
    ),
)
_NAMES = (
    r"\b[0-9]+ ?(?:ere|er|eme|ieme|e|nde|nd)\b(?![\w'])",
    rf"\b{_NUMBERED} ?(?:n ?° ?)?[0-9]+(?:[.\-][0-9]+)*(?![0-9%]| ?(?:%|€))",
    r"\bart(?:icles?|\.) ?[lrd]\.? ?[0-9][0-9\-.]*",
    r"\b[lrd]\. ?[0-9]+(?:-[0-9]+)*",
    (
        r"\b(?:loi|decret|arrete|circulaire|ordonnance|instruction|directive)s?"
        r"(?: n ?°)?(?: (?:de|du))? ?[0-9]+(?:-[0-9]+)*"
    ),
    (
        r"\b(?:qf|quotients? famili(?:al|aux)) ?[^,;.:()0-9]{0,40}[0-9]+(?: [0-9]{3})*"
        r"(?: ?(?:et|a|-) ?[0-9]+)? ?€?"
    ),
    r"\b[a-z]{2,}-[0-9]+\b(?!-)",
    r"\b[0-9]+ x [0-9]+\b|\b[0-9]+x[0-9]+\b",
    r"\b0[1-9](?:[ .][0-9]{2}){4}\b",
    r"\b[0-9]+(?: (?:bis|ter))?,? (?:rue|avenue|boulevard|impasse|route|allee) ",
)
_SILENT = re.compile("|".join(f"(?:{shape})" for shape in (*_DATES, *_AGES, *_NAMES)))
#: Where a time is what is measured, months and years count: « délai inférieur à 3 mois ».
_SPAN_MEASURED = re.compile(r"\b(?:delais?|durees?|attente|anciennete)\b[^.;]{0,60}$")
_SPAN = re.compile(r" ?(?:ans|mois)$")
_OVER = re.compile(r"\b(?:sur|pendant|durant)(?: une duree de)? $")


def counted(phrase: Phrase) -> Phrase:
    """The phrase with everything that counts nothing blanked out."""
    holes = [match.span() for match in _SILENT.finditer(phrase.folded) if not _measures(phrase.folded, match)]
    return Phrase(_blanked(phrase.words, holes), _blanked(phrase.folded, holes))


def _measures(text: str, match: re.Match[str]) -> bool:
    if not _SPAN.search(match[0]):
        return False
    before = text[max(0, match.start() - 80) : match.start()]
    return bool(_SPAN_MEASURED.search(before)) and not _OVER.search(before)


def _blanked(text: str, holes: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in holes:
        parts.append(text[last:start] + "·" * (end - start))
        last = end
    return "".join(parts) + text[last:]
