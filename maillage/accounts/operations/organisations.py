"""Organisations are shared by all conventions: the same name and kind is the same body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from maillage.accounts.models import Organisation
from maillage.accounts.permissions import is_platform_admin
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import DomainError

if TYPE_CHECKING:
    from maillage.accounts.enums import OrganisationKind
    from maillage.accounts.models import User


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """One that a form names without finding it."""

    name: str
    kind: OrganisationKind


def settled(wanted: Organisation | NewOrganisation | None, by: User) -> Organisation | None:
    """``wanted``, created if it has to be; inside the caller's transaction and rights."""
    if isinstance(wanted, NewOrganisation):
        return create_organisation(name=wanted.name, kind=wanted.kind, by=by)
    return wanted


@transaction.atomic
def create_organisation(*, name: str, kind: OrganisationKind, by: User) -> Organisation:
    """The organisation of that name and kind, created when it is new.

    Any account may: an organisation alone opens nothing. DomainError for an empty name.
    """
    name = " ".join(name.split())
    if not name:
        raise DomainError("Écrivez le nom de l’organisation.")
    known = Organisation.objects.filter(name__iexact=name, kind=kind).first()
    if known:
        return known
    organisation = Organisation.objects.create(name=name, kind=kind)
    record(
        Fact(
            verb="organisation.created",
            subject=Subject("organisation", organisation.pk, organisation.name),
            changes={"name": (None, name), "kind": (None, kind.value)},
        ),
        by=by,
    )
    return organisation


@transaction.atomic
def update_organisation(
    *, organisation: Organisation, name: str, kind: OrganisationKind, siret: str, by: User
) -> Organisation:
    """Platform administration corrects the name, kind or SIRET that every convention shows."""
    if not is_platform_admin(by):
        raise PermissionDenied
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    after = {"name": name, "kind": kind.value, "siret": siret}
    changes = {key: (getattr(row, key), value) for key, value in after.items() if getattr(row, key) != value}
    if changes:
        row.name, row.kind, row.siret = name, kind, siret
        row.save()
        subject = Subject("organisation", row.pk, row.name)
        record(Fact(verb="organisation.updated", subject=subject, changes=changes), by=by)
    return row
