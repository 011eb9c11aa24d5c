"""The shape of the fiche: switched, renamed, ordered; five shapes ready; schemes listed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.fiche_templates import TEMPLATES, FicheTemplate, nearest_template, template_of
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import save_section, set_schemes, undo, update_convention
from maillage.conventions.sections import RUBRICS
from maillage.conventions.sections.shown import OPTIONAL, label_of, shown_rubrics
from maillage.conventions.selectors.shapes import compare_shapes
from tests.factories.conventions import member

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda one: one.key)


def take(convention: Convention, template: FicheTemplate, by: User) -> None:
    """Give the fiches a shape."""
    update_convention(convention=convention, values=template.values(), version=None, by=by)


def test_fiches_have_the_nine_usual_rubriques_until_somebody_chooses(convention: Convention) -> None:
    assert shown_rubrics(convention) == [key for key in RUBRICS if key not in OPTIONAL]


def test_rubriques_follow_the_order_then_the_usual_one(convention: Convention) -> None:
    convention.section_order, convention.hidden_sections = ["calendar", "vigilance", "steps"], ["steps"]
    assert shown_rubrics(convention)[:3] == ["calendar", "vigilance", "context"]
    assert "steps" not in shown_rubrics(convention)


@pytest.mark.parametrize("order", [["steps", "steps"], ["state"], "steps", [{}], [3]])
def test_an_order_that_names_anything_else_is_refused(
    convention: Convention, coordinator: User, order: object
) -> None:
    with pytest.raises(InvalidValueError):
        update_convention(
            convention=convention, values={"section_order": order}, version=None, by=coordinator
        )


@EVERY
def test_a_template_gives_its_rubriques_in_its_order(
    convention: Convention, coordinator: User, template: FicheTemplate
) -> None:
    take(convention, template, coordinator)
    assert shown_rubrics(convention) == list(template.order)
    assert {key: label_of(convention, key) for key in template.labels} == dict(template.labels)


@EVERY
def test_a_template_is_the_nearest_to_a_plan_that_fills_its_rubriques(template: FicheTemplate) -> None:
    assert nearest_template(dict.fromkeys(template.order, 1.0)) is template


def test_what_most_fiches_fill_weighs_more_than_what_a_few_do() -> None:
    both = dict.fromkeys(("context", "objectives", "steps", "people", "resources", "indicators"), 1.0)
    assert nearest_template({**both, "residents": 0.8, "success_conditions": 0.1}).key == "natures"
    assert nearest_template({**both, "residents": 0.1, "success_conditions": 0.8}).key == "volets"


def test_a_diagnosis_draws_a_plan_of_points_to_the_fiche_that_starts_from_it() -> None:
    assert nearest_template({"steps": 1.0}).key == "points"
    assert nearest_template({"steps": 1.0, "links": 1.0}).key == "base"


def test_a_template_is_taken_back_at_once(convention: Convention, coordinator: User) -> None:
    before = shown_rubrics(convention)
    values = TEMPLATES["courte"].values()
    entry = update_convention(convention=convention, values=values, version=None, by=coordinator)
    assert entry is not None
    undo(entry=entry, by=coordinator)
    convention.refresh_from_db()
    assert (shown_rubrics(convention), convention.section_labels) == (before, {})


def test_a_rubrique_to_keep_comes_after_those_of_the_template() -> None:
    values = TEMPLATES["points"].values(kept={"residents", "steps"})
    assert values["section_order"] == ["steps", "people", "indicators", "residents"]
    assert "residents" not in values["hidden_sections"]


def test_the_preview_says_what_comes_goes_and_holds_something(action: Action, coordinator: User) -> None:
    save_section(action=action, section="resources", value=["Un poste."], version=None, by=coordinator)
    with CaptureQueriesContext(connection) as queries:
        rows = compare_shapes(action.convention, TEMPLATES["courte"].values(), coordinator)
    said = {row.key: (row.change, row.filled) for row in rows}
    assert said["resources"] == ("masquée", 1)
    assert said["competence"] == ("ajoutée", 0)
    assert said["steps"] == ("renommée", 0)
    assert said["calendar"] == ("", 0)
    assert [row.key for row in rows][:5] == list(TEMPLATES["courte"].order)
    assert len(queries) <= 2  # roles included


def test_schemes_are_listed_in_order_and_keep_their_links(action: Action, coordinator: User) -> None:
    convention = action.convention
    set_schemes(convention=convention, names=["PEDT", "ABS"], by=coordinator)
    value = {"schemes": [convention.schemes.get(name="PEDT").pk]}
    save_section(action=action, section="links", value=value, version=None, by=coordinator)
    set_schemes(convention=convention, names=["Contrat de ville", "pedt"], by=coordinator)
    assert [scheme.name for scheme in convention.schemes.all()] == ["Contrat de ville", "pedt"]
    assert [scheme.name for scheme in action.schemes.all()] == ["pedt"]


def test_two_schemes_do_not_bear_one_name_nor_come_from_a_reader(convention: Convention) -> None:
    coordinator = member(convention, Role.COORDINATION)
    with pytest.raises(InvalidValueError):
        set_schemes(convention=convention, names=["PEDT", "pedt"], by=coordinator)
    with pytest.raises(PermissionDenied):
        set_schemes(convention=convention, names=["PEDT"], by=member(convention, Role.READING))


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_fiche_is_known_by_the_template_it_follows(action: Action, coordinator: User, key: str) -> None:
    convention = action.convention
    values = TEMPLATES[key].values(kept={"residents"})
    update_convention(convention=convention, values=values, version=None, by=coordinator)
    convention.refresh_from_db()
    assert template_of(shown_rubrics(convention)) == TEMPLATES[key]


def test_a_fiche_of_ones_own_follows_no_template() -> None:
    assert template_of(["calendar", "steps"]) is None
