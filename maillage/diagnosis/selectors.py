"""The diagnosis as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.diagnosis.models import Finding

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.diagnosis.models import FindingQuerySet


def findings_of(workspace_id: int, user: User | AnonymousUser) -> FindingQuerySet:
    """The findings in place that ``user`` may see, by theme then in order."""
    return Finding.objects.visible_to(user).filter(workspace_id=workspace_id, deleted_at=None)
