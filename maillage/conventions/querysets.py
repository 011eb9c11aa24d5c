"""What a person may see, and what has not been deleted."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from maillage.accounts.enums import Role
from maillage.accounts.permissions import can_enter, is_platform_admin, role_in, roles_of
from maillage.conventions.enums import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.conventions.models.action import Action
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

    def seen_in(self, convention: Convention, user: Viewer) -> PlanQuerySet[M]:
        """Those of ``convention``, none when ``user`` may not enter it."""
        return self.filter(convention=convention) if can_enter(user, convention.pk) else self.none()

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

    def seen_in(self, convention: Convention, user: Viewer) -> ScopedQuerySet[M]:
        """Those of ``convention``, none when ``user`` may not enter it."""
        return self.filter(convention=convention) if can_enter(user, convention.pk) else self.none()


class DocumentQuerySet(ScopedQuerySet[M]):
    """Documents of fiches: some are for coordination and the pilots of their action."""

    def visible_to(self, user: Viewer) -> DocumentQuerySet[M]:
        """Those in place that ``user`` may read: open to members, coordinated, piloted or brought by them."""
        present = self._present()
        if is_platform_admin(user):
            return present
        roles = roles_of(user)
        coordinated = [pk for pk, role in roles.items() if role is Role.COORDINATION]
        open_to_them = self._open_to(user) | Q(convention_id__in=coordinated)
        return present.filter(open_to_them, convention_id__in=roles.keys())

    def seen_in(self, convention: Convention, user: Viewer) -> DocumentQuerySet[M]:
        """The same, of ``convention`` alone."""
        return self._read_by(self._present().filter(convention=convention), user, convention)

    def seen_on(self, action: Action, user: Viewer) -> DocumentQuerySet[M]:
        """The same, of an ``action`` that is in place."""
        return self._read_by(self.filter(action=action, deleted_at=None), user, action.convention)

    def _read_by(self, rows: Self, user: Viewer, convention: Convention) -> Self:
        if not can_enter(user, convention.pk):
            return rows.none()
        whole = is_platform_admin(user) or role_in(user, convention.pk) is Role.COORDINATION
        return rows if whole else rows.filter(self._open_to(user))

    def _present(self) -> Self:
        return self.filter(deleted_at=None, action__deleted_at=None)

    def _open_to(self, user: Viewer) -> Q:
        every = type(self)(self.model, using=self.db)
        piloted = every.filter(action__pilots__member__user_id=user.pk).values("pk")
        return Q(visibility=Visibility.MEMBERS) | Q(added_by_id=user.pk) | Q(pk__in=piloted)


class FewQuerySet(models.QuerySet[M]):
    """A few rows that are put in order once they are read.

    Django describes to itself every column of an ordered query, then drops the description: for the eight
    kinds of rows of one fiche, that costs more than reading them.
    """

    places: tuple[str, ...] = ("id",)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # the stubs leave it out
        clone.places = self.places
        return clone

    def __iter__(self) -> Iterator[M]:
        rows = list(super().__iter__())
        return iter(sorted(rows, key=attrgetter(*self.places)) if len(rows) > 1 else rows)


def few(model: type[M], *places: str) -> FewQuerySet[M]:
    """Rows of ``model`` for ``Prefetch``, in the order of the fields ``places``, else as they came."""
    rows: FewQuerySet[M] = FewQuerySet(model).order_by()
    rows.places = places or rows.places
    return rows


class PlanManager(models.Manager[M]):
    """Leaves deleted rows out; ``everything`` has them."""

    def get_queryset(self) -> PlanQuerySet[M]:
        return PlanQuerySet(self.model, using=self._db).filter(deleted_at=None)

    def visible_to(self, user: Viewer) -> PlanQuerySet[M]:
        """See :meth:`PlanQuerySet.visible_to`."""
        return self.get_queryset().visible_to(user)

    def seen_in(self, convention: Convention, user: Viewer) -> PlanQuerySet[M]:
        """See :meth:`PlanQuerySet.seen_in`."""
        return self.get_queryset().seen_in(convention, user)

    def for_convention(self, convention: Convention) -> PlanQuerySet[M]:
        """See :meth:`PlanQuerySet.for_convention`."""
        return self.get_queryset().for_convention(convention)
