"""Freezing the plan as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.enums import VersionKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, PlanVersion
from maillage.conventions.operations.common import convention_fact, locked_convention, require
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections.base import choice, text
from maillage.conventions.versioning.content import content_of
from maillage.journal.operations import record

if TYPE_CHECKING:
    from datetime import date

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

LONGEST_NAME = 120


@transaction.atomic
def freeze_version(
    *, convention: Convention, kind: str, name: str, dated_on: date, note: str = "", by: User
) -> PlanVersion:
    """Keep the plan as it is now under ``name``. Raises InvalidValueError on a bad name or kind."""
    require(can_edit_plan(by, convention))
    locked = locked_convention(convention.pk)
    _hold_still(locked)
    version = PlanVersion.objects.create(
        convention=locked,
        kind=choice(kind, VersionKind, "kind") or VersionKind.OTHER.value,
        name=_named(name),
        note=note.strip(),
        dated_on=dated_on,
        content=content_of(locked),
        frozen_by=by,
    )
    actions = len(version.content["actions"])
    _tell(version, "version.frozen", {"name": ["", version.name]}, by, actions=actions)
    return version


@transaction.atomic
def remove_version(*, version: PlanVersion, by: User) -> None:
    """Take a version away for good; a signed one stays. Raises InvalidValueError when it is signed."""
    require(can_edit_plan(by, version.convention))
    if version.kind in {VersionKind.SIGNED, VersionKind.AMENDMENT}:
        raise InvalidValueError("Une version signée ne se supprime pas : elle fait foi.")
    _tell(version, "version.removed", {"name": [version.name, ""]}, by)
    version.delete()


def _hold_still(convention: Convention) -> None:
    """Wait for the writes under way on its fiches, and let none begin: a version holds no half of one."""
    rows = Action.everything.select_for_update(of=("self",)).filter(convention=convention)
    list(rows.order_by("pk").values_list("pk"))


def _named(name: str) -> str:
    cleaned = text(name, longest=LONGEST_NAME, field="name")
    if not cleaned:
        raise InvalidValueError("Donnez un nom à cette version : « CTG signée », « Avenant 1 ».", "name")
    return cleaned


def _tell(version: PlanVersion, verb: str, changes: dict[str, Any], by: User, **details: Any) -> None:
    told = {"version": version.pk, "kind": version.kind, **details}
    record(convention_fact(version.convention, verb, changes, told), by=by)
