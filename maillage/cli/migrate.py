"""``maillage migrate``: bring the database to this version, load the geography the first time."""

from __future__ import annotations

import argparse

from maillage.cli.installation import configured, pending_migrations
from maillage.cli.terminal import say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("migrate", help="mettre la base de données à jour")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command receives them
    """Apply what is pending, then load the territories when there is none."""
    from django.core.management import call_command

    from maillage.territories.models import Commune

    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    say(
        f"Base de données mise à jour\u00a0: {len(pending)} migration(s)."
        if pending
        else "Base de données à jour."
    )
    if not Commune.objects.exists():
        say("Chargement des régions, départements, intercommunalités et communes\u00a0…")
        call_command("load_territories", verbosity=0)
        say(f"{Commune.objects.count()} communes chargées.")
    return 0
