"""``maillage digest``: queue the digests that are due, as the worker of ``serve`` does every hour."""

from __future__ import annotations

import argparse

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("digest", help="écrire les résumés par e-mail qui sont dus")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Queue them once and say how many."""
    from maillage.kernel.french import plural
    from maillage.web.accounts.digests import send_digests

    if late := behind():
        return refuse(late)
    say(f"{plural(send_digests(), 'résumé', 'résumés')} en attente d’envoi.")
    return 0
