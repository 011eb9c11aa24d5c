"""Creating, editing and deleting a fiche."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import create_action, delete_action, delete_node, save_section
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.factories.conventions import ActionFactory, NodeFactory
from tests.factories.links import every_value


def test_a_new_fiche_goes_to_the_end_of_its_node(
    convention: Convention, node: Node, action: Action, coordinator: User
) -> None:
    created = create_action(convention=convention, node=node, title="  Former \n des pairs ", by=coordinator)
    assert (created.title, created.ref, created.version) == ("Former des pairs", "", 1)
    assert list(Action.objects.filter(node=node)) == [action, created]
    assert not created.transversal
    assert created.search == "former des pairs"


def test_a_fiche_on_no_node_is_transversal(convention: Convention, coordinator: User) -> None:
    assert create_action(convention=convention, node=None, title="Communiquer", by=coordinator).transversal


def test_creating_is_journaled(convention: Convention, coordinator: User) -> None:
    action = create_action(convention=convention, node=None, title="Communiquer", ref="T1", by=coordinator)
    entry = Entry.objects.get(verb="action.created", subject_id=action.pk)
    assert entry.changes == {"title": ["", "Communiquer"], "ref": ["", "T1"]}
    assert (entry.subject_type, entry.subject_label) == ("action", "T1 Communiquer")
    assert (entry.actor_id, entry.actor_name) == (coordinator.pk, "Inès Morvan")
    assert entry.convention_id == convention.pk


@pytest.mark.parametrize("title", ["", "   ", "x" * 501, None, ["x"], {"a": 1}, True])
def test_a_title_that_is_none_is_refused(convention: Convention, coordinator: User, title: Any) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        create_action(convention=convention, node=None, title=title, by=coordinator)
    assert refusal.value.field == "title"
    assert not Action.objects.exists()


def test_a_fiche_is_not_created_in_the_node_of_another_convention(
    convention: Convention, coordinator: User
) -> None:
    with pytest.raises(TreeError):
        create_action(convention=convention, node=NodeFactory.create(), title="Ici", by=coordinator)


def test_a_fiche_is_not_created_in_a_node_deleted_meanwhile(node: Node, coordinator: User) -> None:
    delete_node(node=Node.objects.get(pk=node.pk), by=coordinator)
    with pytest.raises(TreeError):
        create_action(convention=node.convention, node=node, title="Trop tard", by=coordinator)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_saved_and_read_back_as_it_was_given(
    action: Action, coordinator: User, section: str
) -> None:
    value, before = every_value(action.convention)[section], SECTIONS[section].read(action)
    entry = save_section(action=action, section=section, value=value, version=1, by=coordinator)
    assert entry is not None
    written = SECTIONS[section].read(action)
    assert SECTIONS[section].said(written) == value
    assert Entry.objects.get(pk=entry.pk).changes == {section: [before, written]}
    assert action.version == 2


@pytest.mark.parametrize("section", SECTIONS)
def test_saving_the_same_value_writes_nothing(action: Action, coordinator: User, section: str) -> None:
    value = every_value(action.convention)[section]
    save_section(action=action, section=section, value=value, version=1, by=coordinator)
    assert save_section(action=action, section=section, value=value, version=2, by=coordinator) is None
    assert action.version == 2
    assert Entry.objects.filter(subject_id=action.pk, verb="action.updated").count() == 1


def test_a_later_version_wins_and_nothing_is_overwritten(action: Action, coordinator: User) -> None:
    save_section(action=action, section="context", value=["Premier"], version=1, by=coordinator)
    late = Action.objects.get(pk=action.pk)
    with pytest.raises(StaleVersionError) as refusal:
        save_section(action=late, section="context", value=["Second"], version=1, by=coordinator)
    assert refusal.value.current == 2
    assert SECTIONS["context"].read(Action.objects.get(pk=action.pk)) == ["Premier"]


def test_without_a_version_the_last_one_wins(action: Action, coordinator: User) -> None:
    stale = Action.objects.get(pk=action.pk)
    save_section(action=action, section="context", value=["Premier"], version=1, by=coordinator)
    save_section(action=stale, section="objectives", value=["Second"], version=None, by=coordinator)
    kept = Action.objects.get(pk=action.pk)
    assert (kept.context, kept.objectives, kept.version) == ("Premier", "Second", 3)


def test_a_bad_value_writes_nothing(action: Action, coordinator: User) -> None:
    with pytest.raises(InvalidValueError):
        save_section(action=action, section="identity", value={"title": ""}, version=1, by=coordinator)
    assert not Entry.objects.filter(verb="action.updated").exists()
    assert Action.objects.get(pk=action.pk).version == 1


def test_a_section_that_does_not_exist_is_refused(action: Action, coordinator: User) -> None:
    with pytest.raises(InvalidValueError):
        save_section(action=action, section="budget", value=[], version=1, by=coordinator)


def test_a_deleted_fiche_is_neither_edited_nor_deleted_again(action: Action, coordinator: User) -> None:
    delete_action(action=Action.objects.get(pk=action.pk), by=coordinator)
    with pytest.raises(TreeError):
        save_section(action=action, section="context", value=["x"], version=None, by=coordinator)
    with pytest.raises(TreeError):
        delete_action(action=action, by=coordinator)
    assert Entry.objects.filter(verb__startswith="action.").count() == 1


def test_deleting_takes_the_fiche_out_and_keeps_its_row(action: Action, coordinator: User) -> None:
    entry = delete_action(action=action, by=coordinator)
    assert not Action.objects.exists()
    assert Action.everything.get().deleted_at is not None
    assert (entry.verb, entry.subject_label) == ("action.deleted", "Ouvrir un relais")


@pytest.mark.parametrize(
    ("section", "value", "words"),
    [
        ("identity", {"title": "Créer une ludothèque", "ref": "4.2"}, "ludotheque"),
        ("context", ["Des familles éloignées"], "eloignees"),
        ("objectives", ["Œuvrer ensemble"], "oeuvrer"),
        ("state", {"status": "en_cours", "news": "Réunion à l’été"}, "reunion a l'ete"),
        ("people", {"pilots": [{"label": "Mairie d’Ormelle"}]}, "mairie d'ormelle"),
        ("people", {"partners": [{"label": "Médiathèque"}]}, "mediatheque"),
        ("steps", [{"text": "Visiter", "substeps": [{"text": "Écrire"}]}], "ecrire"),
    ],
)
def test_what_is_saved_can_be_searched(
    action: Action, coordinator: User, section: str, value: Any, words: str
) -> None:
    assert words not in action.search
    save_section(action=action, section=section, value=value, version=1, by=coordinator)
    assert words in Action.objects.get(pk=action.pk).search


def test_what_is_taken_away_is_no_longer_found(action: Action, coordinator: User) -> None:
    save_section(action=action, section="context", value=["Ludothèque"], version=1, by=coordinator)
    save_section(action=action, section="context", value=[], version=2, by=coordinator)
    assert "ludotheque" not in Action.objects.get(pk=action.pk).search


def test_a_stranger_is_refused_before_learning_the_version(coordinator: User) -> None:
    foreign = ActionFactory.create()
    with pytest.raises(PermissionDenied):
        save_section(action=foreign, section="context", value=["x"], version=99, by=coordinator)
