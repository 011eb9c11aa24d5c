"""Application « territoires »."""

from __future__ import annotations

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.territories"
    verbose_name = "territoires"
