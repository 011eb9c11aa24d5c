"""Reads of the review: the proposal, the source as lines, the source as pages."""

from __future__ import annotations

from maillage.intake.selectors.lines import SourceLeaf, SourceLine, leaf_at, source_leaf
from maillage.intake.selectors.review import PlanInPlace, page_of, plan_in_place, review_of
from maillage.intake.selectors.sheets import Sheet, sheet_at

__all__ = [
    "PlanInPlace",
    "Sheet",
    "SourceLeaf",
    "SourceLine",
    "leaf_at",
    "page_of",
    "plan_in_place",
    "review_of",
    "sheet_at",
    "source_leaf",
]
