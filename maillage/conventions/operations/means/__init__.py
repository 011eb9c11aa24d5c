"""Writing time, posts, budget and rates: one line, several pasted, one taken out; each with its undo."""

from __future__ import annotations

from maillage.conventions.operations.means.lines import add_lines, remove_line, save_line
from maillage.conventions.operations.means.writing import undo_means

__all__ = ["add_lines", "remove_line", "save_line", "undo_means"]
