"""What is proposed to change in the plan: written by whoever takes part, advised, decided, applied.

Draft → before the COTECH → before the COPIL → accepted, refused or postponed.
"""

from __future__ import annotations

from maillage.conventions.operations.proposals.deciding import (
    advise_proposal,
    decide_proposal,
    reopen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from maillage.conventions.operations.proposals.writing import (
    drop_section,
    propose,
    propose_section,
    rewrite_proposal,
)

__all__ = [
    "advise_proposal",
    "decide_proposal",
    "drop_section",
    "propose",
    "propose_section",
    "reopen_proposal",
    "rewrite_proposal",
    "submit_proposal",
    "withdraw_proposal",
]
