"""What a person may see, and what has not been deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models

from maillage.accounts.permissions import is_platform_admin, roles_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.conventions.models.convention import Convention

    Viewer = User | AnonymousUser

M = TypeVar("M", bound=models.Model)


class ConventionQuerySet(models.QuerySet["Convention"]):
    """Conventions."""

    def visible_to(self, user: Viewer) -> ConventionQuerySet:
        """Those where ``user`` has a role; all of them for platform administration."""
        if is_platform_admin(user):
            return self
        return self.filter(pk__in=roles_of(user).keys())


class PlanQuerySet(models.QuerySet[M]):
    """Rows of a plan: each carries its convention."""

    def visible_to(self, user: Viewer) -> PlanQuerySet[M]:
        """Those of the conventions that ``user`` may enter."""
        if is_platform_admin(user):
            return self
        return self.filter(convention_id__in=roles_of(user).keys())

    def for_convention(self, convention: Convention) -> PlanQuerySet[M]:
        """Those of one convention."""
        return self.filter(convention=convention)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows that hang from a convention and are never kept once deleted."""

    def visible_to(self, user: Viewer) -> ScopedQuerySet[M]:
        """Those of the conventions that ``user`` may enter."""
        if is_platform_admin(user):
            return self
        return self.filter(convention_id__in=roles_of(user).keys())


class PlanManager(models.Manager[M]):
    """Leaves deleted rows out; ``everything`` has them."""

    def get_queryset(self) -> PlanQuerySet[M]:
        return PlanQuerySet(self.model, using=self._db).filter(deleted_at=None)

    def visible_to(self, user: Viewer) -> PlanQuerySet[M]:
        """See :meth:`PlanQuerySet.visible_to`."""
        return self.get_queryset().visible_to(user)

    def for_convention(self, convention: Convention) -> PlanQuerySet[M]:
        """See :meth:`PlanQuerySet.for_convention`."""
        return self.get_queryset().for_convention(convention)
