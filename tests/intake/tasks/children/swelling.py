"""Reads as the site does, but for a reader that asks for more and more memory."""

from __future__ import annotations

import sys
from typing import Any

from maillage.intake.reading import __main__ as child


def swell(data: bytes, name: str) -> dict[str, Any]:
    """Grow until refused."""
    held = [data, name.encode()]
    while True:
        held.append(bytes(16 * 1024 * 1024))


child.read = swell
sys.exit(child.main(sys.argv[1:]))
