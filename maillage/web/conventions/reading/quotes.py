"""Titles inside a sentence."""

from __future__ import annotations


def quoted(text: str, *, longest: int = 60) -> str:
    """« text », cut when it is long."""
    return f"«\u00a0{text if len(text) <= longest else text[: longest - 1] + '…'}\u00a0»"
