"""Run every measure, one process each, and write build/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tools.bench import reading
from tools.stamps import ROOT

OUTPUT = ROOT / "build" / "bench.json"
WORK = ROOT / "build" / "bench"
COUNTS = (1, 40, 400)
SERVER = "MAILLAGE_BENCH_POSTGRESQL"
DATABASE = "maillage_bench"


def environment(database: str) -> dict[str, str]:
    """The settings of production, without transport security, on ``database``."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "MAILLAGE_DATABASE": database,
        "MAILLAGE_DATA_DIR": str(WORK),
        "MAILLAGE_SECRET_KEY": "only-to-measure-" * 4,
        "MAILLAGE_HOSTS": "testserver",
        "MAILLAGE_HTTPS": "0",
        "MAILLAGE_DEBUG": "0",
        "MAILLAGE_TASKS": "database",
        "MAILLAGE_LOG_LEVEL": "ERROR",
    }


def fresh_sqlite() -> str:
    """The address of an empty SQLite file."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    return f"sqlite:///{WORK}/bench.sqlite3"


def fresh_postgresql(server: str) -> str:
    """The address of an empty database on ``server`` (postgresql://user:password@host:port/any)."""
    import psycopg

    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}"))


def measure(database: str, conventions: int, rounds: int) -> list[dict[str, object]]:
    """The rows of one database; what the child says of its progress goes to the terminal."""
    command = [sys.executable, "-m", "tools.bench.measure", str(conventions), str(rounds)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(database), stdout=subprocess.PIPE, text=True, check=True
    )
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def show(rows: list[dict[str, object]]) -> None:
    """The rows as a table on the terminal."""
    heads = ("page", "base", "conv.", "médiane", "p95", "req.", "octets", "/ plancher")
    print("{:<16}{:<12}{:>6}{:>10}{:>9}{:>6}{:>9}{:>12}".format(*heads))
    for row in rows:
        ratio = "" if row["floor_ratio"] is None else f"{row['floor_ratio']:.1f}"
        print(
            f"{row['page']:<16}{row['backend']:<12}{row['conventions']:>6}{row['median_ms']:>10.1f}"
            f"{row['p95_ms']:>9.1f}{row['queries']:>6}{row['bytes']:>9}{ratio:>12}"
        )


def main() -> int:
    """Measure SQLite, PostgreSQL when a server is named, then the reading of documents."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=30, help="measures of each page (default: 30)")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    rows: list[dict[str, object]] = []
    for conventions in COUNTS:
        rows += measure(fresh_sqlite(), conventions, arguments.rounds)
        if server := os.environ.get(SERVER):
            rows += measure(fresh_postgresql(server), conventions, arguments.rounds)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    show(rows)
    documents = reading.measure()
    reading.show(documents)
    found = {"pages": rows, "reading": documents}
    arguments.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if SERVER not in os.environ:
        print(f"PostgreSQL : non mesuré, {SERVER} ne nomme pas de serveur.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
