"""What the commands of an installation say, and how they refuse."""

from __future__ import annotations

import sys


def say(sentence: str) -> None:
    """Write a line for the person at the terminal, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def refuse(sentence: str) -> int:
    """Write on standard error why nothing was done; returns the exit code 1."""
    sys.stderr.write(sentence + "\n")
    return 1
