"""``make demo``: an installation of its own in var/demo/, the invented territory, the site.

Runs as production does, without a secret worth keeping and without transport security: what is seen
is what users see, error pages included. Messages are written on the terminal.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import time
from pathlib import Path

from demo.__main__ import main as load
from maillage.cli import main as maillage
from tools.stamps import ROOT

DATA = ROOT / "var" / "demo"


def environment(data: Path) -> dict[str, str]:
    """The settings of the demo; the secret key is drawn once, so that a restart keeps people signed in."""
    data.mkdir(parents=True, exist_ok=True)
    key = data / "secret-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MAILLAGE_DATA_DIR": str(data),
        "MAILLAGE_SECRET_KEY_FILE": str(key),
        "MAILLAGE_HOSTS": "localhost,127.0.0.1",
        "MAILLAGE_HTTPS": "0",
        "MAILLAGE_LOG_LEVEL": "WARNING",
    }


def migrate() -> int:
    """The tables, then the official geography the first time."""
    return maillage(["migrate"])


def main() -> int:
    """Prepare the data, saying what takes time, then serve until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--prepare-only", action="store_true", help="load the data, do not serve")
    arguments = parser.parse_args()
    os.environ.update(environment(DATA))
    os.chdir(ROOT)
    steps = (("base de données et territoires", migrate), ("territoire d’exemple", load))
    for number, (label, run) in enumerate(steps, start=1):
        print(f"[demo {number}/{len(steps)}] {label} …", flush=True)
        start = time.monotonic()
        if code := run():
            return code
        print(f"      fait en {time.monotonic() - start:.1f} s", flush=True)
    serve = ["serve", "--host", arguments.host, "--port", arguments.port, "--workers", "2"]
    return 0 if arguments.prepare_only else maillage(serve)


if __name__ == "__main__":
    sys.exit(main())
