"""What the filter of the plan looks into."""

from __future__ import annotations

from maillage.kernel.text import fold


def search_text(*parts: str) -> str:
    """``parts`` folded into one line, as typed filters are."""
    return fold(" ".join(part for part in parts if part))
