"""Headings known as whole phrases: their words alone would not tell them from a sentence.

One phrase a line, folded (no accent, no capital, no apostrophe).
"""

from __future__ import annotations

from maillage.intake.recognition.words.trade import TRADE
from maillage.intake.recognition.words.vocabulary import KNOWN_PHRASES, Section

_PHRASES: dict[Section, str] = {
    Section.PILOTS: """
        chef de projet
        cheffe de projet
        coordination de l action
        animation et coordination
        coordination et animation
        binome pilote
        personne referente
        personnes referentes
        maitre d oeuvre
        maitrise d oeuvre
        institution pilote
        organisme pilote
        pilote institutionnel
        qui pilote
        qui fait quoi
    """,
    Section.PARTNERS: """
        acteurs a mobiliser
        acteurs a associer
        reseau partenarial
        collaborations
        cooperations
        autres acteurs
        autres acteurs associes
        acteurs et partenaires
        structures associees
        structures partenaires
        services associes
    """,
    Section.CONTEXT: """
        problematique
        problematiques
        problematiques identifiees
        problematique identifiee
        problematiques reperees
        problematique de depart
        situation actuelle
        situation de depart
        situation initiale
        existant
        l existant
        ce qui existe
        ce qui existe deja
        besoins reperes
        besoins recenses
        analyse des besoins
        analyse de la situation
        justification de l action
        justification
        origine de l action
        origine du projet
        pourquoi cette action
        pourquoi agir
        genese du projet
        genese
        donnees cles
        donnees de cadrage
        rappel des constats
        rappel des enjeux
        constats issus du diagnostic
        preambule
    """,
    Section.OBJECTIVES: """
        changements attendus
        changement attendu
        ambition
        ambitions
        plus value attendue
        plus value
        intentions
        ce que nous voulons
        benefices attendus
        retombees attendues
    """,
    Section.STEPS: """
        actions operationnelles
        sous actions
        sous action
        operations
        plan d actions
        programme d actions
        programme d action
        presentation de l action
        presentation du projet
        presentation
        nature de l action
        taches
        taches a realiser
        activites prevues
        activites envisagees
        detail de l action
        details de l action
        contenu detaille
        organisation de l action
        propositions d actions
        propositions d action
        leviers d action
        mode operatoire
        modes operatoires
        feuille de route
        actions concretes
        exemples d actions
        initiatives a mener
    """,
    Section.SUCCESS: """
        facteurs cles de succes
        facteur cle de succes
        facteurs de succes
        conditions de succes
        conditions necessaires
        points d attention
        point d attention
        risques
        risques identifies
        risques et freins
        prerequis
        pre requis
        contraintes
        contraintes identifiees
        difficultes potentielles
        difficultes identifiees
        obstacles
        obstacles eventuels
        obstacles potentiels
        cles de succes
    """,
    Section.RESOURCES: """
        estimation financiere
        estimation budgetaire
        estimation du cout
        enveloppe budgetaire
        enveloppe financiere
        enveloppe previsionnelle
        moyens alloues
        moyens a allouer
        moyens a deployer
        moyens deployes
        aides mobilisables
        aides financieres
        plan de financement
        plan de financement previsionnel
        sources de financement
        source de financement
        cofinancements
        cofinancements possibles
        subventions
        depenses previsionnelles
        elements financiers
        elements budgetaires
        besoins humains et financiers
        besoins financiers
        besoins humains
    """,
    Section.RESIDENTS: """
        participation des familles
        implication des familles
        place des familles
        association des familles
        place des parents
        participation des parents
        implication des parents
        participation citoyenne
        participation des publics
        implication des publics
        place des jeunes
        pouvoir d agir des habitants
        modalites de participation
        modalites de participation des habitants
    """,
    Section.CALENDAR: """
        date de mise en oeuvre
        date de mise en place
        date de realisation
        date previsionnelle
        dates previsionnelles
        dates cles
        phasage
        phasage previsionnel
        retroplanning
        retro planning
        annee de realisation
        annee de mise en oeuvre
        annees de realisation
        horizon
        horizon de realisation
        priorite et calendrier
        calendrier et priorite
        niveau de priorite et calendrier
        agenda
        chronogramme
    """,
    Section.INDICATORS: """
        criteres de reussite
        critere de reussite
        indicateurs d activite
        indicateurs d activites
        indicateurs de performance
        indicateurs d efficacite
        indicateurs d efficience
        indicateurs cles
        indicateurs retenus
        indicateurs proposes
        mesure des resultats
        mesure de l impact
        comment evaluer
        comment saurons nous que c est reussi
    """,
}

#: Every known phrase; those of the vocabulary win.
PHRASES: dict[str, Section] = {
    phrase.strip(): section
    for section, phrases in _PHRASES.items()
    for phrase in phrases.strip().splitlines()
}
PHRASES = {" ".join(p.split()): section for p, section in TRADE.items()} | PHRASES | KNOWN_PHRASES
