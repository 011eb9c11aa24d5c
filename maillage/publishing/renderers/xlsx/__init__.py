"""Excel files, written row after row, that LibreOffice and Excel open alike."""

from __future__ import annotations

from maillage.publishing.renderers.xlsx.marking import mark_problems
from maillage.publishing.renderers.xlsx.workbook import render_workbook

__all__ = ["mark_problems", "render_workbook"]
