"""Writes on people and rights: each checks the right, changes, then writes in the journal."""

from __future__ import annotations

from maillage.accounts.operations.workspaces import open_workspace

__all__ = ["open_workspace"]
