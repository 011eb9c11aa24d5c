"""The life of an import."""

from __future__ import annotations

from django.db import models


class ImportState(models.TextChoices):
    """From deposit to plan."""

    WAITING = "attente", "En attente de lecture"
    READING = "lecture", "Lecture en cours"
    READY = "relecture", "À relire"
    FAILED = "refuse", "Non lu"
    ACCEPTED = "accepte", "Accepté"
    UNDONE = "annule", "Annulé"
    DROPPED = "ecarte", "Écarté"
