"""The same change on many fiches: told first, written at once, taken back at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.conventions.enums import Status
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.bulk import Prepared, apply_change, prepare_change
from maillage.conventions.listing.changes import CHANGES
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section, undo
from maillage.conventions.sections import SECTIONS, Json
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.factories.conventions import ActionFactory, ConventionFactory, member
from tests.factories.listing import Listed


def versions(plan: Listed) -> dict[int, int | None]:
    actions = Action.objects.filter(convention=plan.convention)
    return dict(actions.values_list("pk", "version"))


def prepared(plan: Listed, change: str, typed: str = "") -> Prepared:
    return prepare_change(
        convention=plan.convention, change=change, typed=typed, picked=versions(plan), by=plan.by
    )


def applied(plan: Listed, change: str, typed: str = "") -> Entry:
    entry = apply_change(
        convention=plan.convention, change=change, typed=typed, picked=versions(plan), by=plan.by
    )
    assert entry is not None
    return entry


def whole(plan: Listed) -> dict[int, dict[str, Json]]:
    """Every fiche with every section, and its place."""
    found: dict[int, dict[str, Json]] = {}
    for action in Action.objects.filter(convention=plan.convention):
        said = {key: part.said(part.read(action)) for key, part in SECTIONS.items()}
        found[action.pk] = {**said, "on": action.node_id}
    return found


def choice(plan: Listed, change: str) -> str:
    """Something that ``change`` may be given."""
    known = CHANGES[change]
    if known.kind == "months":
        return "6"
    if known.choices is None:
        return "Médiathèque" if known.kind == "line" else ""
    return known.choices(plan.convention)[-1][0]


@pytest.mark.parametrize("change", [key for key in CHANGES if not key.startswith("commune")])
def test_a_change_is_applied_and_taken_back_whole(plan: Listed, change: str) -> None:
    before = whole(plan)
    entry = applied(plan, change, choice(plan, change))
    assert entry.verb == "plan.edited"
    assert whole(plan) != before
    undo(entry=entry, by=plan.by)
    assert whole(plan) == before


def test_the_preview_writes_nothing_and_says_what_stays(plan: Listed) -> None:
    before = whole(plan)
    found = prepared(plan, "etat", "bloquee")
    assert {one.action for one in found.changed} == {plan.creche, plan.guide, plan.aside}
    assert [(one.action, one.reason) for one in found.left] == [(plan.blocked, "l’est déjà")]
    assert whole(plan) == before
    assert not Entry.objects.filter(verb="plan.edited").exists()


def test_an_end_is_moved_no_more_precise_than_it_was(plan: Listed) -> None:
    applied(plan, "echeance", "12")
    plan.creche.refresh_from_db()
    plan.blocked.refresh_from_db()
    assert (plan.creche.end_on, plan.creche.end_precision) == (date(2100, 12, 31), "annee")
    assert (plan.blocked.end_on, plan.blocked.end_precision) == (date(2025, 6, 30), "mois")


def test_what_has_no_end_is_told_and_left(plan: Listed) -> None:
    left = {one.action: one.reason for one in prepared(plan, "echeance", "6").left}
    assert left == {plan.guide: "n’a pas d’échéance datée", plan.aside: "n’a pas d’échéance datée"}


def test_adding_a_pilot_keeps_those_there(plan: Listed) -> None:
    applied(plan, "pilote-plus", "Médiathèque")
    labels = [pilot.label for pilot in plan.creche.pilots.all()]
    assert labels == ["Vice-présidente", "Responsable du RPE", "Médiathèque"]


def test_a_fiche_changed_meanwhile_stops_the_whole(plan: Listed) -> None:
    picked = versions(plan)
    save_section(action=plan.guide, section="context", value=["Autre"], version=None, by=plan.by)
    with pytest.raises(StaleVersionError):
        apply_change(convention=plan.convention, change="etat", typed="en_pause", picked=picked, by=plan.by)
    plan.creche.refresh_from_db()
    assert plan.creche.status == Status.RUNNING


@pytest.mark.parametrize(
    ("change", "typed"),
    [("etat", "perdu"), ("theme-plus", "999"), ("echeance", "0"), ("echeance", "douze"), ("echeance", "9999"),
     ("pilote", ""), ("pilote", "x" * 400), ("deplacer", "999999"), ("rien", "")],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(plan: Listed, change: str, typed: str) -> None:
    with pytest.raises(InvalidValueError):
        prepared(plan, change, typed)


def test_the_fiches_of_others_are_left_alone(plan: Listed) -> None:
    foreign = ActionFactory.create(convention=ConventionFactory.create())
    picked: dict[int, int | None] = {plan.guide.pk: None, foreign.pk: None}
    apply_change(convention=plan.convention, change="etat", typed="realisee", picked=picked, by=plan.by)
    foreign.refresh_from_db()
    plan.guide.refresh_from_db()
    assert (foreign.status, plan.guide.status) == (Status.TO_COME, Status.DONE)


def test_only_coordination_changes_many(plan: Listed) -> None:
    pilot = member(plan.convention, Role.PILOT)
    with pytest.raises(PermissionDenied):
        prepare_change(
            convention=plan.convention, change="etat", typed="bloquee", picked=versions(plan), by=pilot
        )
