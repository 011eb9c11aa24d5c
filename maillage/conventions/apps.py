"""Application « conventions »."""

from __future__ import annotations

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.conventions"
    verbose_name = "conventions"
