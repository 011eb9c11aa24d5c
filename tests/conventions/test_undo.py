"""Taking an entry back: every verb, twice, and when something changed since."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, Convention, Node, Pilot, Theme
from maillage.conventions.operations import (
    create_action,
    delete_action,
    delete_node,
    move_action,
    save_section,
    undo,
    update_convention,
)
from maillage.conventions.sections import SECTIONS, Json
from maillage.journal.models import Entry
from tests.factories.conventions import ConventionFactory, member
from tests.factories.links import every_value


def _save(action: Action, section: str, value: Json, by: User) -> Entry:
    entry = save_section(action=action, section=section, value=value, version=None, by=by)
    assert entry is not None
    return entry


def _read(action: Action, section: str) -> Json:
    return SECTIONS[section].read(Action.everything.get(pk=action.pk))


@pytest.mark.parametrize("section", SECTIONS)
def test_an_edit_is_undone_and_redone(action: Action, coordinator: User, section: str) -> None:
    before, after = _read(action, section), every_value(action.convention)[section]
    entry = _save(action, section, after, coordinator)
    written = _read(action, section)
    assert SECTIONS[section].said(written) == after
    back = undo(entry=entry, by=coordinator)
    assert _read(action, section) == before
    assert (back.undoes, back.verb, back.actor_id) == (entry, "action.updated", coordinator.pk)
    again = undo(entry=back, by=coordinator)
    assert _read(action, section) == written
    undo(entry=again, by=coordinator)
    assert _read(action, section) == before


def test_undoing_refreshes_what_is_searched(action: Action, coordinator: User) -> None:
    entry = _save(action, "people", {"pilots": [{"label": "Médiathèque"}]}, coordinator)
    undo(entry=entry, by=coordinator)
    assert "mediatheque" not in Action.objects.get(pk=action.pk).search


def test_an_edit_of_what_changed_since_is_a_conflict(action: Action, coordinator: User) -> None:
    entry = _save(action, "context", ["un"], coordinator)
    later = _save(action, "context", ["deux"], coordinator)
    with pytest.raises(NotUndoableError, match="changé depuis"):
        undo(entry=entry, by=coordinator)
    assert _read(action, "context") == ["deux"]
    undo(entry=later, by=coordinator)
    undo(entry=entry, by=coordinator)
    assert _read(action, "context") == []


def test_an_edit_of_another_section_is_no_conflict(action: Action, coordinator: User) -> None:
    entry = _save(action, "context", ["un"], coordinator)
    _save(action, "objectives", ["deux"], coordinator)
    undo(entry=entry, by=coordinator)
    assert (_read(action, "context"), _read(action, "objectives")) == ([], ["deux"])


def test_the_same_entry_is_not_undone_twice(action: Action, coordinator: User) -> None:
    entry = _save(action, "context", ["un"], coordinator)
    undo(entry=entry, by=coordinator)
    with pytest.raises(NotUndoableError, match="déjà annulé"):
        undo(entry=entry, by=coordinator)


def test_an_edit_of_a_deleted_fiche_is_not_undone(action: Action, coordinator: User) -> None:
    entry = _save(action, "context", ["un"], coordinator)
    delete_action(action=action, by=coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=coordinator)


def test_a_theme_removed_since_does_not_come_back_by_undo(action: Action, coordinator: User) -> None:
    theme = Theme.objects.create(convention=action.convention, name="Enfance")
    named = {"title": action.title, "themes": [theme.pk]}
    _save(action, "identity", named, coordinator)
    entry = _save(action, "identity", {**named, "themes": []}, coordinator)
    theme.delete()
    with pytest.raises(InvalidValueError, match="thématique"):
        undo(entry=entry, by=coordinator)


def test_a_creation_is_undone_redone_and_undone(convention: Convention, coordinator: User) -> None:
    create_action(convention=convention, node=None, title="Communiquer", by=coordinator)
    entry = undo(entry=Entry.objects.get(verb="action.created"), by=coordinator)
    assert (entry.verb, Action.objects.count()) == ("action.deleted", 0)
    entry = undo(entry=entry, by=coordinator)
    assert (entry.verb, Action.objects.count()) == ("action.restored", 1)
    entry = undo(entry=entry, by=coordinator)
    assert (entry.verb, Action.objects.count()) == ("action.deleted", 0)


def test_a_fiche_edited_since_its_creation_stays(convention: Convention, coordinator: User) -> None:
    action = create_action(convention=convention, node=None, title="Communiquer", by=coordinator)
    created = Entry.objects.get(verb="action.created")
    _save(action, "context", ["un"], coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=created, by=coordinator)
    assert Action.objects.count() == 1


def test_a_fiche_edited_since_its_restoration_stays(action: Action, coordinator: User) -> None:
    restored = undo(entry=delete_action(action=action, by=coordinator), by=coordinator)
    _save(action, "context", ["un"], coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=restored, by=coordinator)
    assert Action.objects.count() == 1


def test_a_deletion_gives_the_fiche_back_whole(action: Action, coordinator: User) -> None:
    values = every_value(action.convention)
    for section, value in values.items():
        _save(action, section, value, coordinator)
    undo(entry=delete_action(action=action, by=coordinator), by=coordinator)
    said = {key: part.said(_read(action, key)) for key, part in SECTIONS.items()}
    assert said == values


def test_a_move_from_a_node_that_is_gone_is_not_undone(node: Node, action: Action, coordinator: User) -> None:
    entry = move_action(action=action, node=None, position=0, by=coordinator)
    assert entry is not None
    delete_node(node=node, by=coordinator)
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=coordinator)
    assert Action.objects.get().node is None


def test_settings_are_undone_unless_they_changed_since(convention: Convention, coordinator: User) -> None:
    def name(value: str) -> Entry:
        entry = update_convention(convention=convention, values={"name": value}, version=None, by=coordinator)
        assert entry is not None
        return entry

    first, second = name("CTG du Bocage"), name("CTG des Trois Rivières")
    with pytest.raises(NotUndoableError):
        undo(entry=first, by=coordinator)
    undo(entry=second, by=coordinator)
    assert Convention.objects.get().name == "CTG du Bocage"


def test_some_entries_cannot_be_undone(convention: Convention, coordinator: User) -> None:
    entry = Entry.objects.create(
        verb="convention.created", subject_type="convention", subject_id=1, convention_id=convention.pk
    )
    with pytest.raises(NotUndoableError, match="d’ici"):
        undo(entry=entry, by=coordinator)


def test_a_pilot_takes_back_what_they_did_and_nothing_else(action: Action, coordinator: User) -> None:
    pilot = member(action.convention, Role.PILOT)
    Pilot.objects.create(
        convention=action.convention, action=action, position=0, label="x",
        member=Membership.objects.get(user=pilot),
    )  # fmt: skip
    mine, theirs = _save(action, "context", ["un"], pilot), _save(action, "resources", ["deux"], coordinator)
    undo(entry=mine, by=pilot)
    with pytest.raises(PermissionDenied):
        undo(entry=theirs, by=pilot)
    assert (_read(action, "context"), _read(action, "resources")) == ([], ["deux"])


def test_a_coordination_does_not_undo_elsewhere(action: Action, coordinator: User) -> None:
    entry = _save(action, "context", ["un"], coordinator)
    stranger = member(ConventionFactory.create(), Role.COORDINATION)
    with pytest.raises(PermissionDenied):
        undo(entry=entry, by=stranger)
