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
