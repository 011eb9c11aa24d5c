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


class PagesState(models.TextChoices):
    """Whether the source can be shown as images of its pages."""

    NONE = "", "Pas d’images"
    WAITING = "attente", "Images à venir"
    READY = "pretes", "Images prêtes"
