"""Choices of the plan, with their French names."""

from __future__ import annotations

from django.db import models


class Phase(models.TextChoices):
    """Where a convention stands."""

    PREPARATION = "preparation", "Préparation"
    DIAGNOSIS = "diagnostic", "Diagnostic"
    ORIENTATIONS = "orientations", "Orientations"
    PLAN = "plan", "Plan d’action"
    SIGNATURE = "signature", "Signature"
    RUNNING = "mise_en_oeuvre", "Mise en œuvre"
    REVIEW = "bilan", "Bilan"
    RENEWAL = "renouvellement", "Renouvellement"


class Numbering(models.TextChoices):
    """How references of new actions are proposed; existing ones never change alone."""

    FREE = "libre", "Libre, comme dans le document"
    CONTINUOUS = "continue", "Continue (1, 2, 3…)"
    DECIMAL = "decimale", "Décimale (1.2.3)"
    ROMAN = "romaine", "Romaine et lettres (I.A.1)"


class Status(models.TextChoices):
    """The state of an action or of a step: a word, and a shape on screen."""

    TO_COME = "a_venir", "À venir"
    RUNNING = "en_cours", "En cours"
    DONE = "realisee", "Réalisée"
    PAUSED = "en_pause", "En pause"
    BLOCKED = "bloquee", "Bloquée"
    ABANDONED = "abandonnee", "Abandonnée"


class Term(models.TextChoices):
    """The horizon, when the document gives one."""

    SHORT = "court", "Court terme"
    MEDIUM = "moyen", "Moyen terme"
    LONG = "long", "Long terme"
    NEXT = "prochaine", "Prochaine CTG"


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "jour", "Jour"
    MONTH = "mois", "Mois"
    QUARTER = "trimestre", "Trimestre"
    SEASON = "saison", "Saison"
    HALF = "semestre", "Semestre"
    YEAR = "annee", "Année"


class PilotKind(models.TextChoices):
    """Which kind of pilot."""

    ELECTED = "elu", "Pilote élu·e"
    TECHNICAL = "technique", "Pilote technique"
    OTHER = "", "Pilote"


class ResidentsLevel(models.TextChoices):
    """How far residents take part, from least to most."""

    INFORMATION = "information", "Information"
    CONSULTATION = "consultation", "Consultation"
    CONCERTATION = "concertation", "Concertation"
    COOPERATION = "cooperation", "Coopération"
    SELF_MANAGEMENT = "autogestion", "Autogestion"


class IndicatorKind(models.TextChoices):
    """What an indicator tells."""

    OUTPUT = "realisation", "Réalisation"
    RESULT = "resultat", "Résultat"
    IMPACT = "impact", "Impact"
    UNSET = "", "Non précisé"


class TargetOp(models.TextChoices):
    """How a value compares with its target."""

    AT_LEAST = ">=", "au moins"
    AT_MOST = "<=", "au plus"
    EQUAL = "=", "égal à"
    BETWEEN = "between", "entre"
    CHANGE = "change", "évolution de"


class MeasureType(models.TextChoices):
    """How an indicator is measured, once someone chose; empty until then."""

    MILESTONE = "jalon", "Jalon (fait ou pas)"
    NUMBER = "nombre", "Nombre"
    RATE = "taux", "Taux"
    APPRECIATION = "appreciation", "Appréciation"
    VERBATIM = "verbatim", "Verbatim"


class Frequency(models.TextChoices):
    """How often an indicator is noted; empty until someone chose."""

    YEAR = "an", "chaque année"
    HALF = "semestre", "chaque semestre"
    QUARTER = "trimestre", "chaque trimestre"
    MONTH = "mois", "chaque mois"
    ONCE = "une_fois", "une fois"


class TargetPeriod(models.TextChoices):
    """The period that a target counts over."""

    YEAR = "an", "par an"
    QUARTER = "trimestre", "par trimestre"
    MONTH = "mois", "par mois"


class Direction(models.TextChoices):
    """Which way an indicator gets better; empty: told from its target."""

    UP = "hausse", "Plus, c’est mieux"
    DOWN = "baisse", "Moins, c’est mieux"
    BETWEEN = "entre", "Entre deux valeurs"


class ValueStatus(models.TextChoices):
    """What a value is; « secret » and « non disponible » have no number and are not zero."""

    OBSERVED = "observe", "Observé"
    ESTIMATED = "estime", "Estimé"
    SECRET = "secret", "Secret"
    UNAVAILABLE = "nd", "Non disponible"


class ValueSource(models.TextChoices):
    """The way by which a value came in."""

    GRID = "grille", "Grille de saisie"
    LINK = "lien", "Lien d’une campagne"
    WORKBOOK = "classeur", "Classeur"


class BreakdownKind(models.TextChoices):
    """What values are told apart by."""

    COMMUNE = "commune", "Commune"
    AGE = "age", "Tranche d’âge"
    SEX = "sexe", "Sexe"
    OTHER = "autre", "Autre"


class Difficulty(models.TextChoices):
    """What holds an action back; the words say the rest."""

    STAFF = "recrutement", "Recrutement, équipe"
    TIME = "temps", "Temps disponible"
    MONEY = "financement", "Financement"
    PLACE = "locaux", "Locaux, matériel"
    PARTNER = "partenariat", "Partenariat"
    PUBLIC = "public", "Public difficile à toucher"
    DECISION = "decision", "Décision attendue"
    RULES = "reglement", "Règles, autorisations"
    OTHER = "autre", "Autre"


class LinkKind(models.TextChoices):
    """How an action refers to another."""

    SEE = "voir", "Voir aussi"
    AFTER = "apres", "Suppose d’abord"


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "preparation", "En préparation"
    OPEN = "ouverte", "Ouverte"
    CLOSED = "close", "Close"


class VersionKind(models.TextChoices):
    """Why a plan was frozen."""

    SIGNED = "signee", "Version signée"
    AMENDMENT = "avenant", "Avenant"
    COMMITTEE = "comite", "Présentée en comité"
    OTHER = "autre", "Autre"


class ProposalKind(models.TextChoices):
    """What a proposal would change."""

    NEW = "nouvelle", "Nouvelle action"
    MODIFY = "modifier", "Modifier une action"
    MERGE = "fusionner", "Fusionner des actions"
    ABANDON = "abandonner", "Abandonner une action"
    CARRY = "reporter", "Reporter à la prochaine CTG"


class ProposalState(models.TextChoices):
    """From a draft to what the COPIL decided."""

    DRAFT = "brouillon", "Brouillon"
    SUBMITTED = "cotech", "Devant le COTECH"
    ADVISED = "copil", "Devant le COPIL"
    ACCEPTED = "acceptee", "Acceptée"
    REFUSED = "refusee", "Refusée"
    POSTPONED = "ajournee", "Ajournée"
    WITHDRAWN = "retiree", "Retirée"


class Advice(models.TextChoices):
    """What the COTECH thinks of a proposal."""

    FAVOURABLE = "favorable", "Favorable"
    RESERVED = "reserve", "Favorable avec réserves"
    UNFAVOURABLE = "defavorable", "Défavorable"


class Visibility(models.TextChoices):
    """Who sees a document of a fiche."""

    MEMBERS = "membres", "Tous les participants"
    COORDINATION = "coordination", "La coordination et les pilotes de l’action"
