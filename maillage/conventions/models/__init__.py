"""Models of the plan, one module per noun."""

from __future__ import annotations

from maillage.conventions.models.action import Action, Partner, Pilot, Step
from maillage.conventions.models.breakdown import Breakdown
from maillage.conventions.models.campaign import Answer, Asked, Campaign, Recipient
from maillage.conventions.models.convention import Convention, ConventionTerritory, Signatory, Theme
from maillage.conventions.models.exchanges import ActionDocument, Comment
from maillage.conventions.models.indicator import Indicator
from maillage.conventions.models.links import ActionFinding, ActionLink, Scheme
from maillage.conventions.models.means import BudgetLine, Post, Rate, StaffShare
from maillage.conventions.models.node import Node
from maillage.conventions.models.search import SearchEntry
from maillage.conventions.models.shared import CommuneProgress
from maillage.conventions.models.shortcuts import Feed, SavedView
from maillage.conventions.models.value import IndicatorValue
from maillage.conventions.models.versions import PlanVersion, Proposal

__all__ = [
    "Action",
    "ActionDocument",
    "ActionFinding",
    "ActionLink",
    "Answer",
    "Asked",
    "Breakdown",
    "BudgetLine",
    "Campaign",
    "Comment",
    "CommuneProgress",
    "Convention",
    "ConventionTerritory",
    "Feed",
    "Indicator",
    "IndicatorValue",
    "Node",
    "Partner",
    "Pilot",
    "PlanVersion",
    "Post",
    "Proposal",
    "Rate",
    "Recipient",
    "SavedView",
    "Scheme",
    "SearchEntry",
    "Signatory",
    "StaffShare",
    "Step",
    "Theme",
]
