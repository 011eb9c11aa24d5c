"""What is proposed: the plan document with the reviewer's decisions, not yet written.

:func:`propose` puts the two together for the review page and the acceptance alike;
:func:`draft_of` turns the result into the draft that the conventions write. Pure
functions over plain values: no query here.
"""

from __future__ import annotations

from maillage.intake.proposal.build import propose
from maillage.intake.proposal.draft import draft_of

__all__ = ["draft_of", "propose"]
