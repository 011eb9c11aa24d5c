"""Accounts and organisations."""

from __future__ import annotations

import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.serializers.json import DjangoJSONEncoder

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Membership, Organisation, User
from maillage.accounts.operations import (
    change_role,
    close_account,
    create_organisation,
    open_account,
    rename,
)
from maillage.accounts.selectors import account_export, search_organisations
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from tests.cast import Cast
from tests.factories.accounts import PASSWORD, OrganisationFactory


def in_convention(cast: Cast, name: str) -> Organisation:
    """An organisation that somebody of the convention represents."""
    organisation = OrganisationFactory.create(name=name)
    Membership.objects.filter(user=cast.pilote).update(organisation=organisation)
    return organisation


@pytest.mark.usefixtures("cast")
def test_an_address_has_one_account_whatever_the_capitals() -> None:
    with pytest.raises(DomainError, match="déjà un compte"):
        open_account(email="LECTEUR@exemple.fr", by=None)


@pytest.mark.django_db
def test_an_administrator_is_staff() -> None:
    user = open_account(email="A@exemple.fr", is_admin=True, by=None)
    assert (user.email, user.is_staff, user.is_superuser) == ("a@exemple.fr", True, True)


def test_renaming_is_journaled_and_an_empty_name_refused(cast: Cast) -> None:
    rename(full_name="  Bruno   Salvy-Roux ", by=cast.lecteur)
    assert Entry.objects.get(verb="user.updated").changes == {
        "full_name": ["Bruno Salvy", "Bruno Salvy-Roux"]
    }
    with pytest.raises(DomainError):
        rename(full_name="   ", by=cast.lecteur)


def test_closing_erases_the_person_and_keeps_what_they_wrote(cast: Cast) -> None:
    rename(full_name="Bruno Salvy-Roux", by=cast.lecteur)
    close_account(by=cast.lecteur)
    row = User.objects.get(pk=cast.lecteur.pk)
    assert (row.is_active, row.full_name, row.has_usable_password()) == (False, "Compte fermé", False)
    assert "lecteur" not in row.email
    assert not EmailAddress.objects.filter(user=row).exists()
    assert not Membership.objects.filter(user=row).exists()
    assert authenticate(email="lecteur@exemple.fr", password=PASSWORD) is None
    assert Entry.objects.get(verb="user.updated").actor_name == "Bruno Salvy-Roux"


def test_the_last_coordination_does_not_close_its_account(cast: Cast) -> None:
    with pytest.raises(DomainError, match="seule personne à coordonner"):
        close_account(by=cast.coordinatrice)
    change_role(membership=cast.membership(cast.pilote), role=Role.COORDINATION, by=cast.coordinatrice)
    close_account(by=cast.coordinatrice)
    assert not User.objects.get(pk=cast.coordinatrice.pk).is_active


def test_a_closed_address_can_be_invited_and_opened_again(cast: Cast) -> None:
    close_account(by=cast.lecteur)
    assert open_account(email="lecteur@exemple.fr", by=None).pk != cast.lecteur.pk


def test_the_export_holds_the_account_and_nothing_of_others(cast: Cast) -> None:
    rename(full_name="Karim B.", by=cast.pilote)
    text = json.dumps(account_export(cast.pilote), cls=DjangoJSONEncoder, ensure_ascii=False)
    data = json.loads(text)
    assert data["compte"]["adresse"] == "pilote@exemple.fr"
    assert data["participations"][0]["role"] == "Pilote"
    assert [entry["verb"] for entry in data["journal"]] == ["user.updated"]
    assert "lecteur" not in text
    assert "password" not in text


def test_the_same_name_and_kind_is_the_same_organisation(cast: Cast) -> None:
    first = create_organisation(name="Les Roseaux", kind=OrganisationKind.ASSOCIATION, by=cast.pilote)
    again = create_organisation(name=" les  roseaux", kind=OrganisationKind.ASSOCIATION, by=cast.etrangere)
    other = create_organisation(name="Les Roseaux", kind=OrganisationKind.ESTABLISHMENT, by=cast.pilote)
    assert first == again != other
    with pytest.raises(DomainError):
        create_organisation(name="  ", kind=OrganisationKind.CAF, by=cast.pilote)


@pytest.mark.parametrize("text", ["ecole", "ÉCOLE", "musique école", "L'École"])
def test_an_organisation_is_found_without_accents_and_in_any_order(cast: Cast, text: str) -> None:
    organisation = in_convention(cast, "L’École de musique")
    assert search_organisations(text, cast.lecteur) == [organisation]


def test_organisations_of_other_conventions_are_not_told(cast: Cast) -> None:
    in_convention(cast, "École de musique")
    assert search_organisations("musique", cast.etrangere) == []
    assert len(search_organisations("musique", cast.admin)) == 1
