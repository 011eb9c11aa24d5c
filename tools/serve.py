"""``make serve``: your own data in var/, development mode, everything reloads when a file changes."""

from __future__ import annotations

import argparse
import os
import sys

from maillage.cli import main as maillage
from maillage.cli.processes import run_together
from tools.stamps import ROOT


def main() -> int:
    """Bring the database up to date, then run Django's server and the worker until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="make serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    arguments = parser.parse_args()
    os.environ.setdefault("MAILLAGE_DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.chdir(ROOT)
    if code := maillage(["migrate"]):
        return code
    django = [sys.executable, "-m", "django"]
    return run_together(
        [
            [*django, "runserver", f"{arguments.host}:{arguments.port}"],
            [*django, "db_worker", "--interval", "0.3", "--reload"],
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
