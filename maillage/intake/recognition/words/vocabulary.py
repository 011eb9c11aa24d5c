"""The vocabulary of a fiche's headings.

A heading is recognised when every word of it is known: at least one *head*, which
tells the section, among words that such headings use. To teach the reader a new
word, add it to the heads of its section (strong: decides; weak: decides alone only)
or to the fillers.
"""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """What a heading announces."""

    TITLE = "title"
    REFERENCE = "reference"
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

STRONG: dict[Section, str] = {
    Section.TITLE: "intitule nom titre libelle",
    Section.REFERENCE: "reference numero ref code",
    Section.PILOTS: (
        "pilote pilotage copilote copilotage porteur porteuse portage referent referente responsable"
    ),
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

WEAK: dict[Section, str] = {
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

FILLERS = frozenset(
    """le la les l un une des de du d et ou a au aux en dans par pour sur avec son sa ses leur leurs s
    action fiche projet principal principale travail oeuvre element envisage envisagee prevu prevue
    previsionnel previsionnelle attendu attendue poursuivi poursuivie vise visee recherche
    recherchee necessaire mobilise mobilisee mobilisable mobiliser associe associee concerne concernee
    implique institutionnel institutionnelle technique operationnel operationnelle strategique general
    generale specifique local locale potentiel pressenti identifie identifiee point fort faible chef file
    maitre maitrise ouvrage politique administratif quantitatif quantitative qualitatif qualitative
    realisation
    resultat impact suivi outil mode disponible existant
    global globale detaille detaillee grand grande cle prioritaire social sociale partage partagee
    contrainte difficulte rencontree eventuel eventuelle observation principaux principales
    associatif associative educatif educative economique prive privee territorial territoriale
    departemental departementale communal communale intercommunal intercommunale autre liste rappel
    developper estimatif estimative estime estimee complementaire transversal transversale mettre
    financement budgetaire pedagogique interne externe possible
    technicien technicienne
    conduire mener realiser acteur executif executive initial initiale commun commune
    """.split()
)
KNOWN_PHRASES: dict[str, Section] = {
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
    "actions a mettre en place": Section.STEPS,
    "actions a mettre en oeuvre": Section.STEPS,
    "activites": Section.STEPS,
    "date de debut": Section.CALENDAR,
    "date de fin": Section.CALENDAR,
    "date de demarrage": Section.CALENDAR,
    "et": Section.ASIDE,
}
COMPANIONS_OF_RESIDENTS = frozenset(
    "place participation implication association mobilisation concertation role contribution".split()
)
INDEFINITE = frozenset({"des", "un", "une", "de", "d", "aucun", "aucune", "nombre", "ces", "cette"})
NOT_HEADINGS = frozenset(
    {"et", "acteurs", "action sociale", "actions", "coordination", "participation", "en continu"}
)
KINDS = {"realisation": "realisation", "resultat": "resultat", "impact": "impact", "effet": "impact"}
KINDS_FEMININE = {"activite": "realisation", "efficacite": "resultat"}
