"""Roles and kinds of organisation, with their French names."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person may do in a convention, from most to least."""

    COORDINATION = "coordination", "Coordination"
    PILOT = "pilote", "Pilote"
    CONTRIBUTION = "contribution", "Contribution"
    ELECTED = "elu", "Élu·e"
    ADVICE = "conseil", "Conseil (CAF, MSA, département)"
    READING = "lecture", "Lecture"


class OrganisationKind(models.TextChoices):
    """Who the partners of a convention are."""

    LOCAL_AUTHORITY = "collectivite", "Collectivité"
    CAF = "caf", "CAF"
    MSA = "msa", "MSA"
    DEPARTMENT = "departement", "Département"
    ASSOCIATION = "association", "Association"
    ESTABLISHMENT = "etablissement", "Établissement"
    OTHER = "autre", "Autre"


class Digest(models.TextChoices):
    """How often a person is written to about what concerns them."""

    DAILY = "jour", "Chaque jour, s’il y a du nouveau"
    WEEKLY = "semaine", "Chaque lundi, s’il y a du nouveau"
    NEVER = "jamais", "Jamais par e-mail"
