"""Creating a convention, and what it says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.accounts.permissions import role_in
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention, Signatory
from maillage.conventions.operations import (
    create_convention,
    remove_signatory,
    save_signatory,
    set_territories,
    set_themes,
    update_convention,
)
from maillage.conventions.themes import USUAL_THEMES
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.factories.accounts import UserFactory
from tests.factories.conventions import ActionFactory, ConventionFactory, NodeFactory, member
from tests.factories.territories import CommuneFactory, IntercommunalityFactory


def _update(convention: Convention, by: User, **values: Any) -> Entry | None:
    return update_convention(convention=convention, values=values, version=None, by=by)


def test_who_creates_a_convention_coordinates_it(coordinator: User) -> None:
    communes, group = CommuneFactory.create_batch(2), IntercommunalityFactory.create()
    created = create_convention(
        name=" CTG  du Bocage ", start_year=2025, end_year=2029,
        communes=[*communes, communes[0]], intercommunalities=[group], by=coordinator,
    )  # fmt: skip
    assert (created.name, created.years, created.pk) == ("CTG du Bocage", "2025-2029", created.workspace.pk)
    assert role_in(coordinator, created.pk) is Role.COORDINATION
    assert [theme.name for theme in created.themes.all()] == list(USUAL_THEMES)
    assert created.territories.count() == 3
    assert Entry.objects.get(verb="convention.created").changes == {"name": ["", "CTG du Bocage"]}


def test_only_coordination_and_the_platform_create(convention: Convention) -> None:
    with pytest.raises(PermissionDenied):
        create_convention(name="x", by=member(convention, Role.PILOT))
    assert create_convention(name="x", by=UserFactory.create(is_admin=True)).pk


REFUSED: list[tuple[str, Any]] = [
    ("name", " "), ("name", "x" * 201), ("name", None), ("name", ["x"]),
    ("start_year", 1024), ("start_year", "2024"), ("start_year", True), ("start_year", 99999),
    ("end_year", 2023), ("end_year", 2030),
    ("phase", "inconnue"), ("phase", None), ("numbering", "x"), ("accent", "rouge"), ("accent", None),
    ("level_names", "Axe"), ("level_names", []), ("level_names", ["a", "b", "c", "d", "e"]),
    ("level_names", ["Axe", ""]), ("level_names", [None]), ("level_names", ["x" * 61]), ("level_names", None),
    ("section_labels", ["x"]), ("section_labels", {"budget": "x"}), ("section_labels", {"context": {}}),
    ("hidden_sections", "context"), ("hidden_sections", ["identity"]), ("hidden_sections", [{}]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), REFUSED)
def test_what_a_convention_cannot_be_is_refused_in_words(
    convention: Convention, coordinator: User, field: str, value: Any
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        _update(convention, coordinator, **{field: value})
    assert refusal.value.field in {field, "end_year"}
    assert Convention.objects.get(pk=convention.pk).version == 1


def test_settings_are_saved_in_their_normal_form(convention: Convention, coordinator: User) -> None:
    entry = _update(
        convention, coordinator,
        level_names=(" Enjeu ", "Action"), section_labels={"context": " Constat ", "steps": ""},
        hidden_sections=["residents", "context"], version=12, workspace=99,
    )  # fmt: skip
    assert entry is not None
    assert set(entry.changes) == {"level_names", "section_labels", "hidden_sections"}
    assert entry.changes["level_names"] == [["Axe", "Objectif", "Action"], ["Enjeu", "Action"]]
    assert convention.section_labels == {"context": "Constat"}
    assert convention.hidden_sections == ["context", "residents"]
    assert (convention.version, convention.action_level, convention.node_levels) == (2, "Action", ["Enjeu"])


def test_saving_the_same_settings_writes_nothing(convention: Convention, coordinator: User) -> None:
    assert _update(convention, coordinator, name=convention.name, start_year=2024) is None


def test_settings_that_changed_since_are_not_overwritten(convention: Convention, coordinator: User) -> None:
    stale = Convention.objects.get(pk=convention.pk)
    _update(convention, coordinator, name="CTG du Bocage")
    with pytest.raises(StaleVersionError):
        update_convention(convention=stale, values={"name": "x"}, version=1, by=coordinator)


def test_levels_in_use_keep_a_name(convention: Convention, coordinator: User) -> None:
    NodeFactory.create(convention=convention, parent=NodeFactory.create(convention=convention))
    with pytest.raises(InvalidValueError, match="3 niveaux"):
        _update(convention, coordinator, level_names=["Axe", "Action"])


def _rows(convention: Convention) -> list[tuple[int | None, str]]:
    return [(theme.pk, theme.name) for theme in convention.themes.all()]


def _set(convention: Convention, by: User, *rows: tuple[int | None, str]) -> list[str]:
    set_themes(convention=convention, rows=rows, by=by)
    return [name for _, name in _rows(convention)]


def test_themes_are_added_renamed_ordered_and_removed(convention: Convention, coordinator: User) -> None:
    assert _set(convention, coordinator, (None, "Enfance"), (None, " "), (None, "Santé")) == [
        "Enfance", "Santé",
    ]  # fmt: skip
    first, second = _rows(convention)
    assert _set(convention, coordinator, (second[0], "Santé"), (first[0], "Petite enfance")) == [
        "Santé", "Petite enfance",
    ]  # fmt: skip
    assert _set(convention, coordinator, (first[0], "Petite enfance")) == ["Petite enfance"]
    entry = Entry.objects.filter(verb="convention.themes_changed").first()
    assert entry is not None
    assert entry.changes == {"themes": [["Santé", "Petite enfance"], ["Petite enfance"]]}


def test_two_themes_can_swap_their_names(convention: Convention, coordinator: User) -> None:
    _set(convention, coordinator, (None, "Enfance"), (None, "Santé"))
    (one, _), (two, _) = _rows(convention)
    assert _set(convention, coordinator, (one, "Santé"), (two, "Enfance")) == ["Santé", "Enfance"]
    assert _rows(convention) == [(one, "Santé"), (two, "Enfance")]


def test_a_theme_typed_again_is_the_same_and_keeps_its_fiches(
    convention: Convention, coordinator: User
) -> None:
    _set(convention, coordinator, (None, "Enfance"))
    action = ActionFactory.create(convention=convention)
    action.themes.set(convention.themes.all())
    assert _set(convention, coordinator, (None, "enfance")) == ["enfance"]
    assert Action.objects.get().themes.count() == 1


@pytest.mark.parametrize("names", [("Enfance", "enfance"), ("Santé", "Sante"), ("x" * 81, "y")])
def test_ill_formed_themes_are_refused(
    convention: Convention, coordinator: User, names: tuple[str, str]
) -> None:
    with pytest.raises(InvalidValueError):
        _set(convention, coordinator, *((None, name) for name in names))


def test_a_theme_of_another_convention_is_left_alone(convention: Convention, coordinator: User) -> None:
    other = ConventionFactory.create().themes.create(name="Ailleurs")
    _set(convention, coordinator, (other.pk, "Ici"))
    other.refresh_from_db()
    assert other.name == "Ailleurs"
    assert [name for _, name in _rows(convention)] == ["Ici"]


def test_territories_are_replaced_and_journaled(convention: Convention, coordinator: User) -> None:
    commune, group = CommuneFactory.create(name="Ormelle"), IntercommunalityFactory.create(name="CC de Luze")
    for _ in range(2):
        set_territories(
            convention=convention, communes=[commune, commune], intercommunalities=[group], by=coordinator
        )
    assert convention.territories.count() == 2
    [entry] = Entry.objects.filter(verb="convention.territories_changed")
    assert entry.changes["territories"] == [[], ["CC de Luze", str(commune)]]


def test_a_signatory_is_journaled_with_all_that_is_known_of_it(
    convention: Convention, coordinator: User
) -> None:
    row = save_signatory(convention=convention, name="CAF de la Luze", by=coordinator)
    known: dict[str, Any] = {
        "quality": "Directrice",
        "deliberation_number": "2025-12",
        "signed_on": date(2025, 3, 1),
    }
    for _ in range(2):
        save_signatory(convention=convention, signatory=row, name="CAF de la Luze", by=coordinator, **known)
    remove_signatory(signatory=Signatory.objects.get(), by=coordinator)
    full = {"name": "CAF de la Luze", **known, "signed_on": "2025-03-01"}
    entries = Entry.objects.filter(verb__startswith="convention.signatory").order_by("pk")
    assert [entry.changes["signatory"] for entry in entries] == [
        [{}, {"name": "CAF de la Luze"}], [{"name": "CAF de la Luze"}, full], [full, {}],
    ]  # fmt: skip
    assert not Signatory.objects.exists()


def test_a_signatory_of_another_convention_is_refused(convention: Convention, coordinator: User) -> None:
    other = Signatory.objects.create(convention=ConventionFactory.create(), name="MSA")
    with pytest.raises(InvalidValueError):
        save_signatory(convention=convention, signatory=other, name="x", by=coordinator)
    with pytest.raises(PermissionDenied):
        remove_signatory(signatory=other, by=coordinator)
    assert Signatory.objects.get().name == "MSA"
