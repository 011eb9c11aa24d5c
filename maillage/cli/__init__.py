"""The ``maillage`` command: one module for each subcommand.

A module has the name of its subcommand and a ``register(subparsers)``, which adds a
parser whose ``run`` default takes the parsed arguments and returns the exit code.
Only the module that is asked for is imported, so that reading a document needs
neither Django nor a database.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

#: The subcommands, in the order of the help. Adding one is adding its name here.
COMMANDS: tuple[str, ...] = tuple(
    "read serve migrate createadmin backup restore clean index mail digest remind check".split()
)


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv``, without the program's name; return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="maillage", description="Le plan vivant des CTG.")
    subparsers = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    asked = [name for name in COMMANDS if name in arguments[:1]]
    for name in asked or COMMANDS:
        import_module(f"maillage.cli.{name}").register(subparsers)
    parsed = parser.parse_args(arguments)
    code: int = parsed.run(parsed)
    return code
