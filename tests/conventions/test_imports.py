"""A whole plan written at once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import User
from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import import_plan
from maillage.conventions.sections import SECTIONS
from maillage.conventions.selectors import plan_tree
from maillage.journal.models import Entry
from tests.factories.conventions import (
    ActionFactory,
    ConventionFactory,
    NodeFactory,
    rich_draft,
    section_values,
)
from tests.factories.territories import CommuneFactory


def _import(convention: Convention, draft: PlanDraft, by: User, **options: Any) -> Entry:
    return import_plan(convention=convention, draft=draft, batch=uuid.uuid4(), by=by, **options)


def _deep(levels: int) -> list[NodeDraft]:
    below = _deep(levels - 1) if levels > 1 else []
    return [NodeDraft(title=f"Niveau {levels}", children=below, actions=[ActionDraft(title=f"A{levels}")])]


def test_every_section_of_an_imported_fiche_is_what_was_proposed(
    convention: Convention, coordinator: User
) -> None:
    _import(convention, rich_draft(axes=1, actions=2), coordinator)
    wanted = {key: value for key, value in section_values().items() if key != "identity"}
    for action in Action.objects.all():
        said = {key: SECTIONS[key].said(SECTIONS[key].read(action)) for key in wanted}
        assert said == wanted
        assert action.origin == {"page": 10 + action.position + 1}
    assert [str(action) for action in Action.objects.all()] == ["1.1 Action 1.1", "1.2 Action 1.2"]


def test_an_imported_fiche_is_searched_like_an_edited_one(convention: Convention, coordinator: User) -> None:
    _import(convention, rich_draft(axes=1, actions=1), coordinator)
    search = Action.objects.get().search
    for words in (
        "deux communes",
        "assistantes maternelles",
        "trouver le local",
        "signer",
        "local est trouve",
    ):
        assert words in search


def test_communes_and_themes_are_tied(convention: Convention, coordinator: User) -> None:
    commune, theme = CommuneFactory.create(), convention.themes.create(name="Enfance")
    sections = {
        "people": {"communes": [commune.pk]},
        "identity": {"title": "x", "themes": [theme.pk]},
    }
    _import(convention, PlanDraft(actions=[ActionDraft(title="Fiche", sections=sections)]), coordinator)
    action = Action.objects.get()
    assert (action.title, *action.communes.all(), *action.themes.all()) == ("Fiche", commune, theme)


def test_each_fiche_has_its_entry_and_the_plan_has_one(convention: Convention, coordinator: User) -> None:
    entry = _import(convention, rich_draft(), coordinator, details={"document": "Plan"})
    assert (entry.verb, entry.details["actions"], entry.details["document"]) == ("plan.imported", 10, "Plan")
    imported = Entry.objects.filter(verb="action.imported", actor_id=coordinator.pk)
    assert set(imported.values_list("subject_id", flat=True)) == set(
        Action.objects.values_list("pk", flat=True)
    )


def test_the_draft_is_left_as_it_was(convention: Convention, coordinator: User) -> None:
    draft = PlanDraft(actions=[ActionDraft(title="x", sections={"context": [" a  b "]})])
    _import(convention, draft, coordinator)
    assert draft.actions[0].sections == {"context": [" a  b "]}


def test_an_import_follows_the_plan_in_place(convention: Convention, coordinator: User) -> None:
    for position in (5, 6):
        NodeFactory.create(convention=convention, title=f"Ancien {position}", position=position)
        ActionFactory.create(convention=convention, title=f"Seule {position}", position=position)
    draft = PlanDraft(nodes=[NodeDraft(title="Nouvel axe")], actions=[ActionDraft(title="Nouvelle")])
    _import(convention, draft, coordinator)
    roots = Node.objects.filter(depth=0).values_list("title", flat=True)
    assert list(roots) == ["Ancien 5", "Ancien 6", "Nouvel axe"]
    alone = Action.objects.filter(node=None).values_list("title", flat=True)
    assert list(alone) == ["Seule 5", "Seule 6", "Nouvelle"]


def test_two_fiches_may_bear_the_same_reference(convention: Convention, coordinator: User) -> None:
    twice = [ActionDraft(title="Une", ref="1"), ActionDraft(title="Deux", ref="1")]
    _import(convention, PlanDraft(nodes=[NodeDraft(title="A", ref="1", actions=twice)]), coordinator)
    assert list(Action.objects.values_list("ref", "title")) == [("1", "Une"), ("1", "Deux")]


def test_a_title_that_is_missing_or_too_long_does_not_stop_the_import(
    convention: Convention, coordinator: User
) -> None:
    actions = [
        ActionDraft(title=" "),
        ActionDraft(title="", fiche_title="Le relais"),
        ActionDraft(title="x\x00" * 700, ref="r" * 50),
    ]
    _import(convention, PlanDraft(nodes=[NodeDraft(title="", actions=actions)]), coordinator)
    assert Node.objects.get().title == "Sans titre"
    assert list(Action.objects.values_list("title", "ref")) == [
        ("Sans titre", ""), ("Le relais", ""), ("x" * 500, "r" * 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sections", [{"context": "texte"}, {"budget": []}, {"steps": [{"text": "x" * 4001}]}]
)
def test_a_bad_section_refuses_the_whole_plan_and_names_the_fiche(
    convention: Convention, coordinator: User, sections: dict[str, Any]
) -> None:
    draft = rich_draft()
    draft.actions = [ActionDraft(title="La fautive", sections=sections)]
    with pytest.raises(InvalidValueError, match="La fautive"):
        _import(convention, draft, coordinator)
    assert (Node.objects.count(), Action.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_plan_of_more_than_four_levels_is_refused(convention: Convention, coordinator: User) -> None:
    with pytest.raises(TreeError, match="4 niveaux"):
        _import(convention, PlanDraft(nodes=_deep(4)), coordinator)
    assert not Node.objects.exists()


def test_the_convention_takes_the_levels_of_its_first_plan(convention: Convention, coordinator: User) -> None:
    draft = PlanDraft(nodes=_deep(1), level_names=["Enjeu", "Fiche"])
    entry = _import(convention, draft, coordinator)
    assert convention.level_names == ["Enjeu", "Fiche"]
    assert entry.changes == {"level_names": [["Axe", "Objectif", "Action"], ["Enjeu", "Fiche"]]}
    assert convention.version == 2


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([], ["Axe", "Objectif", "Niveau 3", "Action"]),
        (["", " "], ["Axe", "Objectif", "Niveau 3", "Action"]),
        (["Fiche"], ["Niveau 1", "Niveau 2", "Niveau 3", "Fiche"]),
        (["A", "B", "C", "D", "E", "Fiche"], ["A", "B", "C", "Fiche"]),
    ],
)
def test_every_level_of_an_imported_plan_has_a_name(
    convention: Convention, coordinator: User, names: list[str], kept: list[str]
) -> None:
    _import(convention, PlanDraft(nodes=_deep(3), level_names=names), coordinator)
    assert convention.level_names == kept


def test_a_second_plan_that_is_deeper_adds_a_level(convention: Convention, coordinator: User) -> None:
    NodeFactory.create(convention=convention)
    _import(convention, PlanDraft(nodes=_deep(3), level_names=["A", "B", "C", "D"]), coordinator)
    assert convention.level_names == ["Axe", "Objectif", "Niveau 3", "Action"]


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ((2024, 2028), (2024, 2028)),
        ((2024, None), (2024, None)),
        ((2024, 2034), (None, None)),
        ((2028, 2024), (None, None)),
        ((24, 2028), (None, 2028)),
        ((10**9, None), (None, None)),
    ],
)
def test_only_a_period_that_can_be_is_taken_from_the_document(
    coordinator: User, read: tuple[int | None, int | None], kept: tuple[int | None, int | None]
) -> None:
    convention = ConventionFactory.create(start_year=None, end_year=None)
    convention.workspace.memberships.create(user=coordinator, role="coordination")
    _import(convention, PlanDraft(start_year=read[0], end_year=read[1]), User.objects.get(pk=coordinator.pk))
    assert (convention.start_year, convention.end_year) == kept


def test_years_already_known_stay(convention: Convention, coordinator: User) -> None:
    _import(convention, PlanDraft(start_year=2020, end_year=2022), coordinator)
    assert convention.years == "2024-2028"


def test_fifty_rich_fiches_are_written_in_bulk(convention: Convention, coordinator: User) -> None:
    with CaptureQueriesContext(
        connection,
    ) as small:
        _import(convention, rich_draft(axes=4, actions=1), coordinator)
    with CaptureQueriesContext(connection) as large:
        _import(convention, rich_draft(axes=5, actions=10), coordinator)
    assert len(small) < 30
    assert len(large) < 40
    assert plan_tree(convention, coordinator).total == 54
