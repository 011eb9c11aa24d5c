"""``maillage read``: what the reader understands of a document, without a database."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from maillage.cli.summary import Palette, summary_lines
from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument, as_json


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("read", help="lire un plan d’action et montrer ce qui est compris")
    parser.add_argument("file", metavar="FICHIER", type=Path, help="PDF, DOCX, XLSX ou texte")
    parser.add_argument(
        "--json", metavar="SORTIE", help="écrire le plan compris en JSON («\u00a0-\u00a0»\u00a0: à l’écran)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the file; 0 when it was read, 1 with a French sentence when it was not."""
    path: Path = arguments.file
    try:
        source = open_source(path.read_bytes(), path.name)
        plan = recognise(source)
    except OSError as error:
        return _refuse(f"{path}\u00a0: {_system_sentence(error)}")
    except UnreadableFileError as error:
        return _refuse(f"{path.name}\u00a0: {error}")
    if arguments.json == "-":
        return _show(lambda: _dump(plan, sys.stdout))
    if arguments.json:
        try:
            with Path(arguments.json).open("w", encoding="utf-8") as out:
                _dump(plan, out)
        except OSError as error:
            return _refuse(f"{arguments.json}\u00a0: {_system_sentence(error)}")
    lines = summary_lines(plan, source, Palette(coloured=sys.stdout.isatty()))
    return _show(lambda: sys.stdout.writelines(line + "\n" for line in lines))


def _show(write: Callable[[], None]) -> int:
    """Write to the screen; a reader that stops early, such as ``head``, is no error."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _dump(plan: PlanDocument, out: TextIO) -> None:
    json.dump(as_json(plan), out, ensure_ascii=False, indent=1)
    out.write("\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


def _system_sentence(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "ce fichier n’existe pas."
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier, pas un fichier."
    if isinstance(error, PermissionError):
        return "ce fichier n’est pas accessible avec vos droits."
    return f"impossible d’y accéder ({error.strerror})."
