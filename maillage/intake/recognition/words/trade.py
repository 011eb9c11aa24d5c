"""More headings of the trade, known as whole phrases; parted by semicolons, folded."""

from __future__ import annotations

from maillage.intake.recognition.words.vocabulary import Section

_PHRASES: dict[Section, str] = {
    Section.CONTEXT: """
        motifs; motif de l action; raison d etre; raisons d etre; problemes reperes; problemes
        identifies; probleme a traiter; point de depart; points de depart; enjeux auxquels repond l
        action; enjeu auquel repond l action; pourquoi cette fiche; a quels besoins repond l action;
        elements de cadrage; constats et besoins; besoins et constats; rappel du diagnostic; elements du
        diagnostic; contexte et enjeux; constats et enjeux; ce que l on constate; besoins identifies;
        besoin identifie
    """,
    Section.OBJECTIVES: """
        visee; visees; intention; intention de l action; but; buts; impact attendu; impacts attendus;
        impact recherche; impacts recherches; effets escomptes; effet escompte; resultats escomptes;
        resultat escompte; effets vises; benefice attendu; plus values attendues; ambition de l action;
        ambition du projet; cap a atteindre; changements recherches; changements vises; ce que l on
        vise; ce que nous visons; ce que l action vise; ce que l on attend; ce que nous cherchons;
        effets souhaites; resultats souhaites; vise a; cibles a atteindre
    """,
    Section.STEPS: """
        declinaison; declinaison operationnelle; declinaison de l action; plan de travail; plan d
        intervention; programme de travail; chantiers; chantiers a mener; chantier; mise en pratique;
        mise en oeuvre pratique; en pratique; concretement; sous actions prevues; actions prevues;
        actions proposees; action proposee; operations prevues; operations envisagees; travaux a mener;
        travaux a conduire; principales etapes; grandes etapes; marche a suivre; ce que nous ferons; ce
        que nous allons faire; comment faire; comment procederons nous; comment nous y prenons nous;
        activites a mener; activites proposees; actions envisagees; actions a engager; actions a
        conduire; mise en oeuvre de l action; volets de l action
    """,
    Section.PILOTS: """
        responsabilite; responsabilites; operateur; operateurs; operateur pressenti; animateur de l
        action; animatrice de l action; animation de l action; animation du projet; service en charge;
        structure en charge; en charge de l action; qui s en charge; qui s en occupe; qui pilote; qui
        porte; qui fait; sous la conduite de; conduite de l action; conduite du projet; services
        referents; structure referente; structures referentes; coordonnateur de l action; coordinateur
        de l action; coordinatrice de l action; pilote et co pilote; co pilote; co pilotes; copilote;
        tete de file; collectivite porteuse; elu et technicien referents; mene par; porte par
    """,
    Section.PARTNERS: """
        contributeur; contributeurs; contribution; contributions; intervenants;
        intervenant; reseau a mobiliser; reseau mobilise; reseaux mobilises; parties prenantes; partie
        prenante; en lien avec; avec l appui de; avec le concours de; avec le soutien de; qui nous aide;
        qui nous accompagne; acteurs mobilises; acteurs a impliquer; acteurs ressources; ressources
        partenariales; appuis; co porteurs; coporteurs; organismes associes; institutions associees;
        liste des partenaires; partenaires pressentis; structures mobilisees; structures impliquees;
        partenaires techniques et financiers
    """,
    Section.RESOURCES: """
        enveloppe; enveloppes; estimation; chiffrage; chiffrage previsionnel; budget et plan de
        financement; budget et financement; cout et financement; couts et financements;
        financement mobilisable; dispositifs mobilisables; dispositif mobilisable; ingenierie;
        logistique; rh; combien; combien ca coute; combien cela coute; combien cela coute t il; combien
        ca coute t il; avec quels moyens; avec quel budget; avec quel argent; moyens dedies; moyens a
        reunir; besoins materiels; ce qu il faut; de quoi avons nous besoin; ressources necessaires;
        temps et budget; incidence financiere; aspects financiers; volet financier; cout de l action;
        prix
    """,
    Section.SUCCESS: """
        prealables; conditions de faisabilite; faisabilite; condition prealable; conditions prealables;
        appuis et freins; points d appui; point d appui; freins possibles; freins identifies; freins a
        lever; leviers et freins; freins et leviers; difficultes anticipees; difficultes possibles;
        obstacles possibles; a quoi faire attention; a quoi veiller; a quoi etre attentif; a quoi etre
        attentifs; points sensibles; point sensible; alertes; precautions; mises en garde; limites et
        risques; a surveiller; conditions a reunir; garanties; exigences; ce qui peut bloquer; cles de
        la reussite; cle de reussite
    """,
    Section.CALENDAR: """
        planning; planning de realisation; planning previsionnel; jalon; jalons; jalons cles;
        chronologie; periode; periodes; pour quand; a quel rythme; temporalites; etapes cles et dates;
        temps forts et dates; delai; delais; delai de realisation; delais de realisation; debut et fin;
        mise en oeuvre prevue; date de lancement; demarrage; duree de l action; programmation;
        programmation pluriannuelle; programmation previsionnelle; quand cela se passe
    """,
    Section.RESIDENTS: """
        concertation; demarche participative; place des usagers; role des habitants; role des usagers;
        ce que feront les habitants; avec les habitants; parole des habitants; participation des jeunes;
        participation des usagers; association des habitants; et les habitants; implication citoyenne
    """,
    Section.INDICATORS: """
        preuves; preuves de reussite; preuve de reussite; outils de mesure; outil de mesure; outils d
        evaluation; outils de suivi; resultats mesures; resultats mesurables; resultat mesurable;
        valeurs cibles; valeur cible; cibles chiffrees; mesure; mesure du resultat; tableau de bord;
        elements d evaluation; ce que nous mesurerons; ce que l on mesurera; comment mesurer; comment
        evaluer; comment saurons nous; comment saurons nous si cela marche; comment savoir si c est
        reussi; comment mesurerons nous la reussite; a quoi verrons nous que c est reussi; signes de
        reussite; reperes de reussite; marqueurs de reussite; evaluation et suivi; suivi et evaluation;
        modalites de suivi; modalites d evaluation; donnees a suivre; attendus mesurables; objectifs
        chiffres; mesure d impact; verification
    """,
    Section.ASIDE: """
        publics vises; public vise; publics concernes; public concerne; populations concernees; echelle;
        echelle d intervention; territoire d intervention; etat d avancement; niveau de priorite; champ
        ctg; champs ctg; lien avec d autres actions; liens avec d autres actions; lien avec les schemas;
        liens avec d autres dispositifs; cadre reglementaire; cadre de reference; mots cles;
        observations; remarques; annexe; type d action; beneficiaires; pour qui; a qui s adresse l
        action; cibles; cible; axe de rattachement; mise a jour
    """,
}

#: Words that announce a section only where they stand in bold before a colon.
RUN_IN: dict[str, Section] = {
    "avec": Section.PARTNERS,
    "reseau": Section.PARTNERS,
    "appui": Section.PARTNERS,
    "date": Section.CALENDAR,
    "dates": Section.CALENDAR,
    "annee": Section.CALENDAR,
    "rythme": Section.CALENDAR,
    "difficultes": Section.SUCCESS,
    "limites": Section.SUCCESS,
    "besoins": Section.CONTEXT,
    "situation": Section.CONTEXT,
    "mesures": Section.INDICATORS,
    "investissements": Section.RESOURCES,
    "financements": Section.RESOURCES,
    "communication": Section.ASIDE,
    "commentaires": Section.ASIDE,
    "articulation": Section.ASIDE,
}

#: Every phrase of this file with its section.
TRADE: dict[str, Section] = {
    phrase.strip(): section
    for section, phrases in _PHRASES.items()
    for phrase in phrases.replace("\n", " ").split(";")
    if phrase.strip()
}
