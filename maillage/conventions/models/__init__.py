"""Models of the plan, one module per noun."""

from __future__ import annotations

from maillage.conventions.models.action import Action, Partner, Pilot, Step
from maillage.conventions.models.convention import Convention, ConventionTerritory, Signatory, Theme
from maillage.conventions.models.indicator import Indicator
from maillage.conventions.models.node import Node

__all__ = [
    "Action",
    "Convention",
    "ConventionTerritory",
    "Indicator",
    "Node",
    "Partner",
    "Pilot",
    "Signatory",
    "Step",
    "Theme",
]
