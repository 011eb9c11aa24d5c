"""Which imports a person may see, and how few columns a list needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from maillage.accounts.enums import Role
from maillage.accounts.permissions import is_platform_admin, roles_of
from maillage.intake.enums import ImportState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.intake.models import Import, WorkbookReturn  # noqa: F401 - rows, for the type checker

#: An import in one of these states stands for its file: depositing it again opens that one.
STANDING = (ImportState.WAITING, ImportState.READING, ImportState.READY, ImportState.ACCEPTED)

_HEAVY = ("document", "lines", "leaves", "decisions", "before", "history", "marks")


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports."""

    def visible_to(self, user: User | AnonymousUser) -> ImportQuerySet:
        """Those of the conventions that ``user`` coordinates; all for platform administration."""
        if is_platform_admin(user):
            return self
        coordinated = [pk for pk, role in roles_of(user).items() if role is Role.COORDINATION]
        return self.filter(convention_id__in=coordinated)

    def for_convention(self, convention: Convention) -> ImportQuerySet:
        """Those of one convention."""
        return self.filter(convention=convention)

    def standing(self) -> ImportQuerySet:
        """Those waiting, being read, to review or accepted."""
        return self.filter(state__in=STANDING)

    def light(self) -> ImportQuerySet:
        """Without the document and the source: for lists and for the progress of a reading."""
        return self.defer(*_HEAVY)


class WorkbookReturnQuerySet(models.QuerySet["WorkbookReturn"]):
    """Returned workbooks."""

    def visible_to(self, user: User | AnonymousUser) -> WorkbookReturnQuerySet:
        """Those of the conventions that ``user`` coordinates; all for platform administration."""
        if is_platform_admin(user):
            return self
        coordinated = [pk for pk, role in roles_of(user).items() if role is Role.COORDINATION]
        return self.filter(convention_id__in=coordinated)

    def for_convention(self, convention: Convention) -> WorkbookReturnQuerySet:
        """Those of one convention."""
        return self.filter(convention=convention)
