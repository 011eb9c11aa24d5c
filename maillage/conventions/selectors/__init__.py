"""Reads over several models: the plan as a tree, a fiche with its neighbours, the overview."""

from __future__ import annotations

from maillage.conventions.selectors.fiche import (
    action_for,
    action_history,
    action_trail,
    held_by,
    neighbours,
    news_entry,
    piloted_by,
)
from maillage.conventions.selectors.filters import LOOKS, PlanFilters
from maillage.conventions.selectors.overview import Overview, convention_overview
from maillage.conventions.selectors.plan import Branch, PlanTree, plan_tree
from maillage.conventions.selectors.rows import ActionRow
from maillage.conventions.selectors.search import Found, FoundAction, Passage, search_convention

__all__ = [
    "LOOKS",
    "ActionRow",
    "Branch",
    "Found",
    "FoundAction",
    "Overview",
    "Passage",
    "PlanFilters",
    "PlanTree",
    "action_for",
    "action_history",
    "action_trail",
    "convention_overview",
    "held_by",
    "neighbours",
    "news_entry",
    "piloted_by",
    "plan_tree",
    "search_convention",
]
