"""``maillage index``: write the index of the search again, after a restoration or an upgrade."""

from __future__ import annotations

import argparse

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("index", help="refaire l’index de la recherche")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Index every fiche, message and document, and say how many fiches."""
    from maillage.conventions.operations.indexing import rebuild_index
    from maillage.kernel.french import plural

    if late := behind():
        return refuse(late)
    say(f"{plural(rebuild_index(), 'fiche indexée', 'fiches indexées')} pour la recherche.")
    return 0
