"""The values of indicators: cells as typed, one journal entry a time, which takes all of them back."""

from __future__ import annotations

from maillage.conventions.operations.figures.entering import Outcome, Refused, set_values, unset_values
from maillage.conventions.operations.figures.sheet import Cell

__all__ = ["Cell", "Outcome", "Refused", "set_values", "unset_values"]
