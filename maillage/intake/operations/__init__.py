"""Writes of an import, one module for each moment of its life.

deposit → reading → decisions → acceptance → undoing. What a reviewer decides is a
draft that writes nothing in the plan: it is kept in the import, not in the journal.
"""

from __future__ import annotations

from maillage.intake.operations.acceptance import accept
from maillage.intake.operations.acts import undo_act
from maillage.intake.operations.arranging import cut_points, join_points, leave_out_all, move_points
from maillage.intake.operations.cleaning import clean_imports
from maillage.intake.operations.decisions import (
    accept_doubts,
    accept_proposals,
    accept_these,
    decide,
    reopen_doubts,
)
from maillage.intake.operations.deposit import deposit
from maillage.intake.operations.pages import await_pages, draw_pages
from maillage.intake.operations.reading import read_import, restart, take_up_silent
from maillage.intake.operations.setting_aside import drop, recall
from maillage.intake.operations.structure import (
    add_branch,
    add_fiche,
    leave_out,
    merge_fiches,
    move_fiches,
    split_fiche,
)
from maillage.intake.operations.texts import read_text
from maillage.intake.operations.undoing import undo_import
from maillage.intake.operations.workbooks import apply_workbook, clean_workbooks, drop_workbook, keep_workbook

__all__ = [
    "accept",
    "accept_doubts",
    "accept_proposals",
    "accept_these",
    "add_branch",
    "add_fiche",
    "apply_workbook",
    "await_pages",
    "clean_imports",
    "clean_workbooks",
    "cut_points",
    "decide",
    "deposit",
    "draw_pages",
    "drop",
    "drop_workbook",
    "join_points",
    "keep_workbook",
    "leave_out",
    "leave_out_all",
    "merge_fiches",
    "move_fiches",
    "move_points",
    "read_import",
    "read_text",
    "recall",
    "reopen_doubts",
    "restart",
    "split_fiche",
    "take_up_silent",
    "undo_act",
    "undo_import",
]
