"""A worker or a server killed in the middle of its work: it starts again, and nothing is half-written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.platform.installations import Installation, on_sqlite

PATIENCE = 60.0
WORKER = ["-m", "django", "db_worker", "--interval", "0.2", "--no-reload", "--no-startup-delay"]

DEPOSIT = """
from maillage.accounts.operations.people import open_account
from maillage.conventions.operations import create_convention
from maillage.intake.tasks import deposit_and_read
by = open_account(email="ida@essai.example", is_admin=True, by=None)
here = create_convention(name="Pays d’Essai", start_year=2024, end_year=2028, by=by)
plan = ["Plan d’action", "", "Axe 1 : Accueillir les enfants"]
for n in range(1, ACTIONS + 1):
    plan += ["", f"Action 1.{n} : Ouvrir la maison numéro {n}", "Objectifs"]
    plan += [f"- Accueillir {i} familles" for i in range(9)]
    plan += ["Pilote", "Élue petite enfance", "Indicateurs", f"- Nombre de familles de la maison {n}"]
deposit_and_read(convention=here, data="\\n".join(plan).encode(), name="plan.txt", by=by)
"""

ACCEPT = """
from maillage.accounts.models import User
from maillage.intake.models import Import
from maillage.intake.operations import accept
import_ = Import.objects.get()
accept(import_=import_, version=import_.version, by=User.objects.get())
"""

STOP_HALFWAY = """
import sys, time
from django.db import connection
from maillage.conventions.models import Action, Indicator
def stop(*_, **__):
    print(Action.objects.count(), "written", flush=True)
    time.sleep(600)
Indicator.objects.bulk_create = stop
"""


def shell(script: str) -> list[str]:
    """The command that runs ``script`` with Django ready."""
    return [sys.executable, "-m", "django", "shell", "--no-imports", "--command", script]


def start(installation: Installation, command: list[str]) -> subprocess.Popen[str]:
    """Start a program of the installation."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=installation.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def kill(program: subprocess.Popen[str]) -> None:
    """End a program as a power cut does."""
    program.kill()
    program.communicate()


def worker(installation: Installation) -> subprocess.Popen[str]:
    """The worker of the queue."""
    return start(
        installation, [sys.executable, "-m", "django", "db_worker", "--interval", "0.2", "--no-reload"]
    )


def ask(installation: Installation, query: str) -> tuple[object, ...]:
    """One row of the database."""
    with closing(sqlite3.connect(installation.folder / "maillage.sqlite3", timeout=20)) as base, base:
        row: tuple[object, ...] | None = base.execute(query).fetchone()
    return row or ()


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Look again and again until ``condition`` holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


def deposited(folder: Path, actions: int) -> Installation:
    """An installation with one plan that waits to be read."""
    installation = on_sqlite(folder)
    installation.tables()
    done = installation.run(*shell(DEPOSIT.replace("ACTIONS", str(actions)))[1:])
    assert done.returncode == 0, done.stderr
    return installation


def state(installation: Installation) -> object:
    """Where the import stands."""
    return ask(installation, "select state from intake_import")[0]


def read_again(installation: Installation) -> None:
    """Let a worker take up what the former one left, its minute of silence over."""
    ask(installation, "update intake_import set alive_at = datetime('now', '-5 minutes')")
    queued = installation.run(*shell("from maillage.intake.tasks import queue_watch; queue_watch()")[1:])
    assert queued.returncode == 0, queued.stderr
    second = worker(installation)
    try:
        wait_for(lambda: state(installation) == "relecture", "read by the second worker")
    finally:
        kill(second)


@pytest.fixture
def halfway(tmp_path: Path) -> Installation:
    """A worker was killed with -9 while it read a plan."""
    installation = deposited(tmp_path / "site", actions=60)
    first = worker(installation)
    try:
        wait_for(lambda: state(installation) == "lecture", "reading")
    finally:
        kill(first)
    return installation


def test_the_reading_of_a_killed_worker_is_done_by_the_next_one(halfway: Installation) -> None:
    assert state(halfway) == "lecture"
    assert ask(halfway, "select count(*) from conventions_action") == (0,)
    read_again(halfway)
    read = "select attempt, json_array_length(document, '$.actions') from intake_import"
    assert ask(halfway, read) == (2, 60)


def test_an_acceptance_killed_halfway_writes_nothing_and_can_be_done_again(tmp_path: Path) -> None:
    installation = deposited(tmp_path / "site", actions=5)
    reader = worker(installation)
    wait_for(lambda: state(installation) == "relecture", "read")
    kill(reader)
    accepting = start(installation, shell(STOP_HALFWAY + ACCEPT))
    assert accepting.stdout is not None
    assert accepting.stdout.readline() == "5 written\n"
    kill(accepting)
    assert state(installation) == "relecture"
    assert ask(installation, "select count(*) from conventions_action") == (0,)
    done = installation.run(*shell(ACCEPT)[1:])
    assert done.returncode == 0, done.stderr
    assert ask(installation, "select count(*) from conventions_action") == (5,)
