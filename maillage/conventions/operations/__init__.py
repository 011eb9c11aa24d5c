"""Writes on the plan. Each one checks the right, changes, writes in the journal, in one transaction."""

from __future__ import annotations

from maillage.conventions.operations.actions import create_action, delete_action, move_action, save_section
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.comments import add_comment, edit_comment, remove_comment
from maillage.conventions.operations.communes import CommuneState, save_commune
from maillage.conventions.operations.conventions import (
    create_convention,
    remove_signatory,
    save_signatory,
    set_schemes,
    set_territories,
    set_themes,
    update_convention,
)
from maillage.conventions.operations.documents import attach_document, edit_document, remove_document
from maillage.conventions.operations.imports import import_plan
from maillage.conventions.operations.nodes import create_node, delete_node, move_node, update_node
from maillage.conventions.operations.undo import undo
from maillage.conventions.operations.withdrawals import withdraw_import

__all__ = [
    "CommuneState",
    "FicheEdit",
    "add_comment",
    "apply_edits",
    "attach_document",
    "create_action",
    "create_convention",
    "create_node",
    "delete_action",
    "delete_node",
    "edit_comment",
    "edit_document",
    "import_plan",
    "move_action",
    "move_node",
    "remove_comment",
    "remove_document",
    "remove_signatory",
    "save_commune",
    "save_section",
    "save_signatory",
    "set_schemes",
    "set_territories",
    "set_themes",
    "undo",
    "update_convention",
    "update_node",
    "withdraw_import",
]
