"""Kinds of finding, with their French names."""

from __future__ import annotations

from django.db import models


class FindingKind(models.TextChoices):
    """What a finding says of the territory."""

    STRENGTH = "force", "Force"
    WEAKNESS = "faiblesse", "Faiblesse"
    OPPORTUNITY = "opportunite", "Opportunité"
    THREAT = "menace", "Menace"
    OBSERVATION = "constat", "Constat"
    ISSUE = "enjeu", "Enjeu"
