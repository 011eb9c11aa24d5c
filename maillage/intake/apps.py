"""Application « import de documents »."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.intake"
    verbose_name = "import de documents"
