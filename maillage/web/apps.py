"""Application « pages »."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.web"
    verbose_name = "pages"
