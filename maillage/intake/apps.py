"""Application « import de documents »."""

from __future__ import annotations

from django.apps import AppConfig

from maillage.kernel.events import subscribe


class IntakeConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.intake"
    verbose_name = "import de documents"

    def ready(self) -> None:
        """Hear of the documents left on fiches: their words are read for the search."""
        from maillage.conventions.events import DocumentAttached
        from maillage.files.events import FileCleared
        from maillage.intake import tasks

        subscribe(DocumentAttached, tasks.on_document_attached)
        subscribe(FileCleared, tasks.on_file_cleared)
