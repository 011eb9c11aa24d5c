"""Application « fichiers »."""

from __future__ import annotations

from django.apps import AppConfig

from maillage.kernel.events import subscribe


class FilesConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.files"
    verbose_name = "fichiers"

    def ready(self) -> None:
        """Hear of the files that wait for the scanner."""
        from maillage.files.events import ScanAwaited
        from maillage.files.tasks import on_scan_awaited

        subscribe(ScanAwaited, on_scan_awaited)
