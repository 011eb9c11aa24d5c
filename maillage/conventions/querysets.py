"""What a person may see, and what has not been deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q

from maillage.accounts.enums import Role
from maillage.accounts.permissions import is_platform_admin, roles_of
from maillage.conventions.enums import Visibility

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


class DocumentQuerySet(ScopedQuerySet[M]):
    """Documents of fiches: some are for coordination and the pilots of their action."""

    def visible_to(self, user: Viewer) -> DocumentQuerySet[M]:
        """Those in place that ``user`` may read: open to members, coordinated, piloted or brought by them."""
        present = self.filter(deleted_at=None, action__deleted_at=None)
        if is_platform_admin(user):
            return present
        roles = roles_of(user)
        coordinated = [pk for pk, role in roles.items() if role is Role.COORDINATION]
        every = type(self)(self.model, using=self.db)
        piloted = every.filter(action__pilots__member__user_id=user.pk).values("pk")
        own = Q(convention_id__in=coordinated) | Q(added_by_id=user.pk) | Q(pk__in=piloted)
        return present.filter(Q(visibility=Visibility.MEMBERS) | own, convention_id__in=roles.keys())


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
