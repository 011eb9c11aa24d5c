"""Reads over several models: the plan as a tree, a fiche with its neighbours, the overview."""

from __future__ import annotations

from maillage.conventions.selectors.fiche import (
    ActionNews,
    action_for,
    action_history,
    action_trail,
    around,
    held_by,
    piloted_by,
)
from maillage.conventions.selectors.filters import LOOKS, PlanFilters
from maillage.conventions.selectors.overview import Overview, convention_overview
from maillage.conventions.selectors.plan import Branch, PlanTree, plan_tree
from maillage.conventions.selectors.rows import ActionRow
from maillage.conventions.selectors.search import Found, FoundAction, Passage, search_convention

__all__ = [
    "LOOKS",
    "ActionNews",
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
    "around",
    "convention_overview",
    "held_by",
    "piloted_by",
    "plan_tree",
    "search_convention",
]
