"""What a form names belongs to the convention of its address, and to what the person may write."""

from __future__ import annotations

import pytest

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Invitation, Membership, Organisation
from maillage.conventions.models import Action, Node, Theme
from maillage.conventions.operations import create_node, move_action, save_section, undo, update_convention
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.permissions.test_urls import signed_in


@pytest.fixture
def foreign(cast: Cast) -> Node:
    """A node of the other convention."""
    return create_node(convention=cast.elsewhere, parent=None, title="Là-bas", by=cast.etrangere)


def test_a_fiche_goes_to_no_node_of_another_convention(cast: Cast, foreign: Node) -> None:
    client, here = signed_in(cast.coordinatrice), f"/c/{cast.convention.pk}/plan/"
    assert client.post(f"{here}actions/{cast.action.pk}/deplacer/", {"node": foreign.pk}).status_code == 404
    assert client.post(f"{here}actions/ajouter/", {"node": foreign.pk, "title": "x"}).status_code == 422
    assert client.get(f"{here}actions/ajouter/", {"node": foreign.pk}).status_code == 404
    assert not Action.objects.filter(node=foreign).exists()


def test_a_node_goes_under_no_node_of_another_convention(cast: Cast, foreign: Node) -> None:
    client, here = signed_in(cast.coordinatrice), f"/c/{cast.convention.pk}/plan/niveaux/"
    assert client.post(f"{here}{cast.node.pk}/deplacer/", {"parent": foreign.pk}).status_code == 404
    assert client.post(f"{here}ajouter/", {"parent": foreign.pk, "title": "x"}).status_code == 404
    assert not Node.objects.filter(parent=foreign).exists()


def test_a_fiche_bears_no_theme_and_no_member_of_another_convention(cast: Cast) -> None:
    theme = Theme.objects.create(convention=cast.elsewhere, name="Ailleurs")
    client = signed_in(cast.coordinatrice)
    here = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/"
    stranger = cast.membership(cast.etrangere).pk
    bodies = (
        ("identity", {"title": "x", "themes": theme.pk}),
        ("people", {"rows": 1, "row-0-label": "x", "row-0-member": stranger}),
    )
    for section, body in bodies:
        assert client.post(f"{here}{section}/", body).status_code == 422, section
    assert not cast.action.themes.exists()
    assert not cast.action.pilots.filter(member_id=stranger).exists()


def test_nobody_is_given_an_organisation_that_one_does_not_see(cast: Cast) -> None:
    hidden = Organisation.objects.create(name="Cachée", kind=OrganisationKind.values[0])
    Membership.objects.filter(user=cast.etrangere).update(organisation=hidden)
    client, here = signed_in(cast.coordinatrice), f"/c/{cast.convention.pk}/participants/"
    member = cast.membership(cast.lecteur).pk
    body = {"role": "lecture", "organisation": hidden.pk, "email": "x@exemple.fr"}
    assert client.post(f"{here}{member}/", body).status_code == 422
    assert client.post(f"{here}inviter/", body).status_code == 422
    assert not Invitation.objects.exists()


def test_a_pilot_takes_back_only_what_they_may_write(cast: Cast) -> None:
    theirs = save_section(
        action=cast.other_action, section="context", value=["x"], version=None, by=cast.autre_pilote
    )
    moved = move_action(action=cast.action, node=None, position=0, by=cast.coordinatrice)
    named = update_convention(
        convention=cast.convention, values={"name": "Autre"}, version=None, by=cast.coordinatrice
    )
    client = signed_in(cast.pilote)
    for entry in (theirs, moved, named):
        assert isinstance(entry, Entry)
        address = f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/"
        assert client.post(address).status_code == 403, entry.verb


def test_whoever_coordinated_no_longer_takes_back_what_they_did_then(cast: Cast) -> None:
    entry = move_action(action=cast.action, node=None, position=0, by=cast.coordinatrice)
    Membership.objects.filter(user=cast.coordinatrice).update(role=Role.PILOT)
    address = f"/c/{cast.convention.pk}/historique/{entry.pk if entry else 0}/annuler/"
    assert signed_in(cast.coordinatrice).post(address).status_code == 403


def test_a_pilot_who_is_taken_off_a_fiche_writes_there_no_more(cast: Cast) -> None:
    entry = save_section(action=cast.action, section="context", value=["x"], version=None, by=cast.pilote)
    cast.action.pilots.all().delete()
    client, here = signed_in(cast.pilote), f"/c/{cast.convention.pk}/"
    address = f"{here}plan/actions/{cast.action.pk}/rubriques/context/"
    assert client.post(address, {"lines": "y"}).status_code == 403
    assert client.post(f"{here}historique/{entry.pk if entry else 0}/annuler/").status_code == 403


@pytest.mark.parametrize("role", [Role.ELECTED, Role.ADVICE, Role.READING, Role.CONTRIBUTION])
def test_who_only_reads_writes_nothing_even_where_they_are_named_pilot(cast: Cast, role: Role) -> None:
    Membership.objects.filter(user=cast.pilote).update(role=role)
    here = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/"
    client = signed_in(cast.pilote)
    for section in ("context", "identity", "people", "state"):
        assert client.post(f"{here}rubriques/{section}/", {"title": "x"}).status_code == 403
    assert client.post(f"{here}supprimer/").status_code == 403


def test_the_same_undo_sent_twice_is_done_once(cast: Cast) -> None:
    entry = save_section(action=cast.action, section="context", value=["x"], version=None, by=cast.pilote)
    assert isinstance(entry, Entry)
    undo(entry=entry, by=cast.pilote)
    address = f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/"
    assert signed_in(cast.pilote).post(address).status_code == 302
    assert Entry.objects.filter(undoes=entry).count() == 1


def test_a_section_with_too_many_rows_is_refused_whole(cast: Cast) -> None:
    steps = [{"text": f"Étape {n}"} for n in range(300)]
    save_section(action=cast.action, section="steps", value=steps, version=None, by=cast.coordinatrice)
    rows = {f"row-{n}-text": f"Étape {n}" for n in range(601)}
    address = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/steps/"
    answer = signed_in(cast.coordinatrice).post(address, {"rows": "601", **rows}, follow=True)
    assert "601 lignes" in answer.content.decode()
    assert cast.action.steps.count() == 300


def test_the_longest_section_can_be_saved(cast: Cast) -> None:
    step = {"status": "a_venir", "group": "", "due": "", "who": ""}
    rows = {
        f"row-{n}-{name}": value for n in range(300) for name, value in (step | {"text": f"É{n}"}).items()
    }
    address = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/steps/"
    assert signed_in(cast.coordinatrice).post(address, {"rows": "300", **rows}).status_code == 302
    assert cast.action.steps.count() == 300
