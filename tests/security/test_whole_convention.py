"""A convention taken away with all that hangs from it; people who left."""

from __future__ import annotations

import pytest
from django.db.models import RestrictedError
from django.test import Client

from maillage.accounts.operations import close_account
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import create_node, delete_action, save_section
from maillage.intake.models import Import
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import ready_import


def test_a_convention_goes_with_its_tree_its_deleted_fiches_and_its_documents(cast: Cast) -> None:
    below = create_node(convention=cast.convention, parent=cast.node, title="Dessous", by=cast.coordinatrice)
    delete_action(action=cast.action, by=cast.coordinatrice)
    ready_import(cast.convention, cast.coordinatrice)
    cast.convention.workspace.delete()
    assert not Convention.objects.filter(pk=cast.elsewhere.pk - 1).exists()
    assert not Node.everything.filter(pk=below.pk).exists()
    assert not Import.objects.exists()
    assert [action.pk for action in Action.everything.all()] == [cast.foreign_action.pk]


def test_a_node_that_holds_something_cannot_be_deleted_alone(cast: Cast) -> None:
    with pytest.raises(RestrictedError):
        cast.node.delete()


def test_what_somebody_wrote_keeps_their_name_once_their_account_is_closed(cast: Cast) -> None:
    save_section(action=cast.action, section="context", value=["Écrit"], version=None, by=cast.pilote)
    close_account(by=cast.pilote)
    assert Entry.objects.get(verb="action.updated").actor_name == "Karim Belloc"
    client = Client()
    client.force_login(cast.lecteur)
    page = client.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/").content.decode()
    assert "Karim Belloc" in page
    assert "ferme.invalid" not in page
