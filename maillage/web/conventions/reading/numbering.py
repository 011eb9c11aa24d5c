"""A reference for a new fiche or level, proposed from its neighbours; whoever writes may change it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.conventions.enums import Numbering

_LAST = re.compile(r"^(?P<head>.*?)(?P<tail>\d+|[A-Z])$")
_WHOLE = re.compile(r"^\d+$")


def _after(ref: str) -> str:
    """« 1.A.3 » gives « 1.A.4 », « 2.B » gives « 2.C »; nothing when the end cannot be counted."""
    match = _LAST.match(ref)
    if match is None or match["tail"] == "Z":
        return ""
    tail = match["tail"]
    return match["head"] + (str(int(tail) + 1) if tail.isdigit() else chr(ord(tail) + 1))


def propose(numbering: str, parent: str, siblings: Sequence[str], everyone: Sequence[str]) -> str:
    """The reference that comes next.

    ``parent``: the reference above; ``siblings``: those beside, in order; ``everyone``:
    those of the whole plan, for a continuous numbering. Nothing when none can be told.
    """
    if numbering == Numbering.CONTINUOUS:
        numbers = [int(ref) for ref in everyone if _WHOLE.match(ref)]
        return str(max(numbers, default=0) + 1)
    written = [ref for ref in siblings if ref]
    if written:
        return _after(written[-1])
    return f"{parent}.1" if parent and numbering != Numbering.FREE else ""
