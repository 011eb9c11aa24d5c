"""Writes of an import, one module for each moment of its life.

deposit → reading → decisions → acceptance → undoing. What a reviewer decides is a
draft that writes nothing in the plan: it is kept in the import, not in the journal.
"""

from __future__ import annotations

from maillage.intake.operations.acceptance import accept
from maillage.intake.operations.cleaning import clean_imports
from maillage.intake.operations.decisions import accept_doubts, decide, reopen_doubts
from maillage.intake.operations.deposit import deposit
from maillage.intake.operations.pages import await_pages, draw_pages
from maillage.intake.operations.reading import read_import, restart, take_up_silent
from maillage.intake.operations.setting_aside import drop, recall
from maillage.intake.operations.undoing import undo_import

__all__ = [
    "accept",
    "accept_doubts",
    "await_pages",
    "clean_imports",
    "decide",
    "deposit",
    "draw_pages",
    "drop",
    "read_import",
    "recall",
    "reopen_doubts",
    "restart",
    "take_up_silent",
    "undo_import",
]
