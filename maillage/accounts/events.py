"""What upper rings may want to hear of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    """Somebody takes no part in a workspace any more; ``email`` is where they were written to."""

    workspace_id: int
    user_id: int
    email: str
