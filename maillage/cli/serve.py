"""``maillage serve``: the site and its background worker, until told to stop."""

from __future__ import annotations

import argparse
import os
import socket
import sys

from maillage.cli.installation import behind, configured
from maillage.cli.processes import run_together
from maillage.cli.terminal import refuse, say

#: One may draw the pages of a long document while the other reads the next.
TASK_WORKERS = 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("serve", help="servir le site et traiter les tâches de fond")
    parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port d’écoute (8000)")
    workers = min((os.cpu_count() or 1) + 1, 9)
    parser.add_argument("--workers", type=int, default=workers, help=f"processus de réponse ({workers})")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:
    """Refuse a database that is behind; else run both programs and return how they ended."""
    from maillage.intake.tasks import queue_cleaning, queue_watch
    from maillage.kernel.mail.tasks import queue_letters
    from maillage.kernel.work import keeps_tasks
    from maillage.web.accounts.digests import queue_digests
    from maillage.web.dashboard.reminders import queue_reminders

    if late := behind():
        return refuse(late)
    if taken(arguments.host, arguments.port):
        return refuse(f"Le port {arguments.port} est déjà pris\u00a0: choisissez-en un autre avec --port.")
    commands = [site(arguments.host, arguments.port, arguments.workers)]
    if keeps_tasks():
        queue_cleaning()
        queue_watch()
        queue_letters()
        queue_digests()
        queue_reminders()
        commands += [worker() for _ in range(TASK_WORKERS)]
    say(f"Maillage répond sur http://{arguments.host}:{arguments.port}/ (Ctrl+C pour arrêter).")
    return run_together(commands)


def taken(host: str, port: int) -> bool:
    """True when another program already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def site(host: str, port: int, workers: int) -> list[str]:
    """The command of the web server: threads, because pages wait for the database more than they compute."""
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--config", "python:config.gunicorn"),
        *("--bind", f"{host}:{port}"),
        *("--workers", str(workers)),
    ]


def worker() -> list[str]:
    """The command of the worker that runs the tasks kept in the database."""
    return [
        sys.executable,
        "-m",
        "django",
        "db_worker",
        "--interval",
        "0.3",
        "--no-reload",
        "--no-startup-delay",
    ]
