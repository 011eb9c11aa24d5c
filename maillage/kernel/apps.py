"""Application of the kernel."""

from __future__ import annotations

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """No model of its own."""

    name = "maillage.kernel"
    verbose_name = "noyau"
