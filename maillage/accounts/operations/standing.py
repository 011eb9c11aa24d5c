"""As what somebody takes part in a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.accounts.enums import Role
    from maillage.accounts.models import Organisation
    from maillage.accounts.operations.organisations import NewOrganisation


@dataclass(frozen=True, slots=True)
class Standing:
    """A role, on behalf of an organisation, known or named by a form, with a function."""

    role: Role
    organisation: Organisation | NewOrganisation | None = None
    function: str = ""
