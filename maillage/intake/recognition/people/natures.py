"""What a pilot is: an elected person, an officer, a service, a structure, or nobody yet."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.text import fold

ELECTED, OFFICER, SERVICE, STRUCTURE, TO_DEFINE = "elu", "technicien", "service", "structure", "a_definir"

_TO_DEFINE = re.compile(
    r"\b(?:a (?:definir|determiner|preciser|designer|identifier|confirmer|completer|nommer)|selon|variables?|"
    r"indetermine|non defini|differents pilotes|en cours de (?:definition|recrutement|designation)|a venir)\b"
)
_ELECTED = (
    "elue?s? maires? adjointe?s? vp vice_presidente?s? presidente?s? presidence "
    "administrat(?:eur|rice)s? "
    "conseill(?:er|ere)s?_(?:municipa|communautai|departementa|regiona|delegue)\\w* municipalites? "
    "bureau_(?:communautaire|municipal)"
)
_OFFICER = (
    "direct(?:eur|rice)s? coord(?:inat|onnat)(?:eur|rice)s? (?<!en_)chargee?s?_de? responsables? "
    "referente?s? animat(?:eur|rice)s? dgs dga dgst cheff?e?s? agente?s? technicien(?:ne)?s? "
    "educat(?:eur|rice)s? deleguee?s? infirmiere?s? puericultrices? secretaires? mediat(?:eur|rice)s? "
    "gestionnaires? assistante?s?_socia\\w+ conseill(?:er|ere)s?_(?:numerique|technique|en|de|d)\\w* "
    "intervenante?s? psychologues? enseignante?s? professionnel(?:le)?s? travailleurs?_soci\\w+"
)
_SERVICE = (
    "services? directions? poles? coordinations? cellules? guichets? mediatheques? bibliotheques? "
    "ludotheques? relais rpe ram laep multi_accueils? creches? micro_creches? alsh alae "
    "accueils?_de_loisirs paj pij pmi espaces?_jeunes? points?_(?:jeunes?|information|d_accueil) "
    "maisons?_(?:de|des|du|d) france_services ecoles?_de_musique equipes?"
)
_STRUCTURE = (
    "villes? communes? mairies? communaute metropole agglomeration agglo cc caf msa departement "
    "conseil region etat prefecture ccas cias associations? centres?_soci\\w+ csc education_nationale "
    "academie dsden ars cpam federations? syndicats? sivos sivu colleges? lycees? ecoles? comites? "
    "copil cotech missions?_locales? hopita\\w+ mutualite udaf entreprises? pays petr epci reseaux? "
    "clubs? foyers? evs bureau"
)
_ACRONYM = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ0-9&]{1,9}(?: ?/ ?[A-ZÀ-Þ0-9&]{2,10})*$")
#: « Elu-e », « coordinateur-trice », « référent·e »: the second ending says nothing of the nature.
_ENDING = re.compile(r"[-·.(](?:e|s|es|le|ne|trice|rice|euse|ère|ere)\b(?:[-·.]?s\b)?\)?", re.IGNORECASE)
#: « élue référente », « administrateur référent »: the role of somebody elected.
_REFERENT = re.compile(r"\breferente?s?\b")


def _heads(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", " "))


_IS_ELECTED, _IS_OFFICER, _IS_SERVICE, _IS_STRUCTURE = map(_heads, (_ELECTED, _OFFICER, _SERVICE, _STRUCTURE))


def nature_of(name: str) -> str:
    """The nature of a pilot from its words; empty where they do not tell, or tell two at once."""
    folded = fold(_ENDING.sub("", name))
    if not folded or _TO_DEFINE.search(folded):
        return TO_DEFINE if folded or "?" in name else ""
    elected = bool(_IS_ELECTED.search(folded))
    officer = bool(_IS_OFFICER.search(_REFERENT.sub("", folded) if elected else folded))
    if elected or officer:
        return "" if elected and officer else ELECTED if elected else OFFICER
    if _IS_SERVICE.search(folded):
        return SERVICE
    if _IS_STRUCTURE.search(folded) or _ACRONYM.match(name.strip()):
        return STRUCTURE
    return ""
