"""The participants of a convention, as each role sees and changes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, Membership, Organisation, User
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory, OrganisationFactory


def page(user: User, name: str, *args: int) -> str:
    """What ``user`` reads at the address ``name``."""
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=args)).content.decode()


def post(user: User, name: str, *args: int, **data: str) -> tuple[int, str]:
    """The status and the final page of what ``user`` sends."""
    client = Client()
    client.force_login(user)
    answer = client.post(reverse(name, args=args), data)
    status = answer.status_code
    if status == 302:
        answer = client.get(answer.headers["Location"])
    return status, answer.content.decode()


def test_every_member_reads_names_and_only_coordination_addresses(cast: Cast) -> None:
    seen = page(cast.lecteur, "accounts:members", cast.convention.pk)
    assert all(user.full_name in seen for user in (cast.coordinatrice, cast.elue, cast.lecteur))
    assert "@exemple.fr" not in seen
    assert "Envoyer l’invitation" not in seen
    assert cast.elue.email in page(cast.coordinatrice, "accounts:members", cast.convention.pk)


def test_roles_that_several_have_are_said_in_the_plural(cast: Cast) -> None:
    seen = page(cast.lecteur, "accounts:members", cast.convention.pk)
    assert ">Pilotes</h2>" in seen
    assert ">Élu·e</h2>" in seen


def test_the_list_costs_the_same_for_thirty_members(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(cast.coordinatrice)
    address = reverse("accounts:members", args=[cast.convention.pk])
    organisation = OrganisationFactory.create()
    MembershipFactory.create_batch(2, workspace=cast.convention.workspace, organisation=organisation)
    with django_assert_num_queries(9):
        client.get(address)
    MembershipFactory.create_batch(30, workspace=cast.convention.workspace, organisation=organisation)
    with django_assert_num_queries(9):
        client.get(address)


def test_an_invitation_is_listed_until_it_is_accepted_and_says_when_it_expired(cast: Cast) -> None:
    args = {"email": "venue@exemple.fr", "role": "lecture"}
    post(cast.coordinatrice, "accounts:invite", cast.convention.pk, **args)
    assert "valable jusqu’au" in page(cast.coordinatrice, "accounts:members", cast.convention.pk)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "expirée le" in page(cast.coordinatrice, "accounts:members", cast.convention.pk)


def test_a_new_organisation_is_named_in_the_form(cast: Cast) -> None:
    args = {"email": "v@exemple.fr", "role": "conseil", "new_name": "CAF de l’Orvelle", "new_kind": "caf"}
    post(cast.coordinatrice, "accounts:invite", cast.convention.pk, **args)
    assert Invitation.objects.get().organisation == Organisation.objects.get(
        name="CAF de l’Orvelle", kind="caf"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "pas une adresse", "role": "lecture"}, "adresse"),
        ({"email": "lecteur@exemple.fr", "role": "lecture"}, "participe déjà"),
        ({"email": "v@exemple.fr", "role": "roi"}, "choix valide"),
        ({"email": "v@exemple.fr", "role": "lecture", "new_name": "CAF"}, "Choisissez la nature"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, data: dict[str, str], sentence: str
) -> None:
    status, seen = post(cast.coordinatrice, "accounts:invite", cast.convention.pk, **data)
    assert (status, sentence in seen, data["email"] in seen) == (422, True, True)
    assert "autofocus" in seen
    assert not Invitation.objects.exists()


def test_an_organisation_of_another_convention_is_not_a_choice(cast: Cast) -> None:
    foreign = OrganisationFactory.create()
    Membership.objects.filter(user=cast.etrangere).update(organisation=foreign)
    args = {"email": "v@exemple.fr", "role": "lecture", "organisation": str(foreign.pk)}
    status, _ = post(cast.coordinatrice, "accounts:invite", cast.convention.pk, **args)
    assert status == 422


def test_coordination_changes_a_role_and_a_function(cast: Cast) -> None:
    member = cast.membership(cast.lecteur)
    args = {"role": "elu", "function": "maire"}
    status, seen = post(cast.coordinatrice, "accounts:member", cast.convention.pk, member.pk, **args)
    assert (status, "Participation de Bruno Salvy enregistrée." in seen) == (302, True)
    member.refresh_from_db()
    assert (member.role, member.function) == (Role.ELECTED, "maire")


def test_what_happened_to_people_is_told_to_coordination_alone(cast: Cast) -> None:
    member = cast.membership(cast.lecteur)
    post(cast.coordinatrice, "accounts:member", cast.convention.pk, member.pk, role="elu")
    post(cast.coordinatrice, "accounts:invite", cast.convention.pk, email="v@exemple.fr", role="pilote")
    post(cast.coordinatrice, "accounts:remove", cast.convention.pk, cast.membership(cast.elue).pk)
    seen = page(cast.coordinatrice, "accounts:members", cast.convention.pk)
    assert "Inès Morvan a donné à Bruno Salvy le rôle «\u00a0Élu·e\u00a0»." in seen
    assert "Inès Morvan a invité v@exemple.fr, rôle «\u00a0Pilote\u00a0»." in seen
    assert "Inès Morvan a retiré Hélène Castaing de la convention." in seen
    assert "Derniers changements" not in page(cast.lecteur, "accounts:members", cast.convention.pk)


def test_the_last_coordination_is_told_why_it_stays(cast: Cast) -> None:
    row = cast.membership(cast.coordinatrice)
    status, seen = post(cast.coordinatrice, "accounts:member", cast.convention.pk, row.pk, role="lecture")
    assert (status, "seule à coordonner" in seen) == (422, True)
    _, seen = post(cast.coordinatrice, "accounts:leave", cast.convention.pk)
    assert "seule à coordonner" in seen
    assert Membership.objects.filter(pk=row.pk, role=Role.COORDINATION).exists()


def test_leaving_takes_the_convention_out_of_the_account(cast: Cast) -> None:
    assert "Pays d’Orvelle" in page(cast.lecteur, "accounts:profile")
    _, seen = post(cast.lecteur, "accounts:leave", cast.convention.pk)
    assert "Vous ne participez plus à Pays d’Orvelle." in seen
    assert "Vous ne participez à aucune convention" in page(cast.lecteur, "accounts:profile")


def test_the_platform_is_not_offered_to_leave_what_it_is_not_part_of(cast: Cast) -> None:
    assert "Quitter la convention" not in page(cast.admin, "accounts:members", cast.convention.pk)
    assert "Quitter la convention" in page(cast.lecteur, "accounts:members", cast.convention.pk)
