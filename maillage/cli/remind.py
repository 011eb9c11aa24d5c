"""``maillage remind``: queue the reminders of campaigns that are due, as the worker of ``serve`` does."""

from __future__ import annotations

import argparse

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("remind", help="écrire les rappels des campagnes qui sont dus")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Queue them once and say how many."""
    from maillage.kernel.french import plural
    from maillage.web.dashboard.reminders import send_reminders

    if late := behind():
        return refuse(late)
    say(f"{plural(send_reminders(), 'rappel', 'rappels')} en attente d’envoi.")
    return 0
