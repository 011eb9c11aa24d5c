"""Looking for viruses: another program does it, this module asks it and understands its answer."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)

_CLEAN, _INFECTED = 0, 1
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says. ``known``: it gave an answer; ``infected``: the name of what it found."""

    known: bool
    infected: str = ""


def is_scanning() -> bool:
    """Whether this site has a scanner."""
    return bool(settings.FILES_SCAN_COMMAND)


def scan(data: bytes, *, seconds: float) -> Verdict:
    """Ask the scanner about ``data``; without an answer within ``seconds``, nothing is known."""
    with tempfile.TemporaryDirectory(prefix="maillage-scan-") as folder:
        path = Path(folder, "document")
        path.write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603 - the program that the site's own settings name
                [*settings.FILES_SCAN_COMMAND, str(path)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
                env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
            )
        except (OSError, subprocess.TimeoutExpired):
            log.exception("The scanner gave no answer.")
            return Verdict(known=False)
    return _understood(done.returncode, done.stdout.decode("utf-8", "replace"), str(path))


def _understood(code: int, said: str, path: str) -> Verdict:
    if code == _CLEAN:
        return Verdict(known=True)
    if code == _INFECTED:
        lines = [line.replace(path, "").strip(" :") for line in said.splitlines()]
        found = next((line for line in lines if line.endswith("FOUND")), "")
        name = found.removesuffix("FOUND").strip() or "virus"
        return Verdict(known=True, infected=name[:_LONGEST_NAME])
    log.error("The scanner ended with code %d: %s", code, said[-1000:])
    return Verdict(known=False)


def known_virus() -> bytes:
    """The harmless file that every scanner must find; in two parts, so that none finds it in this one."""
    return rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
