"""Who may bring documents in: the rule is the convention's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from maillage.conventions.permissions import can_import_document

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention


def require_import(user: User, convention: Convention) -> None:
    """Raise PermissionDenied unless ``user`` coordinates ``convention`` or administers the platform."""
    if not can_import_document(user, convention):
        raise PermissionDenied("Seule la coordination importe des documents.")
