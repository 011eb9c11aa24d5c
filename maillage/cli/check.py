"""``maillage check``: is this installation ready, and if not, what to do."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from maillage.cli.installation import configured, data_folder, pending_migrations
from maillage.cli.terminal import refuse, say

MINIMUM_FREE = 1_000_000_000
"""Bytes that the data folder should have left."""

Answer = str | None
"""None when all is well, else a sentence that says what to do."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("check", help="vérifier que l’installation est prête")
    parser.add_argument(
        "--live", action="store_true", help="demander seulement au site en marche s’il répond"
    )
    parser.add_argument("--port", type=int, default=8000, help="port du site en marche (8000)")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:
    """Say the result of each check; 1 when one of them fails."""
    if arguments.live:
        problem = live(arguments.port)
        return refuse(problem) if problem else 0
    failed = 0
    for label, check in CHECKS:
        problem = check()
        failed += problem is not None
        say(f"  à corriger  {label}\u00a0: {problem}" if problem else f"  ok          {label}")
    say("Maillage est prêt." if not failed else f"{failed} point(s) à corriger.")
    return 1 if failed else 0


def settings() -> Answer:
    """Django's own checks, those of a deployment included."""
    from django.conf import settings as values
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=not values.DEBUG)
    serious = [message for message in found if message.is_serious(checks.ERROR)]
    return "\u00a0; ".join(f"{message.id} {message.msg}" for message in serious) or None


def database() -> Answer:
    """The database answers."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return f"elle ne répond pas ({str(error).strip().splitlines()[0]}). Vérifiez MAILLAGE_DATABASE."
    return None


def migrations() -> Answer:
    """Every migration has been applied."""
    from django.db import DatabaseError

    try:
        pending = pending_migrations()
    except DatabaseError:
        return "impossible de le savoir sans base de données."
    return f"{len(pending)} en attente, lancez «\u00a0maillage migrate\u00a0»." if pending else None


def territories() -> Answer:
    """The official geography is loaded."""
    from django.db import DatabaseError

    from maillage.territories.models import Commune

    try:
        loaded = Commune.objects.exists()
    except DatabaseError:
        loaded = False
    return None if loaded else "aucune commune, lancez «\u00a0maillage migrate\u00a0»."


def static_files() -> Answer:
    """The files that pages name are collected, with their hashed names."""
    from django.conf import settings as values

    manifest = Path(values.STATIC_ROOT) / "staticfiles.json"
    missing = f"{manifest} manque, lancez «\u00a0make setup\u00a0»."
    try:
        paths = json.loads(manifest.read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError):
        return missing
    return None if "vendor/bootstrap.min.css" in paths else missing


def disk() -> Answer:
    """The data folder can be written and has room."""
    folder = data_folder()
    if not os.access(folder, os.W_OK):
        return f"{folder} n’est pas accessible en écriture."
    free = shutil.disk_usage(folder).free
    return None if free >= MINIMUM_FREE else f"il reste {free // 1_000_000}\u00a0Mo dans {folder}."


def mail() -> Answer:
    """Outside development, messages leave by a server: people sign in with a code sent by e-mail."""
    from django.conf import settings as values

    console = values.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"
    return "aucun serveur d’envoi, réglez MAILLAGE_MAIL_HOST." if console and not values.DEBUG else None


def letters() -> Answer:
    """No letter has been waiting for long: the worker runs and the mail server takes them."""
    from datetime import timedelta

    from django.db import DatabaseError
    from django.utils import timezone

    from maillage.kernel.french import day, plural
    from maillage.kernel.mail import queue_state

    try:
        found = queue_state()
    except DatabaseError:
        return "impossible de le savoir sans base de données."
    if found.oldest is None or found.oldest > timezone.now() - timedelta(hours=1):
        return None
    waiting = plural(found.waiting, "courriel attend", "courriels attendent")
    return (
        f"{waiting}, le plus ancien depuis le {day(found.oldest)}, lancez «\u00a0maillage mail send\u00a0»."
    )


def antivirus() -> Answer:
    """The scanner, where one is set, finds the file that all scanners know and lets a text through."""
    from maillage.files.scanning import is_scanning, known_virus, scan

    if not is_scanning():
        return None
    if not scan(b"Un texte sans danger.", seconds=60).known:
        return "le programme de MAILLAGE_SCAN_COMMAND ne répond pas\u00a0: aucun document ne sera lisible."
    found = scan(known_virus(), seconds=60).infected
    return None if found else "le programme de MAILLAGE_SCAN_COMMAND laisse passer le virus d’épreuve."


def live(port: int) -> Answer:
    """The running site says that it is well; asked under the first of its own host names."""
    from django.conf import settings as values

    host = next((name for name in values.ALLOWED_HOSTS if not name.startswith((".", "*"))), "localhost")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sante", headers={"Host": host})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"Le site ne répond pas\u00a0: {error}."
    finally:
        connection.close()
    return None if status == HTTPStatus.OK else f"Le site répond {status}."


CHECKS: tuple[tuple[str, Callable[[], Answer]], ...] = (
    ("réglages", settings),
    ("base de données", database),
    ("migrations", migrations),
    ("territoires", territories),
    ("fichiers servis", static_files),
    ("espace disque", disk),
    ("envoi des messages", mail),
    ("courriels en attente", letters),
    ("antivirus", antivirus),
)
