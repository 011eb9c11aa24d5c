"""Application « diagnostic »."""

from __future__ import annotations

from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    """Registers the models of the package."""

    name = "maillage.diagnosis"
    verbose_name = "diagnostic"
