"""Application of the kernel."""

from __future__ import annotations

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Its only table is the queue of letters."""

    name = "maillage.kernel"
    verbose_name = "noyau"
