"""What an unknown heading announces, from what stands under it in all fiches, and where.

Each section has marks that its lines usually bear: euros for the means, months for the
calendar, names of bodies for the partners. The marks, the words of the heading itself, its place
among the others and what is still missing are added up; the likeliest pairs are chosen first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold, stem
from maillage.intake.recognition.words.vocabulary import STRONG, WEAK

_ENOUGH = 1.2
_NOTHING = 0.5
_BY_CONTENT = 3.0
_BY_HEAD, _BY_WEAK_HEAD = 1.0, 0.5
_BY_PLACE = 1.0
_ALREADY = 2.0
_FEW_NAMES = 2.2

#: Where a section usually stands in a fiche, from 0 to 1.
_USUAL_PLACE: dict[Section, float] = {
    Section.CONTEXT: 0.0,
    Section.OBJECTIVES: 0.14,
    Section.ASIDE: 0.25,
    Section.STEPS: 0.3,
    Section.PILOTS: 0.42,
    Section.PARTNERS: 0.55,
    Section.RESOURCES: 0.68,
    Section.RESIDENTS: 0.72,
    Section.SUCCESS: 0.76,
    Section.CALENDAR: 0.84,
    Section.INDICATORS: 1.0,
}
_MONTH = (
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|rentree|"
    r"trimestre|semestre|printemps|automne|hiver|ete|annee|annuel|mensuel|des|fin|debut|courant|duree|"
    r"court|moyen|long|terme|tout au long|en continu|permanent"
)
_BODY = (
    r"caf|msa|pmi|ccas|cias|rpe|laep|carsat|cpam|ars|mdph|camsp|crij|ddets|dsden|conseil|departement|region|"
    r"commune|mairie|ville|communaute|agglomeration|syndicat|association|federation|centre|college|lycee|"
    r"ecole|hopital|mission locale|france travail|bailleur|mediatheque|bibliotheque|creche|maison|espace|"
    r"education nationale|caisse|partenaires?|structures?|"
    r"professionnel\w*|acteurs?|club|office|chambre|reseau|foyer|udaf|mjc|epn|gendarmerie|police|medecin|pharmacie"
)
_JOB = (
    r"elue?|maire|adjointe?|vice|presidente?|directeur|directrice|direction|service|responsable|referente?|"
    r"coordinat\w+|coordonnat\w+|charge[es]?|animat\w+|technicien\w*|chef\w*|agent|a definir|a preciser|dgs"
)
_MEANS = (
    r"€|euros?|k€|m€|etp|budget|cout|subvention|financ\w+|prestation|ps|bonus|fonds|heures?|poste|salaire|"
    r"materiel|vehicule|locaux|local|temps|salle|logiciel|frais|credits?|investissement|fonctionnement|bourses?"
)
_COUNTED = (
    r"nombre|nb|taux|part|pourcentage|proportion|evolution|frequentation|satisfaction|effectif|delai moyen|"
    r"au moins|au minimum|minimum|realisee?s?|creee?s?|ouverte?s?|formee?s?|accueillie?s?|participants?"
)
_WISH = (
    r"permettre|favoriser|ameliorer|renforcer|soutenir|lutter|prevenir|faciliter|garantir|reduire|rompre|"
    r"rapprocher|encourager|valoriser|assurer|donner|lever|augmenter|maintenir|eviter|offrir|proposer|faire|"
    r"repondre|contribuer|sensibiliser|securiser|retablir|consolider|diversifier|informer|aider"
)
_DEED = (
    r"creer|organiser|recruter|mettre|ouvrir|installer|rencontrer|rediger|elaborer|recenser|signer|former|"
    r"amenager|acheter|tester|animer|tenir|choisir|etudier|obtenir|diffuser|lancer|realiser|construire|"
    r"programmer|identifier|mobiliser|planifier|concevoir|deployer|equiper|inviter|creation|organisation|"
    r"elaboration|recensement|recrutement|ouverture|installation|signature|formation|enquete|etude|recherche|appel|suivi|mise|aide|achat|choix|collecte|point|reunions?"
)
_NEED = (
    r"manque|absence|aucune?|peu|insuffisan\w+|hausse|baisse|difficulte\w*|isole\w*|fragil\w+|demande|besoin|"
    r"sature\w*|eloigne\w*|rare\w*|plus de|moins de|seule?s?|vieilliss\w+|augment\w+|"
    r"population|existe|oublie\w*"
)
_CARE = (
    r"adhesion|disponibilite|implication|volonte|confiance|stabilite|engagement|portage|mobilisation|accord|"
    r"veiller|risque|eviter|reactivite|souplesse|concertation|qualite|anticip\w+|frein|levier|partage|transport"
)
_TAKING_PART = (
    r"habitants?|usagers?|familles|parents|jeunes|consult\w+|associe\w*|atelier|comite d usagers|enquete|"
    r"questionnaire|participat\w+|concertation|co construc\w+|temoignage\w*"
)
_PUBLIC = (
    r"tout public|tous publics|public|enfants?|jeunes|familles|parents|seniors?|habitants|de \d+ a \d+ ans"
)


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


def _first(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:\d+ |l |la |le |les |un |une |d |de )*(?:{words})(?![a-z])")


#: « Recherche de locaux » apart, nouns of action end so.
_DEVERBAL = re.compile(r"^(?:\d+ )?\w{2,}(?:tion|sion|ment|age|ure)(?: |$)")
_SOMEBODY = re.compile(rf"^(?:le |la |les |l )?(?:{_BODY}|{_JOB}|{_PUBLIC})(?![a-z])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MARKS: dict[Section, tuple[re.Pattern[str], ...]] = {
    Section.RESOURCES: (_any(_MEANS),),
    Section.CALENDAR: (_YEAR, _any(_MONTH)),
    Section.INDICATORS: (_first(_COUNTED), re.compile(r"^\d+ (?!\d|h|euros?|etp|k?€)|\d %|% (?:des|de|d) ")),
    Section.OBJECTIVES: (_first(_WISH),),
    Section.STEPS: (_first(_DEED), _DEVERBAL),
    Section.CONTEXT: (_any(_NEED), re.compile(r"\d+ %? ?(?:des|de|habitants|familles|enfants|jeunes)")),
    Section.SUCCESS: (_any(_CARE),),
    Section.RESIDENTS: (_any(_TAKING_PART),),
    Section.ASIDE: (_first(_PUBLIC),),
}
_HINTS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        Section.PARTNERS,
        re.compile(r"^(?:avec|et avec|qui (?:nous|l) )|\b(?:ensemble|reseau|allies?|soutiens?)\b"),
    ),
    (Section.CALENDAR, re.compile(r"\b(?:quand|date|dates|temps|duree|rythme|horizon)\b")),
    (Section.RESOURCES, re.compile(r"^combien|\b(?:argent|moyens?|euros|enveloppe|prix)\b")),
    (
        Section.INDICATORS,
        re.compile(r"\b(?:mesur\w+|evalu\w+|preuve\w*|verif\w+|chiffre\w*|saur\w+|verr\w+|bilan|cibles?)\b"),
    ),
    (
        Section.SUCCESS,
        re.compile(r"\b(?:attention|vigilan\w+|veiller|risqu\w+|frein\w*|reussir|conditions?)\b"),
    ),
    (
        Section.CONTEXT,
        re.compile(r"^(?:pourquoi|d ou)|\b(?:constat\w*|besoin\w*|origine|depart|diagnostic)\b"),
    ),
    (Section.OBJECTIVES, re.compile(r"\b(?:visee?s?|vouloir|voulons|but|buts|cap|ambition\w*|attend\w+)\b")),
    (
        Section.STEPS,
        re.compile(r"^comment$|\b(?:faire|ferons|concretement|pratique|deroul\w+|operation\w*)\b"),
    ),
    (
        Section.PILOTS,
        re.compile(r"^(?:qui|par qui)\b|\b(?:pilot\w+|port\w+|respons\w+|referent\w*|charge)\b"),
    ),
    (Section.RESIDENTS, re.compile(r"\b(?:habitant\w*|usager\w*|citoyen\w*|participation)\b")),
    (Section.ASIDE, re.compile(r"\b(?:public\w*|beneficiaire\w*|territoire\w*|pour qui|lieux?)\b")),
)


@dataclass(slots=True)
class Heading:
    """An unknown heading: its folded words, what stands under it in each fiche, where it stands there."""

    key: str
    contents: Sequence[Sequence[str]]
    place: float = 0.5
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [fold_money(line) for lines in self.contents for line in lines if line.strip()]


def fold_money(line: str) -> str:
    """A folded line that keeps its euro signs: they tell the means."""
    return fold(line.replace("€", " euros "))


def names_somebody(key: str) -> bool:
    """« caf », « service jeunesse », « tout public »: said in every fiche, and no heading."""
    return _SOMEBODY.match(key) is not None


def guess_sections(headings: Sequence[Heading], known: Mapping[Section, float]) -> dict[str, Section]:
    """The section of each heading, ASIDE where nothing tells.

    ``known`` gives the share of fiches in which a section has a usual name already.
    """
    scores = [
        {section: _score(heading, section, known.get(section, 0.0)) for section in _USUAL_PLACE}
        for heading in headings
    ]
    chosen = _best(scores)
    return {heading.key: section for heading, section in zip(headings, chosen, strict=True)}


def _best(scores: Sequence[Mapping[Section, float]]) -> list[Section]:
    """The likeliest sections taken together, each given once; one too unlikely is set aside."""
    rows: dict[frozenset[Section], tuple[float, list[Section]]] = {frozenset(): (0.0, [])}
    for row in scores:
        following: dict[frozenset[Section], tuple[float, list[Section]]] = {}
        for used, (total, chosen) in rows.items():
            for section, score in row.items():
                if section is not Section.ASIDE and (section in used or score < _ENOUGH):
                    continue
                value = max(score, _NOTHING) if section is Section.ASIDE else score
                key = used if section is Section.ASIDE else used | {section}
                if key not in following or total + value > following[key][0]:
                    following[key] = (total + value, [*chosen, section])
        rows = following
    return max(rows.values(), key=lambda pair: pair[0])[1]


def _score(heading: Heading, section: Section, already: float) -> float:
    near = 1 - min(1.0, 2.5 * abs(heading.place - _USUAL_PLACE[section]))
    content = _content(heading, section)
    return _BY_CONTENT * content + _named(heading.key, section) + _BY_PLACE * near - _ALREADY * already


def _content(heading: Heading, section: Section) -> float:
    """The share of the lines that bear the marks of a section."""
    if not heading.lines:
        return 0.0
    if section in (Section.PILOTS, Section.PARTNERS):
        return _names(heading, section)
    marks = _MARKS[section]
    share = sum(any(mark.search(line) for mark in marks) for line in heading.lines) / len(heading.lines)
    if section is Section.ASIDE:
        # What is aimed at is said in few words, and the same from one fiche to the next.
        return (
            share * 0.6
            if _mean_words(heading) < 7 and len(heading.lines) <= 1.5 * len(heading.contents)
            else 0.0
        )
    if section is Section.RESIDENTS:
        return 0.55 * share
    if section is Section.SUCCESS:
        return 0.75 * share
    if section is Section.CALENDAR:
        return share if _mean_words(heading) < 14 else 0.3 * share
    return share


def _names(heading: Heading, section: Section) -> float:
    """Names of bodies and jobs: few of them answer, many of them help."""
    names = [name for lines in heading.contents for line in lines for name in re.split(r"[,;/]| et ", line)]
    folded = [fold(name) for name in names if name.strip()]
    if not folded:
        return 0.0
    wanted = _any(f"{_BODY}|{_JOB}")
    share = sum(bool(wanted.search(name)) and len(name.split()) <= 9 for name in folded) / len(folded)
    each = len(folded) / max(1, sum(bool(lines) for lines in heading.contents))
    jobs = sum(bool(_any(_JOB).search(name)) for name in folded) / len(folded)
    if section is Section.PILOTS:
        return share * (1.0 if each <= _FEW_NAMES else 0.7) * (0.75 + 0.25 * jobs)
    return share * (1.0 if each > _FEW_NAMES else 0.55)


def _mean_words(heading: Heading) -> float:
    return sum(len(line.split()) for line in heading.lines) / len(heading.lines)


def _named(key: str, section: Section) -> float:
    """What the words of the heading itself say."""
    hint = 1.0 if any(section is other and pattern.search(key) for other, pattern in _HINTS) else 0.0
    words = {stem(word) for word in key.split()}
    strong = bool(words & set(STRONG.get(section, "").split()))
    weak = bool(words & set(WEAK.get(section, "").split()))
    return hint + _BY_HEAD * strong + _BY_WEAK_HEAD * weak
