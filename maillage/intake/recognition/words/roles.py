"""The vocabulary of jobs: who a fiche mission is about."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.text import fold

_ROLE = re.compile(
    r"^(?:le |la |un |une |fiche (?:de )?(?:mission|poste)s? )?(?:charge|referent|coordinat|"
    r"coordonn|responsable|"
    r"animateur|animatrice|directeur|directrice|chef de projet|conseiller|conseillere|secretaire|"
    r"mediateur|mediatrice)"
)
_MISSIONS = re.compile(r"^(?:les |ses )?(?:principales? )?missions?(?: principales?)?(?: du poste)?$")
_MISSIONS_OF = re.compile(
    r"^(?:les )?(?:principales )?missions? (?:principales )?"
    r"(?:de la |du |de l['’]|d['’]une? |de )(?P<job>\S.+)$",
    re.IGNORECASE,
)
_OTHER_HEADINGS = re.compile(
    r"^(?:liens? (?:hierarchiques?|fonctionnels?)|profil|competences|conditions|rattachement|positionnement|"
    r"temps de travail|savoirs?|qualifications?|activites annexes)"
)
_PREFIX = re.compile(r"^\s*fiche\s+(?:de\s+)?(?:missions?|postes?)\s*(?:n°\s*\d+\s*)?[:–-]\s*", re.IGNORECASE)
_LONGEST = 16


def job_in(text: str) -> str:
    """The job itself: « Fiche mission : Référente familles » is about a « Référente familles »."""
    return _PREFIX.sub("", text).strip(" :–-")


def names_role(text: str) -> bool:
    """A line that names a job: « Chargé de coopération », « Référente enfance »."""
    return len(text.split()) <= _LONGEST and bool(_ROLE.match(fold(text)))


def job_of_missions(text: str) -> str | None:
    """« Missions de la chargée de coopération »: the job that a heading of missions names itself."""
    match = _MISSIONS_OF.match(text.strip(" :"))
    return match["job"].strip() if match is not None and names_role(match["job"]) else None


def names_missions(text: str) -> bool:
    """The heading « Principales missions » of a fiche mission."""
    return bool(_MISSIONS.match(fold(text)))


def ends_missions(text: str) -> bool:
    """Another heading of a fiche mission: links, profile, skills."""
    return bool(_OTHER_HEADINGS.match(fold(text)))
