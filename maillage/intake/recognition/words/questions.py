"""Headings written as questions or in the first person: « Qui pilote ? », « Ce que nous ferons »."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.vocabulary import Section

_LONGEST = 9
_WE = r"(?:ce )?(?:que |qu )(?:nous |l on |on )?"
_DO = r"(?:allons |va |voulons )?(?:faire|ferons|faisons|fait|fera|proposons|propose|mettre)"
_HOW = r"comment(?: faire| agir| allons nous.*| (?:nous|on) (?:allons|va|comptons|ferons|fera)\b.*)?"
_WORRIES = (
    r"^ce qui (?:(?:nous )?(?:inquiete|manque|preoccupe|fragilise|freine)|coince|"
    r"(?:fonctionne|marche|va) (?:moins|mal)(?: bien)?|ne (?:fonctionne|marche|va) pas(?: bien)?|"
    r"(?:est|reste|peut etre) (?:a )?amelior\w+)$"
)
#: On folded text, the first that matches tells; each needs the whole heading.
_PATTERNS = tuple(
    (section, re.compile(pattern))
    for section, pattern in (
        (Section.CONTEXT, rf"^(?:pourquoi\b.*|{_WE}(?:constat|observ|sav)\w*)$"),
        (Section.CONTEXT, r"^(?:(?:d ou|de quoi) (?:partons nous|part on)|quels? constats?\b.*)$"),
        (Section.PARTNERS, r"^(?:avec qui|avec quels? (?:partenaire|acteur)s?)\b.*$"),
        (Section.ASIDE, r"^(?:pour qui|ou|a qui|quels? publics?)\b.*$"),
        (
            Section.PILOTS,
            r"^qui (?:pilote|porte|fait|anime|coordonne|est responsable|conduit)\b.*$",
        ),
        (Section.CALENDAR, r"^(?:quand|a quelle echeance|dans quels? delais?|a quel moment)\b.*$"),
        (
            Section.RESOURCES,
            r"^(?:combien|avec quoi|avec quels? (?:moyen|budget|financement|ressource)s?)\b.*$",
        ),
        (
            Section.INDICATORS,
            r"^(?:comment|a quoi).* (?:reussi\w*|mesur\w+|evalu\w+|atteints?|verra\w*|reconnait\w*)\b.*$",
        ),
        (Section.SUCCESS, r"^(?:ce )?a quoi (?:il faut|il faudra|faire|etre|nous devons|veiller)\b.*$"),
        (Section.OBJECTIVES, r"^(?:ce qui est (?:vise|attendu|recherche|souhaite)|a quoi (?:cela|ca) sert)$"),
        (Section.STEPS, r"^ce qui (?:sera|va etre|est) (?:fait|mis en (?:place|oeuvre)|prevu|propose)$"),
        (Section.PILOTS, r"^qui (?:s en (?:occupe|charge)|est (?:referent|responsable))\b.*$"),
        (
            Section.STRENGTHS,
            r"^ce qui (?:(?:nous )?(?:reussit|rassure)|(?:fonctionne|marche|va)(?: deja)?(?: bien)?)$",
        ),
        (Section.WEAKNESSES, _WORRIES),
        (
            Section.OBJECTIVES,
            rf"^(?:pour quoi faire|{_WE}(?:voulons|visons|cherchons|souhaitons|attendons|veut|vise)\b.*)$",
        ),
        (
            Section.STEPS,
            rf"^(?:{_HOW}|quelles? (?:etape|action)s?\b.*|{_WE}{_DO}\b.*)$",
        ),
    )
)


def section_asked(folded: str) -> Section | None:
    """The section that a heading asks for or announces in the first person, else None."""
    if len(folded.split()) > _LONGEST:
        return None
    return next((section for section, pattern in _PATTERNS if pattern.match(folded)), None)
