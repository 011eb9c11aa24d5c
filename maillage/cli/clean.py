"""``maillage clean``: delete what nobody needs any more, as the worker of ``serve`` does every day."""

from __future__ import annotations

import argparse

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser(
        "clean", help="effacer les fichiers écartés depuis 30 jours et les tâches finies"
    )
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Clean once and say what went."""
    from maillage.intake.tasks import clean
    from maillage.kernel.french import plural

    if late := behind():
        return refuse(late)
    say(f"{plural(clean(), 'fichier effacé', 'fichiers effacés')}. Les tâches finies sont oubliées.")
    return 0
