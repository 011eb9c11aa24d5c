"""The demo loads the way a territory would, once, and beside nobody real."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from demo import cast, places
from demo.documents.sample import sample_plan
from demo.load import RealAccountsError, load
from demo.places import GROUPS
from maillage.accounts.models import Membership, User
from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Convention
from maillage.journal.models import Entry
from maillage.territories.models import INVENTED_PREFIX, Intercommunality
from maillage.territories.selectors import population_of, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Convention:
    """The convention of the demo, loaded."""
    load()
    return Convention.objects.get(name="Pays d’Aubrelande")


def test_the_plan_comes_whole_from_the_sample_document(plan: Convention) -> None:
    actions = Action.objects.for_convention(plan)
    assert actions.count() == len(sample_plan()["actions"]) == 24
    assert plan.nodes.filter(depth=0).count() >= 4
    assert Entry.objects.filter(verb="import.accepted", convention_id=plan.pk).count() == 1


def test_the_plan_has_lived(plan: Convention) -> None:
    statuses = set(Action.objects.for_convention(plan).values_list("status", flat=True))
    assert statuses == set(Status.values)
    entries = Entry.objects.filter(convention_id=plan.pk, verb="action.updated")
    days = [at.date() for at in entries.values_list("at", flat=True)]
    assert (max(days) - min(days)).days > 300


def test_pilots_of_the_document_are_people_of_the_cast(plan: Convention) -> None:
    piloted = Membership.objects.filter(workspace=plan.pk, piloted__isnull=False).distinct()
    assert {row.user.email for row in piloted} >= {
        cast.YOUTH.email,
        cast.CHILDCARE.email,
        cast.FAMILIES.email,
    }


def test_the_administration_opened_the_conventions_and_left(plan: Convention) -> None:
    assert not Membership.objects.filter(user__email=cast.ADMIN).exists()
    assert Membership.objects.filter(workspace=plan.pk).count() == len(cast.AUBRELANDE_CAST)


def test_loading_again_leaves_what_people_did(plan: Convention) -> None:
    action = Action.objects.for_convention(plan).first()
    assert action is not None
    Action.objects.filter(pk=action.pk).update(title="Changé par un visiteur")
    before = Entry.objects.count(), User.objects.count()
    assert load() is False
    assert (Entry.objects.count(), User.objects.count()) == before
    assert Action.objects.get(pk=action.pk).title == "Changé par un visiteur"


@pytest.mark.django_db(transaction=True)
def test_nobody_is_written_to() -> None:
    load()
    assert mail.outbox == []


def test_a_database_that_serves_real_people_is_refused() -> None:
    User.objects.create_user("quelqu.un@vraie-mairie.example", "phrase de passe")
    with pytest.raises(RealAccountsError):
        load()
    assert not Convention.objects.exists()
    assert not Intercommunality.objects.exists()


def test_places_are_invented_and_searchable(plan: Convention) -> None:  # noqa: ARG001 - loaded for its places
    codes = [place.code for _, rows in GROUPS.values() for place in rows]
    assert all(code.startswith(INVENTED_PREFIX) for code in [*codes, *GROUPS])
    assert [match.code for match in search("etelon")] == ["00005"]
    group = Intercommunality.objects.get(siren=places.AUBRELANDE)
    assert population_of(group).total == sum(place.population for place in GROUPS[places.AUBRELANDE][1])


def test_everyone_signs_in_with_the_password_that_is_told(plan: Convention) -> None:  # noqa: ARG001 - loaded
    for email in (cast.COORDINATOR.email, cast.ADMIN):
        answer = Client().post(reverse("account_login"), {"login": email, "password": cast.PASSWORD})
        assert answer.status_code == 302


def test_the_neighbour_sees_her_empty_convention_and_not_the_other(plan: Convention) -> None:
    neighbour = User.objects.get(email=cast.NEIGHBOUR_COORDINATOR.email)
    hers = Convention.objects.visible_to(neighbour).get()
    assert hers.name == "Val d’Orvain"
    assert not Action.objects.for_convention(hers).exists()
    client = Client()
    client.force_login(neighbour)
    assert client.get(f"/c/{plan.pk}/plan/").status_code == 404
