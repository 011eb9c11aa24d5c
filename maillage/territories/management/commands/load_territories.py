"""``manage.py load_territories``: load the official geography."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from maillage.territories.errors import PackageError
from maillage.territories.operations import load_geography


class Command(BaseCommand):
    """Reads the installed package, says each stage, then how long it took."""

    quiet = False
    help = "Charge régions, départements, EPCI, communes et codes postaux du découpage officiel."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--package``: another folder than the one that ``make setup`` installs."""
        installed = Path(settings.BASE_DIR, "node_modules", "@etalab", "decoupage-administratif")
        parser.add_argument("--package", type=Path, default=installed, metavar="DOSSIER")

    def handle(self, **options: Any) -> None:
        """Load, or stop with the sentence of what is wrong; ``--verbosity 0`` says nothing."""
        self.quiet = options["verbosity"] == 0
        start = time.monotonic()
        try:
            loaded = load_geography(folder=options["package"], report=self.say)
        except PackageError as error:
            raise CommandError(str(error)) from error
        self.say(f"Découpage {loaded.version} chargé en {time.monotonic() - start:.1f} s")

    def say(self, line: str) -> None:
        """One line, at once."""
        if not self.quiet:
            self.stdout.write(line)
            self.stdout.flush()
